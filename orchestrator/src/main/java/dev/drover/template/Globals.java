package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/** The names that every template knows: {@code lookup}, {@code range}, {@code omit}, … */
final class Globals {

    private Globals() {}

    /** Those that Ansible has and Jinja itself has not. */
    private static final Set<String> OF_ANSIBLE = Set.of("lookup", "query", "q", "now", "undef", "omit", "vars");

    static Optional<Value> find(String name, Evaluator evaluator) {
        if (!evaluator.evaluation.dialect.ansible() && OF_ANSIBLE.contains(name)) {
            return Optional.empty();
        }
        java.util.function.Function<Arguments, Value> function = switch (name) {
            case "range" -> Globals::range;
            case "dict" ->
                arguments -> {
                    var map = new LinkedHashMap<Value, Value>();
                    if (!arguments.positional().isEmpty()) {
                        map.putAll(Methods.pairs(arguments.positional().getFirst()));
                    }
                    arguments.named().forEach((key, value) -> map.put(Value.of(key), value));
                    return new Value.Mapping(map);
                };
            case "namespace" ->
                arguments -> {
                    var attributes = new LinkedHashMap<String, Value>();
                    if (!arguments.positional().isEmpty()) {
                        Methods.pairs(arguments.positional().getFirst())
                                .forEach((key, value) -> attributes.put(PyText.str(key), value));
                    }
                    attributes.putAll(arguments.named());
                    return new Opaques.Namespace(attributes);
                };
            case "lookup" -> arguments -> Lookups.lookup(arguments, false, evaluator);
            case "query", "q" -> arguments -> Lookups.lookup(arguments, true, evaluator);
            case "now" ->
                arguments -> {
                    var now = evaluator.evaluation.templar.host().now();
                    var time =
                            arguments.flag(0, "utc", false) ? now.withZoneSameInstant(java.time.ZoneOffset.UTC) : now;
                    return arguments
                            .find(1, "fmt")
                            .<Value>map(format -> Value.of(StrfTime.format(PyText.str(format), time)))
                            .orElseGet(() -> new Opaques.Date(time.toLocalDateTime()));
                };
            case "undef" ->
                arguments ->
                        new Value.Undefined(arguments.text(0, "hint", "Mandatory variable has not been overridden"));
            case "joiner" -> Globals::joiner;
            case "cycler" -> arguments -> Cycler.of(arguments.positional());
            case "lipsum" -> Lipsum::text;
            default -> null;
        };
        if (function != null) {
            return Optional.of(new Opaques.Function(name, function));
        }
        return switch (name) {
            case "self" -> Optional.of(evaluator.frame.self());
            case "omit" -> Optional.of(Opaques.Omit.OMIT);
            case "vars" -> Optional.of(new Value.Mapping(new AllVariables(evaluator)));
            default -> Optional.empty();
        };
    }

    private static Value range(Arguments arguments) {
        var numbers = arguments.positional().stream()
                .map(Py::defined)
                .map(Py::integer)
                .toList();
        return switch (numbers.size()) {
            case 1 -> new Opaques.Range(BigInteger.ZERO, numbers.get(0), BigInteger.ONE);
            case 2 -> new Opaques.Range(numbers.get(0), numbers.get(1), BigInteger.ONE);
            case 3 -> {
                if (numbers.get(2).signum() == 0) {
                    throw Mistake.of("range() arg 3 must not be zero");
                }
                yield new Opaques.Range(numbers.get(0), numbers.get(1), numbers.get(2));
            }
            default -> throw Mistake.of("range expected 1 to 3 arguments, got " + numbers.size());
        };
    }

    private static Value joiner(Arguments arguments) {
        var separator = arguments.text(0, "sep", ", ");
        var used = new java.util.concurrent.atomic.AtomicBoolean();
        return new Opaques.Function("joiner", ignored -> Value.of(used.getAndSet(true) ? separator : ""));
    }

    /** {@code vars}: each variable evaluated when it is looked at. */
    private static final class AllVariables extends java.util.AbstractMap<Value, Value> implements EvaluatedMap {
        private final Evaluator evaluator;

        AllVariables(Evaluator evaluator) {
            this.evaluator = evaluator;
        }

        @Override
        public Value get(Object key) {
            return key instanceof Value.Text name
                    ? evaluator.evaluation.variable(name.text()).orElse(null)
                    : null;
        }

        @Override
        public boolean containsKey(Object key) {
            return get(key) != null;
        }

        @Override
        public java.util.Set<Entry<Value, Value>> entrySet() {
            var entries = new java.util.LinkedHashSet<Entry<Value, Value>>();
            evaluator.evaluation.variables.names().forEach(name -> {
                var value = get(Value.of(name));
                if (value != null) {
                    entries.add(java.util.Map.entry(Value.of(name), value));
                }
            });
            return entries;
        }
    }
}
