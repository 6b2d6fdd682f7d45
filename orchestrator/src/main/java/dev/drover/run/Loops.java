package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Loop;
import dev.drover.playbook.Task;
import dev.drover.template.Templar;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a task is repeated for on one host. */
final class Loops {

    /**
     * One turn of a loop.
     *
     * @param variables {@code item} and its companions
     * @param fields what the item adds to its result
     */
    record Item(Value value, Layer variables, Map<String, Value> fields) {}

    private static final Layer NO_ITEM = Layer.of("no loop", Map.of());

    private Loops() {}

    static Layer noItem() {
        return NO_ITEM;
    }

    /** @throws ArgumentException where the loop's source is no list */
    static List<Item> items(Task task, Loop loop, Layers variables, Templar templar) {
        var values = values(task, loop, variables, templar);
        var control = control(task, variables, templar);
        var items = new ArrayList<Item>();
        for (int i = 0; i < values.size(); i++) {
            items.add(item(values, i, control));
        }
        return items;
    }

    /** What an item is called in reports: the label's template, else the item itself. */
    static Value label(Task task, Item item, Layers variables, Templar templar) {
        return control(task)
                .flatMap(mapping -> mapping.get("label"))
                .map(label -> templar.resolve(label, variables))
                .orElse(item.value());
    }

    private record Control(String loopVariable, Optional<String> indexVariable, boolean extended, boolean allItems) {}

    /** What is written under a key of {@code loop_control}. */
    static Optional<Value> control(Task task, String key) {
        return control(task).flatMap(mapping -> mapping.get(key));
    }

    private static Optional<Value.Mapping> control(Task task) {
        return task.keywords()
                .get(Keyword.LOOP_CONTROL)
                .flatMap(value -> value instanceof Value.Mapping mapping ? Optional.of(mapping) : Optional.empty());
    }

    private static Control control(Task task, Layers variables, Templar templar) {
        var mapping = control(task).orElse(Value.EMPTY_MAPPING);
        return new Control(
                mapping.get("loop_var")
                        .map(name -> templar.resolve(name, variables).toString())
                        .orElse("item"),
                mapping.get("index_var")
                        .map(name -> templar.resolve(name, variables).toString()),
                mapping.get("extended").map(ConnectionSettings::truth).orElse(false),
                mapping.get("extended_allitems").map(ConnectionSettings::truth).orElse(true));
    }

    private static Item item(List<Value> values, int i, Control control) {
        var variables = new LinkedHashMap<String, Value>();
        var fields = new LinkedHashMap<String, Value>();
        variables.put(control.loopVariable(), values.get(i));
        variables.put("ansible_loop_var", Value.of(control.loopVariable()));
        fields.put(control.loopVariable(), values.get(i));
        fields.put("ansible_loop_var", Value.of(control.loopVariable()));
        control.indexVariable().ifPresent(name -> {
            variables.put(name, Value.of(i));
            variables.put("ansible_index_var", Value.of(name));
            fields.put(name, Value.of(i));
            fields.put("ansible_index_var", Value.of(name));
        });
        if (control.extended()) {
            variables.put("ansible_loop", extended(values, i, control.allItems()));
            fields.put("ansible_loop", extended(values, i, control.allItems()));
        }
        return new Item(values.get(i), Layer.of("loop", variables), fields);
    }

    private static Value extended(List<Value> values, int i, boolean allItems) {
        int length = values.size();
        var map = new LinkedHashMap<String, Value>();
        if (allItems) {
            map.put("allitems", new Value.Sequence(values));
        }
        map.put("index", Value.of(i + 1L));
        map.put("index0", Value.of(i));
        map.put("first", Value.of(i == 0));
        map.put("last", Value.of(i == length - 1));
        map.put("length", Value.of(length));
        map.put("revindex", Value.of((long) length - i));
        map.put("revindex0", Value.of((long) length - i - 1));
        if (i > 0) {
            map.put("previtem", values.get(i - 1));
        }
        if (i < length - 1) {
            map.put("nextitem", values.get(i + 1));
        }
        return Value.Mapping.of(map);
    }

    private static List<Value> values(Task task, Loop loop, Layers variables, Templar templar) {
        if (loop.plain()) {
            var source = templar.resolve(loop.source(), variables);
            if (source instanceof Value.Sequence(var items)) {
                return items;
            }
            throw new ArgumentException(
                    "loop takes a list"
                            + (source instanceof Value.Mapping ? "; a mapping becomes one with dict2items" : ""),
                    task.origin());
        }
        // any lookup may stand behind with_; a template calls it, since lookups belong to templates
        if (!loop.lookup().matches("[A-Za-z_][A-Za-z0-9_.]*")) {
            throw new ArgumentException("with_" + loop.lookup() + " names no lookup", task.origin());
        }
        var terms = templar.resolve(loop.source(), variables);
        var list = terms instanceof Value.Sequence ? terms : Value.Sequence.of(terms);
        var scope = variables.with(Layer.of("loop", Map.of("_drover_terms", list)));
        var call = Value.Text.written("query('" + loop.lookup() + "', *_drover_terms)", task.origin());
        return templar.expression(call, scope) instanceof Value.Sequence(var items) ? items : List.of();
    }
}
