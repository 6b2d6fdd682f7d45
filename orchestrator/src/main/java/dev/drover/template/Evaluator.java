package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates the expressions of one template in one scope. */
final class Evaluator {

    final Evaluation evaluation;
    final Source source;
    final Frame frame;

    Evaluator(Evaluation evaluation, Source source, Frame frame) {
        this.evaluation = evaluation;
        this.source = source;
        this.frame = frame;
    }

    /** The same template in another scope. */
    Evaluator in(Frame other) {
        return new Evaluator(evaluation, source, other);
    }

    Value eval(Expr expression) {
        try {
            return value(expression);
        } catch (Mistake e) {
            throw source.located(e, expression.at());
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
            case Expr.Constant(var value, var at) -> source.rendersConstants() ? rendered(value) : value;
            case Expr.Name(var name, var at) -> name(name);
            case Expr.ListOf(var items, var at) -> Owned.literal(all(items));
            case Expr.TupleOf(var items, var at) -> new Opaques.Tuple(all(items));
            case Expr.DictOf(var pairs, var at) -> {
                var map = new LinkedHashMap<Value, Value>();
                pairs.forEach(pair -> map.put(Py.keyIn(map, eval(pair.key())), eval(pair.value())));
                yield Owned.literal(map);
            }
            case Expr.Attribute(var of, var name, var at) -> attribute(eval(of), name);
            case Expr.Item(var of, var key, var at) -> item(eval(of), eval(key));
            case Expr.Slice slice -> slice(slice);
            case Expr.Call(var function, var arguments, var at) ->
                call(eval(function), isLookup(function) ? lookupArguments(arguments) : arguments(arguments));
            case Expr.Filter filter -> filter(filter);
            case Expr.Test test -> test(test);
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
                yield otherwise.isPresent() ? eval(otherwise.get()) : Opaques.Nothing.NOTHING;
            }
        };
    }

    /** A constant of a condition, or among a lookup's arguments: a template of its own. */
    private Value rendered(Value constant) {
        return constant instanceof Value.Text text && JinjaTemplar.holdsTemplate(text.text())
                ? evaluation.lazy(Value.Text.written(text.text(), source.origin()))
                : constant;
    }

    private static boolean isLookup(Expr function) {
        return function instanceof Expr.Name(var name, var at)
                && (name.equals("lookup") || name.equals("query") || name.equals("q"));
    }

    private Arguments lookupArguments(Expr.Arguments written) {
        return new Evaluator(evaluation, source.withConstantsRendered(), frame).arguments(written);
    }

    private Value binary(String operator, Value left, Value right) {
        return marked(Py.binary(operator, left, right), List.of(left, right));
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
        return frame.find(name)
                .map(evaluation::lazy)
                .or(() -> evaluation.variable(name))
                .or(() -> Globals.find(name, this))
                .orElseGet(() -> new Value.Undefined("'" + name + "' is undefined"));
    }

    private Value concat(List<Expr> parts) {
        var text = new StringBuilder();
        boolean secret = false;
        for (var part : parts) {
            var value = deep(Py.defined(eval(part)));
            secret |= value instanceof Value.Text one && one.secret();
            text.append(PyText.str(value));
            if (text.length() > Bounds.MAX_OUTPUT) {
                throw Mistake.of("the text is too long");
            }
        }
        return new Value.Text(text.toString(), true, secret, source.origin());
    }

    private Value compare(Expr first, List<Expr.Comparison> rest) {
        var left = deep(eval(first));
        for (var comparison : rest) {
            var right = comparable(eval(comparison.operand()), comparison.operator());
            if (!Py.compare(comparison.operator(), left, right)) {
                return Value.FALSE;
            }
            left = right;
        }
        return Value.TRUE;
    }

    /** {@code in} looks at a dictionary's keys only: its values may wait. */
    private Value comparable(Value value, String operator) {
        return operator.endsWith("in") && value instanceof Value.Mapping ? value : deep(value);
    }

    /** {@code value.name}: a method first, then an entry of that name. */
    Value attribute(Value of, String name) {
        var value = of instanceof Value.Sequence || of instanceof Value.Mapping ? lazy(of) : of;
        if (name.startsWith("__")) {
            throw new Mistake(
                    Kind.SECURITY,
                    "access to attribute '" + name + "' of '" + Py.typeName(value) + "' object is unsafe.");
        }
        if (value instanceof Value.Undefined) {
            return value;
        }
        if (value instanceof Opaques.Namespace(var attributes)) {
            return attributes.getOrDefault(name, missing(value, name));
        }
        if (value instanceof Opaques.Module(var exports, var text)) {
            return exports.getOrDefault(name, missing(value, name));
        }
        if (value instanceof Opaques.Tuple(var items, var named) && named) {
            if (name.equals("grouper") || name.equals("list")) {
                return lazy(items.get(name.equals("grouper") ? 0 : 1));
            }
        }
        if (value instanceof LoopVariable loop) {
            return loop.attribute(name);
        }
        if (value instanceof MacroValue macro && (name.equals("name") || name.equals("arguments"))) {
            return macro.attribute(name);
        }
        return Methods.find(value, name, this).orElseGet(() -> entry(value, Value.of(name), name));
    }

    /** {@code value[key]}: an entry or an element first, then an attribute of that name. */
    Value item(Value value, Value key) {
        if (value instanceof Value.Undefined) {
            return value;
        }
        Py.defined(key);
        if (key instanceof Value.Int || key instanceof Value.Bool) {
            return element(value, key);
        }
        String name = key instanceof Value.Text text ? text.text() : PyText.repr(key);
        if (key instanceof Value.Sequence || key instanceof Value.Mapping) {
            return missing(value, name); // no key, and no error either
        }
        if (value instanceof Value.Mapping(var entries) && entries.containsKey(Py.keyIn(entries, key))) {
            return lazy(entries.get(Py.keyIn(entries, key)));
        }
        if (key instanceof Value.Text && !(value instanceof Value.Mapping)) {
            return attribute(value, name);
        }
        return missing(value, name);
    }

    private Value entry(Value value, Value key, String name) {
        if (value instanceof Value.Mapping(var entries) && entries.containsKey(key)) {
            return lazy(entries.get(key));
        }
        return missing(value, name);
    }

    private Value element(Value value, Value key) {
        if (value instanceof Value.Mapping(var entries)) {
            var normal = Py.keyIn(entries, key);
            return entries.containsKey(normal)
                    ? lazy(entries.get(normal))
                    : new Value.Undefined("object of type 'dict' has no attribute " + PyText.repr(key));
        }
        if (value instanceof Opaques.Range range) {
            return at(Py.items(range), Py.index(key), value);
        }
        if (value instanceof Value.Text text) {
            var characters = Py.items(text);
            return at(characters, Py.index(key), value);
        }
        if (value instanceof Value.Sequence(var items)) {
            return at(items, Py.index(key), value);
        }
        if (value instanceof Opaques.Tuple(var items, var named)) {
            return at(items, Py.index(key), value);
        }
        return new Value.Undefined(elementMissing(value, key));
    }

    private static String elementMissing(Value value, Value key) {
        return value instanceof Value.Nil
                ? "None has no element " + PyText.repr(key)
                : Py.typeName(value) + " object has no element " + PyText.repr(key);
    }

    private Value at(List<Value> items, int index, Value of) {
        int place = index < 0 ? items.size() + index : index;
        return place >= 0 && place < items.size()
                ? lazy(items.get(place))
                : new Value.Undefined("object of type '" + Py.typeName(of) + "' has no attribute " + index);
    }

    private static Value missing(Value value, String name) {
        return new Value.Undefined("object of type '" + Py.typeName(value) + "' has no attribute '" + name + "'");
    }

    private Value slice(Expr.Slice slice) {
        var of = Py.defined(eval(slice.of()));
        int step = slice.step().map(this::bound).orElse(1);
        if (step == 0) {
            throw Mistake.of("slice step cannot be zero");
        }
        var items = Py.items(of);
        int size = items.size();
        int from = slice.from()
                .map(this::bound)
                .map(index -> clamp(index, size, step))
                .orElse(step > 0 ? 0 : size - 1);
        int to = slice.to()
                .map(this::bound)
                .map(index -> clamp(index, size, step))
                .orElse(step > 0 ? size : -1);
        var chosen = new ArrayList<Value>();
        for (long i = from; step > 0 ? i < to : i > to; i += step) {
            chosen.add(items.get((int) i));
        }
        return switch (of) {
            case Value.Text text -> {
                var joined = new StringBuilder();
                chosen.forEach(part -> joined.append(PyText.str(part)));
                yield Py.derived(joined.toString(), text);
            }
            case Opaques.Tuple tuple -> new Opaques.Tuple(chosen);
            default -> new Value.Sequence(chosen);
        };
    }

    private Integer bound(Expr expression) {
        var value = eval(expression);
        return value instanceof Value.Nil ? null : Py.index(value);
    }

    private static int clamp(int index, int size, int step) {
        long place = index < 0 ? (long) size + index : index;
        return step > 0 ? Math.clamp(place, 0, size) : Math.clamp(place, -1, size - 1);
    }

    Arguments arguments(Expr.Arguments written) {
        var positional = new ArrayList<Value>();
        written.positional().forEach(argument -> positional.add(eval(argument)));
        written.rest().ifPresent(rest -> positional.addAll(Py.items(eval(rest))));
        Map<String, Value> named = new LinkedHashMap<>();
        written.named().forEach(argument -> named.put(argument.name(), eval(argument.value())));
        written.namedRest().ifPresent(rest -> {
            if (!(Py.defined(eval(rest)) instanceof Value.Mapping(var entries))) {
                throw Mistake.of("argument after ** must be a mapping");
            }
            entries.forEach((key, value) -> named.put(PyText.str(key), value));
        });
        return new Arguments(positional, named);
    }

    Value call(Value function, Arguments arguments) {
        if (function instanceof Opaques.Callable callable) {
            if (!(callable instanceof MacroValue)) {
                for (var argument : arguments.all()) {
                    if (argument instanceof Value.Undefined) {
                        return argument;
                    }
                }
            } else {
                arguments.positional().replaceAll(Owned::argument);
                arguments.named().replaceAll((name, argument) -> Owned.argument(argument));
            }
            evaluation.deeper();
            try {
                return callable.call(arguments);
            } catch (Mistake e) {
                return undefined(e);
            } catch (IllegalArgumentException
                    | IndexOutOfBoundsException
                    | ArithmeticException
                    | java.time.DateTimeException e) {
                throw Mistake.of(e.getMessage());
            } finally {
                evaluation.shallower();
            }
        }
        Py.defined(function);
        throw Mistake.of("'" + Py.typeName(function) + "' object is not callable");
    }

    /** What is undefined inside of a filter, a test or a function makes its result undefined. */
    private static Value undefined(Mistake mistake) {
        if (mistake.kind() == Kind.UNDEFINED) {
            return new Value.Undefined(mistake.getMessage());
        }
        throw mistake;
    }

    private Value filter(Expr.Filter filter) {
        var implementation = Filters.find(filter.name());
        if (implementation.isEmpty()) {
            throw new Mistake(Kind.MISSING_PLUGIN, "No filter named '" + filter.name() + "'.");
        }
        return applied(filter.name(), implementation.get(), eval(filter.value()), arguments(filter.arguments()));
    }

    /** A filter by its name, as {@code map} and its like call it. */
    Value filtered(String name, Value value, Arguments arguments) {
        var implementation = Filters.find(name)
                .orElseThrow(() -> new Mistake(Kind.MISSING_PLUGIN, "No filter named '" + name + "'."));
        return applied(name, implementation, value, arguments);
    }

    private Value applied(String name, Filters.Filter implementation, Value value, Arguments arguments) {
        boolean takesUndefined = Filters.takesUndefined(name);
        var input = takesUndefined ? value : deep(value);
        var given = deep(arguments);
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
            return marked(
                    implementation.apply(input, given, this),
                    given.before(input).all());
        } catch (Mistake e) {
            if (e.kind() != Kind.RUNTIME) {
                return undefined(e);
            }
            throw new Mistake(
                    Kind.FILTER, "The filter plugin '" + Filters.fullName(name) + "' failed: " + e.getMessage());
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException
                | java.time.DateTimeException e) {
            throw new Mistake(
                    Kind.FILTER, "The filter plugin '" + Filters.fullName(name) + "' failed: " + e.getMessage());
        }
    }

    Arguments deep(Arguments arguments) {
        var positional = new ArrayList<Value>();
        arguments.positional().forEach(value -> positional.add(deep(value)));
        var named = new LinkedHashMap<String, Value>();
        arguments.named().forEach((name, value) -> named.put(name, deep(value)));
        return new Arguments(positional, named);
    }

    private Value test(Expr.Test test) {
        if (Tests.find(test.name()).isEmpty()) {
            throw new Mistake(Kind.MISSING_PLUGIN, "No test named '" + test.name() + "'.");
        }
        boolean result;
        try {
            result = tested(test.name(), eval(test.value()), arguments(test.arguments()));
        } catch (Mistake e) {
            return undefined(e);
        }
        return Value.of(result != test.negated());
    }

    boolean tested(String name, Value value, Arguments arguments) {
        var implementation =
                Tests.find(name).orElseThrow(() -> new Mistake(Kind.MISSING_PLUGIN, "No test named '" + name + "'."));
        if (!Tests.takesUndefined(name)) {
            if (value instanceof Value.Undefined(var message)
                    && Tests.askForType(name)
                    && !evaluation.templar.host().strict()) {
                evaluation.templar.host().warn(message, source.origin());
                return false;
            }
            Py.defined(value);
            arguments.positional().forEach(Py::defined);
            return holds(name, implementation, deep(value), deep(arguments));
        }
        return holds(name, implementation, value, arguments);
    }

    private boolean holds(String name, Tests.Test implementation, Value value, Arguments arguments) {
        try {
            return implementation.holds(value, arguments, this);
        } catch (Mistake e) {
            if (e.kind() != Kind.RUNTIME) {
                throw e;
            }
            throw new Mistake(Kind.TEST, "The test plugin '" + Filters.fullName(name) + "' failed: " + e.getMessage());
        }
    }

    static Value number(long number) {
        return new Value.Int(BigInteger.valueOf(number));
    }
}
