package dev.drover.template;

import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A macro, or the body of a call block as {@code caller}. */
final class MacroValue implements Opaques.Callable, Opaques.Attributed {

    private final String name;
    private final List<Statement.Parameter> parameters;
    private final Statement.Body written;
    private final Frame closure;
    private final Evaluator evaluator;
    private final Function<Frame, Value> body;

    /**
     * @param written as it stands in the template
     * @param body what the macro yields in a frame that holds its parameters
     */
    MacroValue(
            String name,
            List<Statement.Parameter> parameters,
            Statement.Body written,
            Frame closure,
            Evaluator evaluator,
            Function<Frame, Value> body) {
        this.name = name;
        this.parameters = parameters;
        this.written = written;
        this.closure = closure;
        this.evaluator = evaluator;
        this.body = body;
    }

    @Override
    public Optional<Value> attribute(String attribute) {
        return switch (attribute) {
            case "name" -> Optional.of(Value.of(name));
            case "arguments" ->
                Optional.of(new Opaques.Tuple(parameters.stream()
                        .map(parameter -> Value.of(parameter.name()))
                        .toList()));
            case "catch_kwargs" -> Optional.of(Value.of(written.takesNamed()));
            case "catch_varargs" -> Optional.of(Value.of(written.takesMore()));
            case "caller" -> Optional.of(Value.of(written.takesCaller()));
            default -> Optional.empty();
        };
    }

    @Override
    public Value call(Arguments arguments) {
        var frame = closure.inner();
        Map<String, Value> named = new LinkedHashMap<>(arguments.named());
        if (written.takesCaller()
                && parameters.stream().noneMatch(one -> one.name().equals("caller"))) {
            frame.set(
                    "caller",
                    Optional.ofNullable(named.remove("caller"))
                            .orElseGet(() -> evaluator.missing("caller", "No caller defined")));
        }
        for (int i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            Value value;
            if (i < arguments.positional().size()) {
                value = arguments.positional().get(i);
            } else if (named.containsKey(parameter.name())) {
                value = named.remove(parameter.name());
            } else if (parameter.otherwise().isPresent()) {
                value = evaluator.in(frame).eval(parameter.otherwise().get());
            } else {
                value = evaluator.missing(parameter.name(), "parameter '" + parameter.name() + "' was not provided");
            }
            frame.set(parameter.name(), value);
        }
        int more = Math.max(0, arguments.positional().size() - parameters.size());
        if (!written.takesMore() && more > 0) {
            throw Mistake.of("macro '" + name + "' takes not more than " + parameters.size() + " argument(s)");
        }
        if (!written.takesNamed() && !named.isEmpty()) {
            if (named.containsKey("caller")) {
                throw Mistake.of("macro '" + name + "' was invoked with two values for the special caller argument."
                        + " This is most likely a bug.");
            }
            throw Mistake.of("macro '" + name + "' takes no keyword argument '"
                    + named.keySet().iterator().next() + "'");
        }
        var rest = arguments
                .positional()
                .subList(
                        arguments.positional().size() - more,
                        arguments.positional().size());
        frame.set("varargs", new Opaques.Tuple(rest));
        frame.set("kwargs", Value.Mapping.of(named));
        return body.apply(frame);
    }

    @Override
    public String toString() {
        return "<Macro " + PyText.repr(name) + ">";
    }
}
