package dev.drover.template;

import dev.drover.template.Tests.Test;
import dev.drover.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The types that community.general tells of values: {@code dict[str, int|str]}. */
final class AnsibleType {

    private AnsibleType() {}

    static final Map<String, Test> TESTS = new Named<Test>()
            .add(
                    (value, arguments, evaluator) -> {
                        var wanted = arguments.get(0, "dtype");
                        var names = wanted instanceof Value.Sequence(var items) ? items : List.of(wanted);
                        String type = of(value, arguments.find(1, "alias"));
                        return names.stream().anyMatch(name -> PyText.str(name).equals(type));
                    },
                    "community.general.ansible_type")
            .all();

    /** @param alias other names for some types */
    static String of(Value value, Optional<Value> alias) {
        return switch (value) {
            case Value.Sequence(var items) ->
                items.isEmpty() ? name(value, alias) : "list[" + names(items, alias) + "]";
            case Value.Mapping(var entries) ->
                entries.isEmpty()
                        ? name(value, alias)
                        : "dict[" + names(entries.keySet(), alias) + ", " + names(entries.values(), alias) + "]";
            default -> name(value, alias);
        };
    }

    private static String names(Collection<Value> values, Optional<Value> alias) {
        var names = new TreeSet<String>();
        values.forEach(value -> names.add(name(value, alias)));
        return String.join("|", names);
    }

    private static String name(Value value, Optional<Value> alias) {
        String name = Py.typeName(value);
        return alias.filter(Value.Mapping.class::isInstance)
                .flatMap(names -> ((Value.Mapping) names).get(name))
                .map(PyText::str)
                .orElse(name);
    }
}
