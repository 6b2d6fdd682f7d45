package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code a.b}, {@code a[b]} and {@code a[b:c]} mean. */
final class Access {

    private static final Set<String> CHANGING = Set.of(
            "append",
            "clear",
            "pop",
            "reverse",
            "insert",
            "sort",
            "extend",
            "remove",
            "popitem",
            "setdefault",
            "update");

    private final Evaluator evaluator;
    private final Dialect dialect;

    Access(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.dialect = evaluator.evaluation.dialect;
    }

    Value attribute(Value of, String name) {
        if (of instanceof Value.Mapping && !Methods.ofMappings(name) && !name.startsWith("__")) {
            return entry(evaluator.lazy(of), name);
        }
        return found(of, name)
                .orElseGet(() -> of instanceof Value.Mapping ? entry(evaluator.lazy(of), name) : missing(of, name));
    }

    /** An attribute that is no entry. */
    Value own(Value of, String name) {
        return found(of, name).orElseGet(() -> missing(of, name));
    }

    private Optional<Value> found(Value of, String name) {
        if (of instanceof Value.Undefined || of instanceof Opaques.Nothing) {
            return Optional.of(ofMissing(of, name));
        }
        var value = of instanceof Value.Sequence || of instanceof Value.Mapping ? evaluator.lazy(of) : of;
        if (name.startsWith("__")) {
            return Dunder.exists(value, name) ? Optional.of(internal(value, name)) : Optional.empty();
        }
        if (value instanceof Opaques.Attributed attributed) {
            return attributed.attribute(name);
        }
        if (value instanceof Opaques.Tuple(var items, var named)
                && named
                && (name.equals("grouper") || name.equals("list"))) {
            return Optional.of(evaluator.lazy(items.get(name.equals("grouper") ? 0 : 1)));
        }
        if (dialect.sandbox() == Dialect.Sandbox.IMMUTABLE
                && (value instanceof Value.Sequence || value instanceof Value.Mapping)
                && CHANGING.contains(name)) {
            return Optional.of(unsafe(value, name));
        }
        return method(CHANGING.contains(name) ? evaluator.evaluation.owned(value) : value, name);
    }

    private Optional<Value> method(Value value, String name) {
        if (name.equals("format_map") && (value instanceof Value.Text || value instanceof Markup)) {
            var format = (Opaques.Callable) method(value, "format").orElseThrow();
            return Optional.of(new Opaques.Function(name, arguments -> {
                if (!(arguments.get(0, "mapping") instanceof Value.Mapping(var entries))) {
                    throw Mistake.of("format_map() takes a mapping");
                }
                var named = new java.util.LinkedHashMap<String, Value>();
                entries.forEach((key, item) -> named.put(PyText.str(key), item));
                return format.call(new Arguments(List.of(), named));
            }));
        }
        return value instanceof Markup markup ? markup.method(name, evaluator) : Methods.find(value, name, evaluator);
    }

    /** What is asked of something that is not there. */
    private Value ofMissing(Value of, String name) {
        if (of instanceof Value.Undefined(var message)) {
            if (dialect.ansible()) {
                return of;
            }
            throw Mistake.undefined(message);
        }
        var nothing = (Opaques.Nothing) of;
        if (nothing.kind() != Kind.SECURITY
                && name.startsWith("__")
                && dialect.sandbox() != Dialect.Sandbox.NONE
                && !dialect.ansible()) {
            return unsafe(of, name);
        }
        if (nothing.chains()) {
            return name.equals("_undefined_name") ? Value.of(nothing.name()) : nothing;
        }
        throw nothing.used();
    }

    /** An attribute that belongs to Python itself. */
    private Value internal(Value value, String name) {
        if (dialect.ansible()) {
            var host = evaluator.evaluation.templar.host();
            var harmless = host.strict() ? Optional.<Value>empty() : Dunder.harmless(value, name);
            String message = Mistake.unsafe(name, Py.typeName(value));
            harmless.ifPresent(old -> host.warn(message, evaluator.source.origin()));
            return harmless.orElseGet(() -> new Value.Undefined(message));
        }
        return dialect.sandbox() == Dialect.Sandbox.NONE
                ? Dunder.harmless(value, name).orElseGet(() -> unsafe(value, name))
                : unsafe(value, name);
    }

    private static Value unsafe(Value value, String name) {
        return new Opaques.Nothing(Kind.SECURITY, Mistake.unsafe(name, Py.typeName(value)), name, "", false);
    }

    Value item(Value of, Value key) {
        if (of instanceof Value.Undefined || of instanceof Opaques.Nothing) {
            return ofMissing(of, PyText.str(key));
        }
        var value = of instanceof Markup(var text) ? text : of;
        Py.defined(key);
        if (key instanceof Value.Int || key instanceof Value.Bool) {
            return element(value, key);
        }
        String name = Markup.plain(key) instanceof Value.Text text ? text.text() : PyText.repr(key);
        if (value instanceof Value.Mapping(var entries) && isHashable(key)) {
            var normal = PyOrder.keyIn(entries, Markup.plain(key));
            if (entries.containsKey(normal)) {
                return evaluator.lazy(entries.get(normal));
            }
        }
        if (!(Markup.plain(key) instanceof Value.Text)) {
            return missing(value, name);
        }
        return value instanceof Value.Mapping && dialect.ansible() && !name.startsWith("__")
                ? missing(value, name)
                : own(value, name);
    }

    private static boolean isHashable(Value key) {
        return switch (key) {
            case Value.Sequence list -> false;
            case Value.Mapping dict -> false;
            case Opaques.SetOf set -> false;
            case Opaques.Tuple(var items, var named) -> items.stream().allMatch(Access::isHashable);
            default -> true;
        };
    }

    private Value entry(Value value, String name) {
        var found = value instanceof Value.Mapping(var entries) ? entries.get(Value.of(name)) : null;
        return found == null ? missing(value, name) : evaluator.lazy(found);
    }

    private Value element(Value value, Value key) {
        return switch (value) {
            case Value.Mapping(var entries) -> {
                var normal = PyOrder.keyIn(entries, key);
                yield entries.containsKey(normal)
                        ? evaluator.lazy(entries.get(normal))
                        : evaluator.missing(
                                PyText.repr(key), "object of type 'dict' has no attribute " + PyText.repr(key));
            }
            case Opaques.Range range -> at(Py.items(range), Py.index(key), value);
            case Value.Text text -> at(Py.items(text), Py.index(key), value);
            case Value.Sequence(var items) -> at(items, Py.index(key), value);
            case Opaques.Tuple(var items, var named) -> at(items, Py.index(key), value);
            case Value.Nil nil -> evaluator.missing(PyText.repr(key), "None has no element " + PyText.repr(key));
            default ->
                evaluator.missing(PyText.repr(key), Py.typeName(value) + " object has no element " + PyText.repr(key));
        };
    }

    private Value at(List<Value> items, int index, Value of) {
        int place = index < 0 ? items.size() + index : index;
        return place >= 0 && place < items.size()
                ? evaluator.lazy(items.get(place))
                : evaluator.missing(
                        String.valueOf(index), "object of type '" + Py.typeName(of) + "' has no attribute " + index);
    }

    private Value missing(Value value, String name) {
        String type = Py.typeName(value);
        return dialect.missing() == Dialect.Missing.DEBUG
                ? evaluator.missing(
                        name,
                        "object of type '" + type + "' has no attribute '" + name + "'",
                        "{{ no such element: " + type + " object['" + name + "'] }}")
                : evaluator.missing(name, "object of type '" + type + "' has no attribute '" + name + "'");
    }

    Value slice(Expr.Slice slice) {
        var of = Py.defined(Markup.plain(evaluator.eval(slice.of())));
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
        var value = evaluator.eval(expression);
        return value instanceof Value.Nil ? null : Py.index(value);
    }

    private static int clamp(int index, int size, int step) {
        long place = index < 0 ? (long) size + index : index;
        return step > 0 ? Math.clamp(place, 0, size) : Math.clamp(place, -1, size - 1);
    }
}
