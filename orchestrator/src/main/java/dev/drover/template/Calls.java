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
        var positional = new ArrayList<Value>();
        written.positional().forEach(argument -> positional.add(evaluator.eval(argument)));
        written.rest().ifPresent(rest -> positional.addAll(Py.items(evaluator.eval(rest))));
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

    Value call(Value function, Arguments arguments) {
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
        if (callable instanceof MacroValue) {
            arguments.positional().replaceAll(Owned::argument);
            arguments.named().replaceAll((name, argument) -> Owned.argument(argument));
        } else if (evaluation.dialect.ansible()) {
            for (var argument : arguments.all()) {
                if (argument instanceof Value.Undefined) {
                    return argument;
                }
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
            for (var argument : given.all()) {
                if (argument instanceof Value.Undefined && !Filters.takesUndefinedArguments(name)) {
                    return argument;
                }
            }
        }
        try {
            return evaluator.marked(
                    run(name, implementation, input, given), given.before(input).all());
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
        var positional = new ArrayList<Value>();
        arguments.positional().forEach(value -> positional.add(evaluator.deep(value)));
        var named = new LinkedHashMap<String, Value>();
        arguments.named().forEach((name, value) -> named.put(name, evaluator.deep(value)));
        return new Arguments(positional, named);
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
