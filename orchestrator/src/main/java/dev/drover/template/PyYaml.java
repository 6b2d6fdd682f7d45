package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Values as YAML, as PyYAML writes it: keys sorted, lists in mappings not indented, 80 columns. */
final class PyYaml {

    private PyYaml() {}

    /** @param flow whether containers without containers in them are written on one line, as to_yaml does */
    static String dump(Value value, boolean flow, int indent) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(flow ? DumperOptions.FlowStyle.AUTO : DumperOptions.FlowStyle.BLOCK);
        options.setIndent(Math.clamp(indent, 2, 9));
        options.setIndicatorIndent(0);
        options.setWidth(80);
        options.setAllowUnicode(true);
        options.setSplitLines(true);
        return new Yaml(options).dump(plain(value));
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Nil nil -> null;
            case Value.Bool(var truth) -> truth;
            case Value.Int(var number) -> number;
            case Value.Real(var number) -> number;
            case Value.Text text -> text.text();
            case Value.Sequence(var items) -> {
                var list = new ArrayList<Object>();
                items.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case Opaques.Tuple(var items) -> plain(new Value.Sequence(items));
            case Opaques.SetOf(var items) -> plain(new Value.Sequence(new ArrayList<>(items)));
            case Value.Mapping(var entries) -> {
                var keys = new ArrayList<>(entries.keySet());
                keys.sort((a, b) -> a instanceof Value.Text x && b instanceof Value.Text y
                        ? x.text().compareTo(y.text())
                        : PyText.str(a).compareTo(PyText.str(b)));
                var map = new LinkedHashMap<Object, Object>();
                keys.forEach(key -> map.put(plain(key), plain(entries.get(key))));
                yield map;
            }
            case Value.Undefined(var message) -> throw Mistake.undefined(message);
            case Value.Opaque opaque -> opaque.toString();
        };
    }
}
