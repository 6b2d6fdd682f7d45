package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.Base64;
import java.util.Map;

/** Filters between values and their written forms: JSON, YAML, base64, checksums, dates. */
final class DataFilters {

    private DataFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(
                    (value, arguments, evaluator) ->
                            secretly(value, PyJson.dump(value, style(arguments, PyJson.Style.PLAIN))),
                    "to_json")
            .add(
                    (value, arguments, evaluator) ->
                            secretly(value, PyJson.dump(value, style(arguments, PyJson.Style.NICE))),
                    "to_nice_json")
            .add(
                    (value, arguments, evaluator) -> secretly(
                            value,
                            PyJson.dump(
                                            value,
                                            new PyJson.Style(
                                                    arguments.number(0, "indent", -1),
                                                    true,
                                                    true,
                                                    arguments.find(0, "indent").isPresent() ? "," : ", ",
                                                    ": "))
                                    .replace("<", "\\u003c")
                                    .replace(">", "\\u003e")
                                    .replace("&", "\\u0026")
                                    .replace("'", "\\u0027")),
                    "tojson")
            .add(
                    (value, arguments, evaluator) -> {
                        if (value instanceof Value.Text text) {
                            return PyJsonReader.read(text.text());
                        }
                        throw Mistake.of("the JSON object must be str, bytes or bytearray, not " + Py.typeName(value));
                    },
                    "from_json")
            .add(DataFilters::b64encode, "b64encode")
            .add(DataFilters::b64decode, "b64decode")
            .add(
                    (value, arguments, evaluator) ->
                            secretly(value, PyPretty.text(value, evaluator.evaluation.dialect)),
                    "pprint")
            .all();

    private static PyJson.Style style(Arguments arguments, PyJson.Style base) {
        int indent = arguments.number(-1, "indent", base.indent());
        for (var name : arguments.named().keySet()) {
            if (!JSON_OPTIONS.contains(name)) {
                throw Mistake.of("JSONEncoder.__init__() got an unexpected keyword argument '" + name + "'");
            }
        }
        var separators = arguments
                .find(-1, "separators")
                .filter(one -> !(one instanceof Value.Nil))
                .map(Py::items);
        return new PyJson.Style(
                indent,
                arguments.flag(-1, "sort_keys", base.sorted()),
                arguments.flag(-1, "ensure_ascii", base.ascii()),
                separators.map(pair -> PyText.str(pair.get(0))).orElse(indent >= 0 ? "," : base.itemSeparator()),
                separators.map(pair -> PyText.str(pair.get(1))).orElse(base.keySeparator()));
    }

    private static final java.util.Set<String> JSON_OPTIONS = java.util.Set.of(
            "indent",
            "sort_keys",
            "ensure_ascii",
            "separators",
            "allow_nan",
            "skipkeys",
            "check_circular",
            "vault_to_text",
            "preprocess_unsafe",
            "profile",
            "cls",
            "default");

    /** Text made of a whole value: secret if anything in it is. */
    static Value secretly(Value value, String text) {
        return Value.of(text) instanceof Value.Text made && holdsSecret(value) ? made.asSecret() : Value.of(text);
    }

    private static boolean holdsSecret(Value value) {
        return switch (value) {
            case Value.Text text -> text.secret();
            case Value.Sequence(var items) -> items.stream().anyMatch(DataFilters::holdsSecret);
            case Value.Mapping(var entries) -> entries.values().stream().anyMatch(DataFilters::holdsSecret);
            default -> false;
        };
    }

    private static Value b64encode(Value value, Arguments arguments, Evaluator evaluator) {
        var encoder = arguments.flag(-1, "urlsafe", false) ? Base64.getUrlEncoder() : Base64.getEncoder();
        var bytes = value instanceof ByteString octets
                ? octets.bytes()
                : ByteString.bytes(PyText.str(value), ByteString.charset(arguments.text(0, "encoding", "utf-8")));
        return TextFilters.like(value, encoder.encodeToString(bytes));
    }

    private static Value b64decode(Value value, Arguments arguments, Evaluator evaluator) {
        String text = PyText.str(value)
                .replaceAll("[^A-Za-z0-9+/=_-]", "")
                .replace('-', '+')
                .replace('_', '/');
        int padding = text.indexOf('=');
        String data = padding < 0 ? text : text.substring(0, padding);
        if (data.length() % 4 == 1 || text.length() - data.length() < (4 - data.length() % 4) % 4) {
            throw Mistake.of("Incorrect padding");
        }
        try {
            return TextFilters.like(
                    value,
                    ByteString.text(
                            Base64.getDecoder().decode(data),
                            ByteString.charset(arguments.text(0, "encoding", "utf-8"))));
        } catch (IllegalArgumentException e) {
            throw Mistake.of("Incorrect padding");
        }
    }
}
