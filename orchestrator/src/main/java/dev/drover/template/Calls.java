package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Value;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls of functions, filters and tests. */
final class Calls {

    private final Evaluator evaluator;
    private final Evaluation evaluation;

    Calls(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.evaluation = evaluator.evaluation;
    }

    Arguments arguments(Expr.Arguments written) {
        if (written == Expr.Arguments.NONE) {
            return Arguments.NONE;
        }
        var positional = new ArrayList<Value>(written.positional().size());
        for (var argument : written.positional()) {
            positional.add(evaluator.eval(argument));
        }
        written.rest().ifPresent(rest -> positional.addAll(Py.items(evaluator.eval(rest))));
        if (written.named().isEmpty() && written.namedRest().isEmpty()) {
            return new Arguments(positional, Map.of());
        }
        Map<String, Value> named = new LinkedHashMap<>();
        written.named().forEach(argument -> named.put(argument.name(), evaluator.eval(argument.value())));
        written.namedRest().ifPresent(rest -> {
            if (!(Py.defined(evaluator.eval(rest)) instanceof Value.Mapping(var entries))) {
                throw Mistake.of("argument after ** must be a mapping");
            }
            entries.forEach((key, value) -> named.put(PyText.str(key), value));
        });
        return new Arguments(positional, named);
    }

    Value call(Value function, Arguments given) {
        if (!(function instanceof Opaques.Callable callable)) {
            if (function instanceof Opaques.Nothing nothing) {
                throw nothing.used();
            }
            if (function instanceof Value.Undefined && evaluation.dialect.ansible()) {
                return function; // a call of what is not there is not there either
            }
            Py.defined(function);
            throw Mistake.of("'" + Py.typeName(function) + "' object is not callable");
        }
        var arguments = callable instanceof MacroValue ? given.mapped(Owned::argument) : given;
        if (!(callable instanceof MacroValue) && evaluation.dialect.ansible()) {
            var missing = arguments.firstUndefined();
            if (missing.isPresent()) {
                return missing.get();
            }
        }
        evaluation.deeper();
        try {
            var result = callable.call(arguments);
            return callable instanceof MacroValue && evaluator.escaping ? Markup.markup(result) : result;
        } catch (Mistake e) {
            return undefined(e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | DateTimeException e) {
            throw Mistake.of(e.getMessage());
        } finally {
            evaluation.shallower();
        }
    }

    /** What is undefined inside of a filter, a test or a function makes its result undefined. */
    private Value undefined(Mistake mistake) {
        if ((mistake.kind() == Kind.UNDEFINED || mistake.kind() == Kind.SECURITY) && evaluation.dialect.ansible()) {
            return new Value.Undefined(mistake.getMessage());
        }
        throw mistake;
    }

    Value filter(Expr.Filter filter) {
        var implementation = implementation(filter.name());
        return applied(filter.name(), implementation, evaluator.eval(filter.value()), arguments(filter.arguments()));
    }

    /** A filter by its name, as {@code map} and its like call it. */
    Value filtered(String name, Value value, Arguments arguments) {
        return applied(name, implementation(name), value, arguments);
    }

    private Filters.Filter implementation(String name) {
        return MarkupFilters.find(Filters.shortName(name))
                .or(() -> Filters.find(name))
                .orElseThrow(() -> unknown("filter", name));
    }

    private Mistake unknown(String what, String name) {
        return evaluation.dialect.ansible()
                ? new Mistake(Kind.MISSING_PLUGIN, "No " + what + " named '" + name + "'.")
                : Mistake.of("No " + what + " named '" + name + "' found.");
    }

    private Value applied(String name, Filters.Filter implementation, Value value, Arguments arguments) {
        boolean takesUndefined = Filters.takesUndefined(name);
        var input = takesUndefined ? value : evaluator.deep(value);
        var given = evaluator.deep(arguments);
        if (!evaluation.dialect.ansible()) {
            return appliedPlainly(name, implementation, input, given);
        }
        if (takesUndefined
                && input instanceof Opaques.Nothing(var kind, var message, var what, var shown, var chains)
                && !evaluation.templar.host().strict()) {
            evaluation.templar.host().warn(message, evaluator.source.origin());
            input = new Value.Undefined(message);
        }
        if (!takesUndefined) {
            if (input instanceof Value.Undefined) {
                return input;
            }
            var missing = given.firstUndefined();
            if (missing.isPresent() && !Filters.takesUndefinedArguments(name)) {
                return missing.get();
            }
        }
        try {
            var result = run(name, implementation, input, given);
            return evaluation.secret()
                    ? evaluator.marked(result, given.before(input).all())
                    : result;
        } catch (Mistake e) {
            if (e.kind() != Kind.RUNTIME) {
                return undefined(e);
            }
            throw failed(name, e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | DateTimeException e) {
            throw failed(name, e);
        }
    }

    private Value run(String name, Filters.Filter implementation, Value input, Arguments given) {
        return evaluation.markup()
                        && MarkupFilters.find(Filters.shortName(name)).isEmpty()
                ? MarkupFilters.applied(Filters.shortName(name), implementation, input, given, evaluator)
                : implementation.apply(input, given, evaluator);
    }

    private static Mistake failed(String name, RuntimeException cause) {
        return new Mistake(
                Kind.FILTER, "The filter plugin '" + Filters.fullName(name) + "' failed: " + cause.getMessage());
    }

    /** As Jinja itself calls filters: nothing stands between them and what they are given. */
    private Value appliedPlainly(String name, Filters.Filter implementation, Value value, Arguments arguments) {
        var input = Filters.takesUndefined(name) ? value : Py.defined(value);
        if (value instanceof Opaques.Nothing nothing) {
            if (Filters.takesUndefined(name)) {
                input = new Value.Undefined(nothing.message());
            } else if (name.equals("items")) {
                input = Value.EMPTY_MAPPING;
            }
        }
        try {
            return run(name, implementation, input, arguments);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | DateTimeException e) {
            throw Mistake.of(e.getMessage());
        }
    }

    Arguments deep(Arguments arguments) {
        return arguments.mapped(evaluator::deep);
    }

    Value test(Expr.Test test) {
        if (Tests.find(test.name()).isEmpty()) {
            throw unknown("test", test.name());
        }
        boolean result;
        try {
            result = tested(test.name(), evaluator.eval(test.value()), arguments(test.arguments()));
        } catch (Mistake e) {
            return undefined(e);
        }
        return Value.of(result != test.negated());
    }

    boolean tested(String name, Value value, Arguments arguments) {
        var implementation = Tests.find(name).orElseThrow(() -> unknown("test", name));
        if (Filters.shortName(name).equals("escaped")) {
            return Py.defined(value) instanceof Markup;
        }
        if (Tests.takesUndefined(name)) {
            return holds(name, implementation, value, arguments);
        }
        if (value instanceof Value.Undefined(var message)
                && Tests.askForType(name)
                && evaluation.dialect.ansible()
                && !evaluation.templar.host().strict()) {
            evaluation.templar.host().warn(message, evaluator.source.origin());
            return false;
        }
        Py.defined(value);
        arguments.positional().forEach(Py::defined);
        return evaluation.markup()
                ? holds(
                        name,
                        implementation,
                        Markup.plain(evaluator.deep(value)),
                        evaluator.plain(evaluator.deep(arguments)))
                : holds(name, implementation, evaluator.deep(value), evaluator.deep(arguments));
    }

    private boolean holds(String name, Tests.Test implementation, Value value, Arguments arguments) {
        try {
            return implementation.holds(value, arguments, evaluator);
        } catch (Mistake e) {
            if (e.kind() != Kind.RUNTIME || !evaluation.dialect.ansible()) {
                throw e;
            }
            throw new Mistake(Kind.TEST, "The test plugin '" + Filters.fullName(name) + "' failed: " + e.getMessage());
        }
    }
}
