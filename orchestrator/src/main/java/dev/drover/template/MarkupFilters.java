package dev.drover.template;

import dev.drover.value.Value;
import java.util.Optional;
import java.util.Set;

/** What filters do with markup: some make it, some keep it, the others take it for text. */
final class MarkupFilters {

    /** Those whose result is markup where their value is. */
    private static final Set<String> SOFT =
            Set.of("string", "upper", "lower", "capitalize", "title", "trim", "center", "indent", "wordwrap");
    /** Those that don't look into their value. */
    private static final Set<String> PASSING = Set.of("default", "d", "mandatory", "type_debug", "list", "attr");
    /** Those for which text is text wherever it stands. */
    private static final Set<String> FLAT = Set.of("to_json", "to_nice_json", "tojson", "pprint");

    /** Those that can't write markup down. */
    private static final Set<String> DUMPING = Set.of("to_yaml", "to_nice_yaml");

    private MarkupFilters() {}

    /** A filter that makes markup, or has more to say about it. */
    static Optional<Filters.Filter> find(String name) {
        Filters.Filter filter = switch (name) {
            case "e", "escape" -> (value, arguments, evaluator) -> made(evaluator, Markup.escaped(value));
            case "forceescape" ->
                (value, arguments, evaluator) -> made(evaluator, Markup.escaped(asText(Markup.plain(value))));
            case "safe" -> (value, arguments, evaluator) -> made(evaluator, new Markup(asText(Markup.plain(value))));
            case "striptags" ->
                (value, arguments, evaluator) -> {
                    var text = asText(Markup.plain(value));
                    return Py.derived(new Markup(text).stripped(), text);
                };
            case "tojson" -> (value, arguments, evaluator) -> made(evaluator, base(name, value, arguments, evaluator));
            case "xmlattr", "urlize" ->
                (value, arguments, evaluator) -> {
                    var result = base(name, value, arguments, evaluator);
                    return evaluator.escaping ? made(evaluator, result) : result;
                };
            case "replace" -> MarkupFilters::replace;
            case "join" -> MarkupFilters::join;
            case "format" ->
                (value, arguments, evaluator) -> value instanceof Markup markup
                        ? Markup.binary(
                                "%",
                                markup,
                                arguments.named().isEmpty()
                                        ? new Opaques.Tuple(arguments.positional())
                                        : Value.Mapping.of(arguments.named()))
                        : base(name, value, arguments, evaluator);
            default -> null;
        };
        return Optional.ofNullable(filter);
    }

    private static Value made(Evaluator evaluator, Value result) {
        evaluator.evaluation.sawMarkup();
        return Markup.markup(result);
    }

    private static Value.Text asText(Value value) {
        return value instanceof Value.Text text ? text : Value.Text.data(PyText.str(value));
    }

    /** Any other filter, of a value or with arguments that may be markup. */
    static Value applied(String name, Filters.Filter filter, Value value, Arguments arguments, Evaluator evaluator) {
        if (PASSING.contains(name)) {
            return filter.apply(value, arguments, evaluator);
        }
        if (DUMPING.contains(name) && Markup.plainDeep(value) != value) {
            throw Mistake.of("cannot represent an object: markup");
        }
        var input = FLAT.contains(name) ? Markup.plainDeep(value) : Markup.plain(value);
        var result = filter.apply(input, evaluator.plain(arguments), evaluator);
        return value instanceof Markup && SOFT.contains(name) ? Markup.markup(result) : result;
    }

    private static Value base(String name, Value value, Arguments arguments, Evaluator evaluator) {
        return applied(name, Filters.find(name).orElseThrow(), value, arguments, evaluator);
    }

    private static Value replace(Value value, Arguments arguments, Evaluator evaluator) {
        boolean markup = value instanceof Markup || arguments.all().stream().anyMatch(Markup.class::isInstance);
        if (!evaluator.escaping || !markup) {
            return base("replace", value, arguments, evaluator);
        }
        var method = Markup.escaped(value).method("replace", evaluator).orElseThrow();
        return evaluator.call(method, arguments);
    }

    private static Value join(Value value, Arguments arguments, Evaluator evaluator) {
        if (!evaluator.escaping) {
            return base("join", value, arguments, evaluator);
        }
        var attribute = arguments.find(1, "attribute").filter(path -> !(path instanceof Value.Nil));
        var items = Py.items(value).stream()
                .map(item -> attribute
                        .map(path -> ListFilters.at(item, path, evaluator))
                        .orElse(item))
                .toList();
        var by = arguments.get(0, "d", Value.of(""));
        if (!(by instanceof Markup) && items.stream().noneMatch(Markup.class::isInstance)) {
            return base("join", new Value.Sequence(items), Arguments.of(by), evaluator);
        }
        var escaped =
                items.stream().<Value>map(item -> Markup.escaped(item).text()).toList();
        return made(
                evaluator,
                base(
                        "join",
                        new Value.Sequence(escaped),
                        Arguments.of(Markup.escaped(by).text()),
                        evaluator));
    }
}
