package dev.drover.template;

import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Text that is HTML already and is not escaped again. */
record Markup(Value.Text text) implements Value.Opaque {

    private static final Set<String> ESCAPING = Set.of("join", "format", "replace");

    static Markup of(String html) {
        return new Markup(Value.Text.data(html));
    }

    /** The value as HTML: escaped, unless it is that already. */
    static Markup escaped(Value value) {
        return switch (value) {
            case Markup markup -> markup;
            case Value.Text text -> new Markup(Py.derived(escaped(text.text()), text));
            default -> of(escaped(PyText.str(value)));
        };
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    /** The value as text where it is markup. */
    static Value plain(Value value) {
        return value instanceof Markup(var text) ? text : value;
    }

    /** The value with all markup in it as text. The same object where there is none. */
    static Value plainDeep(Value value) {
        return switch (value) {
            case Markup(var text) -> text;
            case Value.Sequence(var items)
            when holds(items) ->
                new Value.Sequence(items.stream().map(Markup::plainDeep).toList());
            case Opaques.Tuple(var items, var named)
            when holds(items) ->
                new Opaques.Tuple(items.stream().map(Markup::plainDeep).toList(), named);
            case Value.Mapping(var entries)
            when !(entries instanceof EvaluatedMap) && holds(entries.values()) -> {
                var map = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> map.put(plain(key), plainDeep(item)));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }

    private static boolean holds(Iterable<Value> values) {
        for (var value : values) {
            if (plainDeep(value) != value) {
                return true;
            }
        }
        return false;
    }

    /** {@code left operator right} where one of them is markup. */
    static Value binary(String operator, Value left, Value right) {
        boolean joins = operator.equals("+") && isText(left) && isText(right);
        if (joins) {
            return new Markup((Value.Text)
                    Py.binary("+", escaped(left).text(), escaped(right).text()));
        }
        if (operator.equals("%") && left instanceof Markup(var format)) {
            return markup(Py.binary("%", format, argument(right)));
        }
        var result = Py.binary(operator, plain(left), plain(right));
        return operator.equals("*") ? markup(result) : result;
    }

    private static boolean isText(Value value) {
        return value instanceof Markup || value instanceof Value.Text;
    }

    static Value markup(Value value) {
        return switch (value) {
            case Value.Text text -> new Markup(text);
            case Value.Sequence(var items) ->
                new Value.Sequence(items.stream().map(Markup::markup).toList());
            case Opaques.Tuple(var items, var named) ->
                new Opaques.Tuple(items.stream().map(Markup::markup).toList(), named);
            default -> value;
        };
    }

    /** A method of text on markup: what goes in is escaped, what comes out is markup. */
    Optional<Value> method(String name, Evaluator evaluator) {
        if (name.equals("striptags") || name.equals("unescape")) {
            return Optional.of(new Opaques.Function(
                    name, arguments -> Value.of(name.equals("unescape") ? unescaped(text.text()) : stripped())));
        }
        return Methods.find(text, name, evaluator).map(found -> {
            var method = (Opaques.Callable) found;
            return new Opaques.Function(
                    name,
                    arguments -> markup(method.call(
                            ESCAPING.contains(name) ? argumentsOf(arguments) : evaluator.plain(arguments))));
        });
    }

    /** The text alone: no tags, no comments, one blank between words, entities as what they stand for. */
    String stripped() {
        String bare = text.text().replaceAll("(?s)<!--.*?-->", "").replaceAll("(?s)<.*?>", "");
        return unescaped(String.join(" ", bare.strip().split("\\s+")));
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static Arguments argumentsOf(Arguments arguments) {
        var named = new LinkedHashMap<String, Value>();
        arguments.named().forEach((name, value) -> named.put(name, argument(value)));
        return new Arguments(
                arguments.positional().stream().map(Markup::argument).toList(), named);
    }

    private static Value argument(Value value) {
        return switch (value) {
            case Value.Text text -> escaped(text).text();
            case Markup(var html) -> html;
            case Value.Sequence(var items) -> new Value.Sequence(arguments(items));
            case Opaques.Tuple(var items, var named) -> new Opaques.Tuple(arguments(items), named);
            case Value.Mapping(var entries) -> {
                Map<Value, Value> map = new LinkedHashMap<>();
                entries.forEach((key, item) -> map.put(key, argument(item)));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }

    private static List<Value> arguments(List<Value> items) {
        return items.stream().map(Markup::argument).toList();
    }

    @Override
    public String typeName() {
        return "Markup";
    }

    @Override
    public String toString() {
        return "Markup(" + PyText.repr(text.text()) + ")";
    }
}
