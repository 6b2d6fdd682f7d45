package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** From what a template yields to its result. */
final class Nodes {

    private final boolean strict;
    private final boolean secret;
    private boolean sawNothing;
    private boolean sawMarkup;

    private Nodes(boolean strict, boolean secret) {
        this.strict = strict;
        this.secret = secret;
    }

    /** One node is its own value, several are joined as text; nothing, or None alone, is None, which is no node. */
    static Value concat(List<Value> nodes, Evaluation evaluation) {
        if (!evaluation.dialect.ansible()) {
            return Value.of(plainText(nodes, evaluation));
        }
        Value only = Value.NIL;
        int count = 0;
        for (var node : nodes) {
            if (!(node instanceof Value.Nil)) {
                only = node;
                count++;
            }
        }
        if (evaluation.secret()) {
            nodes.forEach(evaluation::reveal);
        }
        if (count < 2) {
            return only;
        }
        boolean secret = evaluation.secret() && secret(nodes);
        return new Value.Text(join(nodes, evaluation), true, secret, Origin.NONE);
    }

    /** All of it as text: what a template file yields. */
    static String text(List<Value> nodes, Evaluation evaluation) {
        return !evaluation.dialect.ansible() ? plainText(nodes, evaluation) : join(nodes, evaluation);
    }

    /** As Jinja itself puts nodes together: each is text, None too. */
    private static String plainText(List<Value> nodes, Evaluation evaluation) {
        var text = new StringBuilder();
        for (var node : nodes) {
            if (node instanceof Opaques.Nothing nothing && nothing.kind() == Kind.SECURITY) {
                continue;
            }
            text.append(PyText.str(Py.defined(evaluation.deep(node))));
            if (text.length() > Bounds.MAX_OUTPUT) {
                throw Mistake.of("the text is too long");
            }
        }
        return text.toString();
    }

    /** What a template file yields. */
    static Value fileValue(Value value, Evaluation evaluation) {
        if (value instanceof Opaques.Omit) {
            throw new Mistake(Kind.OMITTED, "A template was resolved to an Omit scalar.");
        }
        return finished(value, evaluation);
    }

    private static boolean secret(List<Value> nodes) {
        for (var node : nodes) { // of a long text many
            if (node instanceof Value.Text text && text.secret()) {
                return true;
            }
        }
        return false;
    }

    private static String join(List<Value> nodes, Evaluation evaluation) {
        var text = new StringBuilder();
        for (var node : nodes) {
            if (node instanceof Value.Undefined(var message)) {
                throw Mistake.undefined(message);
            }
            if (node instanceof Value.Nil || node instanceof Opaques.Omit || node instanceof Opaques.Nothing) {
                continue;
            }
            PyText.append(plain(evaluation.deep(node)), text);
            if (text.length() > Bounds.MAX_OUTPUT) {
                throw Mistake.of("the text is too long");
            }
        }
        return text.toString();
    }

    /** Tuples inside of printed containers are lists. */
    private static Value plain(Value value) {
        return switch (value) {
            case Opaques.Tuple(var items, var named) -> new Value.Sequence(plain(items));
            case Markup(var text) -> text;
            case Value.Sequence(var items) -> new Value.Sequence(plain(items));
            case Value.Undefined(var message) -> throw Mistake.undefined(message);
            case ByteString bytes -> Value.of(bytes.decoded());
            case Value.Mapping(var entries)
            when !(entries instanceof EvaluatedMap) -> {
                var map = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> {
                    if (!(item instanceof Opaques.Omit)) {
                        map.put(key, plain(item));
                    }
                });
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }

    private static List<Value> plain(List<Value> items) {
        return items.stream()
                .filter(item -> !(item instanceof Opaques.Omit))
                .map(Nodes::plain)
                .toList();
    }

    /**
     * A result as a variable may hold it: tuples, sets and iterators are lists, {@code omit} in containers is gone, text is no
     * template and secret if anything was.
     */
    static Value finished(Value value, Evaluation evaluation) {
        boolean strict = evaluation.templar.host().strict();
        var nodes = new Nodes(strict, evaluation.secret());
        var deep = evaluation.deep(value);
        var finished = nodes.finished(deep);
        if (nodes.sawMarkup) {
            evaluation.warn("Type 'Markup' is unsupported in variable storage, converting to 'str'.");
        }
        if (!nodes.sawNothing || deep instanceof Opaques.Nothing) {
            return finished;
        }
        // what older versions made of it: the container as it is printed
        return nodes.finished(Value.of(PyText.repr(deep)));
    }

    private Value finished(Value value) {
        return switch (value) {
            case Value.Text text -> secret ? text.asUnsafe().asSecret() : text.asUnsafe();
            case Value.Sequence(var items) -> list(items);
            case Opaques.Tuple(var items, var named) -> list(items);
            case Opaques.SetOf(var items) -> list(List.copyOf(items));
            case Value.Mapping(var entries) -> {
                if (entries instanceof EvaluatedMap) {
                    yield value;
                }
                var map = LinkedHashMap.<Value, Value>newLinkedHashMap(entries.size());
                entries.forEach((key, item) -> {
                    if (!(item instanceof Opaques.Omit)) {
                        map.put(key(key), finished(item));
                    }
                });
                yield new Value.Mapping(map);
            }
            case Value.Undefined(var message) -> throw Mistake.undefined(message);
            case Markup(var text) -> {
                sawMarkup = true;
                yield finished(text);
            }
            case Opaques.Omit omit -> omit;
            case Opaques.Date date -> date;
            case Opaques.Day day -> day;
            case ByteString bytes -> bytes;
            case Opaques.Nothing nothing
            when !strict -> {
                sawNothing = true;
                yield Value.of("");
            }
            case Inheritance.Self self when !strict -> Value.of(self.toString());
            case Opaques.Range range when !strict -> list(Py.items(range));
            case Value.Opaque opaque ->
                throw new Mistake(Kind.TYPE, "Type '" + opaque.typeName() + "' is unsupported for variable storage.");
            default -> value;
        };
    }

    private Value key(Value key) {
        if (key instanceof Opaques.Tuple) {
            throw Mistake.of("unhashable type: 'list'"); // which a tuple becomes
        }
        return finished(key);
    }

    private Value list(List<Value> items) {
        var list = new ArrayList<Value>(items.size());
        for (var item : items) {
            if (!(item instanceof Opaques.Omit)) {
                list.add(finished(item));
            }
        }
        return new Value.Sequence(list);
    }
}
