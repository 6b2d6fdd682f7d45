package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Evaluates the expressions of one template in one scope. */
final class Evaluator {

    final Evaluation evaluation;
    final Source source;
    final Frame frame;
    /** Whether printed text is escaped for HTML here. */
    final boolean escaping;

    Evaluator(Evaluation evaluation, Source source, Frame frame) {
        this(evaluation, source, frame, evaluation.dialect.autoescape());
    }

    private Evaluator(Evaluation evaluation, Source source, Frame frame, boolean escaping) {
        this.evaluation = evaluation;
        this.source = source;
        this.frame = frame;
        this.escaping = escaping;
    }

    /** The same template in another scope. */
    Evaluator in(Frame other) {
        return new Evaluator(evaluation, source, other, escaping);
    }

    Evaluator escaping(boolean escape) {
        return new Evaluator(evaluation, source, frame, escape);
    }

    Value eval(Expr expression) {
        try {
            var value = value(expression);
            if (!(value instanceof Value.Undefined(var message))) {
                return value;
            }
            if (!evaluation.dialect.ansible()) {
                return missing("", message);
            }
            evaluation.sawUndefined(message, source, expression.at());
            return value;
        } catch (Mistake e) {
            throw evaluation.located(e, source, expression.at());
        }
    }

    Value deep(Value value) {
        return evaluation.deep(value);
    }

    Value lazy(Value value) {
        return evaluation.lazy(value);
    }

    private Value value(Expr expression) {
        return switch (expression) {
            case Expr.Constant(Value.Real(var number), var at) when Double.isInfinite(number) -> infinite(number);
            case Expr.Constant(var value, var at) -> source.rendersConstants() ? rendered(value) : value;
            case Expr.Name(var name, var at) -> name(name);
            case Expr.ListOf(var items, var at) -> Owned.literal(all(items));
            case Expr.TupleOf(var items, var at) -> new Opaques.Tuple(all(items));
            case Expr.DictOf(var pairs, var at) -> {
                var map = new LinkedHashMap<Value, Value>();
                pairs.forEach(pair -> map.put(PyOrder.keyIn(map, eval(pair.key())), eval(pair.value())));
                yield Owned.literal(map);
            }
            case Expr.Attribute(var of, var name, var at) -> attribute(eval(of), name);
            case Expr.Item(var of, var key, var at) -> item(eval(of), eval(key));
            case Expr.Slice slice -> new Access(this).slice(slice);
            case Expr.Call(var function, var arguments, var at) ->
                call(eval(function), isLookup(function) ? lookupArguments(arguments) : arguments(arguments));
            case Expr.Filter filter -> new Calls(this).filter(filter);
            case Expr.Test test -> new Calls(this).test(test);
            case Expr.Unary(var operator, var operand, var at) -> Py.unary(operator, eval(operand));
            case Expr.Binary(var operator, var left, var right, var at) ->
                binary(operator, deep(eval(left)), deep(eval(right)));
            case Expr.And(var left, var right, var at) -> {
                var first = eval(left);
                yield Py.truth(first) ? eval(right) : first;
            }
            case Expr.Or(var left, var right, var at) -> {
                var first = eval(left);
                yield Py.truth(first) ? first : eval(right);
            }
            case Expr.Not(var operand, var at) -> Value.of(!Py.truth(eval(operand)));
            case Expr.Concat(var parts, var at) -> concat(parts);
            case Expr.Compare(var first, var rest, var at) -> compare(first, rest);
            case Expr.Conditional(var condition, var then, var otherwise, var at) -> {
                if (Py.truth(eval(condition))) {
                    yield eval(then);
                }
                var nothing = Opaques.Nothing.NOTHING;
                if (otherwise.isPresent()) {
                    yield eval(otherwise.get());
                }
                yield evaluation.dialect.ansible()
                        ? nothing
                        : new Opaques.Nothing(Kind.UNDEFINED, nothing.message(), "", "", false);
            }
        };
    }

    /** A number too large to be written as one: Python has no such constant. */
    private Value infinite(double number) {
        String message = "name 'inf' is not defined";
        var host = evaluation.templar.host();
        if (host.strict() || !evaluation.dialect.ansible()) {
            throw Mistake.of(message);
        }
        host.warn(message, source.origin());
        return Value.of(number);
    }

    /** A constant of a condition, or among a lookup's arguments: a template of its own. */
    private Value rendered(Value constant) {
        if (!(constant instanceof Value.Text text) || !JinjaTemplar.holdsTemplate(text.text())) {
            return constant;
        }
        evaluation
                .templar
                .host()
                .warn(
                        "Jinja constant strings should not contain embedded templates."
                                + " This feature will be disabled by default in ansible-core 2.23.",
                        source.origin());
        return evaluation.lazy(Value.Text.written(text.text(), source.origin()));
    }

    private static boolean isLookup(Expr function) {
        return function instanceof Expr.Name(var name, var at)
                && (name.equals("lookup") || name.equals("query") || name.equals("q"));
    }

    private Arguments lookupArguments(Expr.Arguments written) {
        return new Evaluator(evaluation, source.withConstantsRendered(), frame, escaping).arguments(written);
    }

    private Value binary(String operator, Value left, Value right) {
        if (left instanceof Opaques.Nothing nothing && !evaluation.dialect.ansible()) {
            throw nothing.used();
        }
        if (right instanceof Opaques.Nothing nothing && !evaluation.dialect.ansible()) {
            throw nothing.used();
        }
        var result = left instanceof Markup || right instanceof Markup
                ? Markup.binary(operator, left, right)
                : Py.binary(operator, left, right);
        switch (result) {
            case Value.Int(var number)
            when number.bitLength() > Bounds.MAX_BITS -> throw Mistake.of("the number is too large");
            case Value.Text text -> Bounds.output(text.text().length());
            case Value.Sequence(var items) -> Bounds.items(items.size());
            default -> {}
        }
        return evaluation.secret() ? marked(result, List.of(left, right)) : result;
    }

    /** The result of what was given these values: secret where anything in them is. */
    Value marked(Value result, List<Value> inputs) {
        return evaluation.secret() && Secrets.in(inputs) ? Secrets.marked(result) : result;
    }

    private List<Value> all(List<Expr> expressions) {
        var values = new ArrayList<Value>(expressions.size());
        expressions.forEach(expression -> values.add(eval(expression)));
        return values;
    }

    private Value name(String name) {
        var own = frame.find(name);
        if (own.isPresent()) {
            return evaluation.lazy(own.get());
        }
        var variable = frame.seesVariables() ? evaluation.variable(name) : Optional.<Value>empty();
        return variable.isPresent()
                ? variable.get()
                : Globals.find(name, this).orElseGet(() -> missing(name, "'" + name + "' is undefined"));
    }

    private Value concat(List<Expr> parts) {
        var text = new StringBuilder();
        boolean secret = false;
        for (var part : parts) {
            var value = deep(Py.defined(eval(part)));
            if (escaping) {
                value = Markup.escaped(value);
            }
            secret |= value instanceof Value.Text one && one.secret();
            text.append(PyText.str(value));
            if (text.length() > Bounds.MAX_OUTPUT) {
                throw Mistake.of("the text is too long");
            }
        }
        var result = new Value.Text(text.toString(), true, secret, source.origin());
        return escaping ? new Markup(result) : result;
    }

    private Value compare(Expr first, List<Expr.Comparison> rest) {
        var left = operand(deep(eval(first)), rest.getFirst().operator());
        for (var comparison : rest) {
            var right = operand(comparable(eval(comparison.operand()), comparison.operator()), comparison.operator());
            if (!PyOrder.compare(comparison.operator(), left, right)) {
                return Value.FALSE;
            }
            left = right;
        }
        return Value.TRUE;
    }

    private Value operand(Value value, String operator) {
        if (value instanceof Opaques.Nothing nothing
                && !evaluation.dialect.ansible()
                && (operator.startsWith("<") || operator.startsWith(">"))) {
            throw nothing.used();
        }
        return evaluation.markup() ? Markup.plainDeep(value) : value;
    }

    /** {@code in} looks at a dictionary's keys only: its values may wait. */
    private Value comparable(Value value, String operator) {
        if (operator.endsWith("in") && value instanceof Opaques.Nothing && !evaluation.dialect.ansible()) {
            return Value.EMPTY_SEQUENCE;
        }
        return operator.endsWith("in") && value instanceof Value.Mapping ? value : deep(value);
    }

    /** {@code value.name}: a method first, then an entry of that name. */
    Value attribute(Value of, String name) {
        return new Access(this).attribute(of, name);
    }

    /** An attribute of the value itself, whatever entries it has. */
    Value ownAttribute(Value of, String name) {
        return new Access(this).own(of, name);
    }

    /** {@code value[key]}: an entry or an element first, then an attribute of that name. */
    Value item(Value value, Value key) {
        return new Access(this).item(value, key);
    }

    Arguments deep(Arguments arguments) {
        return new Calls(this).deep(arguments);
    }

    Arguments arguments(Expr.Arguments written) {
        return new Calls(this).arguments(written);
    }

    Value call(Value function, Arguments arguments) {
        return new Calls(this).call(function, arguments);
    }

    /** A filter by its name, as {@code map} and its like call it. */
    Value filtered(String name, Value value, Arguments arguments) {
        return new Calls(this).filtered(name, value, arguments);
    }

    boolean tested(String name, Value value, Arguments arguments) {
        return new Calls(this).tested(name, value, arguments);
    }

    /** What is not there: fails when it is used, or prints nothing where plain Jinja is meant. */
    Value missing(String name, String message) {
        return missing(name, message, "{{ " + name + " }}");
    }

    /** @param shown what it prints where missing names are to be seen */
    Value missing(String name, String message, String shown) {
        var dialect = evaluation.dialect;
        if (dialect.ansible() || dialect.missing() == Dialect.Missing.STRICT) {
            return new Value.Undefined(message);
        }
        return new Opaques.Nothing(
                Kind.UNDEFINED,
                message,
                name,
                dialect.missing() == Dialect.Missing.DEBUG ? shown : "",
                dialect.missing() == Dialect.Missing.CHAINABLE);
    }

    /** The arguments with markup as text. */
    Arguments plain(Arguments arguments) {
        return arguments.mapped(Markup::plain);
    }

    static Value number(long number) {
        return Value.of(number);
    }
}
