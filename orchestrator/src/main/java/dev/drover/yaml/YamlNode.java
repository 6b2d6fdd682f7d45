package dev.drover.yaml;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** A node of a YAML document, and where it stands. */
public sealed interface YamlNode {

    Origin origin();

    /** The node without positions, except those that text keeps. */
    Value value();

    /** @param value never a container */
    record Scalar(Value value, Origin origin) implements YamlNode {}

    record Items(List<YamlNode> items, Origin origin) implements YamlNode {
        @Override
        public Value value() {
            var values = new ArrayList<Value>(items.size());
            items.forEach(item -> values.add(item.value()));
            return new Value.Sequence(values);
        }
    }

    /** A mapping; of equal keys only the last is here. */
    record Entries(List<Entry> entries, Origin origin) implements YamlNode {
        @Override
        public Value.Mapping value() {
            var map = LinkedHashMap.<Value, Value>newLinkedHashMap(entries.size());
            entries.forEach(entry -> map.put(entry.key().value(), entry.value().value()));
            return new Value.Mapping(map);
        }

        public Optional<YamlNode> get(String key) {
            return entries.stream()
                    .filter(entry -> entry.name().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    record Entry(YamlNode key, YamlNode value) {
        /** The key as text: {@code yes} and {@code 8080} are keys too. */
        public String name() {
            return switch (key.value()) {
                case Value.Text text -> text.text();
                case Value.Int(var number) -> number.toString();
                case Value.Bool(var truth) -> truth ? "true" : "false";
                case Value.Real(var number) -> Double.toString(number);
                default -> "";
            };
        }
    }
}
