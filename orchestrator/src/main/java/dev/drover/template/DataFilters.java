package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlException;
import dev.drover.yaml.YamlNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

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
            .add(DataFilters::fromYamlAll, "from_yaml_all")
            .add(
                    (value, arguments, evaluator) -> value instanceof Value.Text ? parsed(value, "from_yaml") : value,
                    "from_yaml")
            .add(
                    (value, arguments, evaluator) ->
                            secretly(value, PyYaml.dump(value, PyYaml.Style.of(arguments, false))),
                    "to_yaml")
            .add(
                    (value, arguments, evaluator) ->
                            secretly(value, PyYaml.dump(value, PyYaml.Style.of(arguments, true))),
                    "to_nice_yaml")
            .add(
                    (value, arguments, evaluator) -> {
                        var encoder =
                                arguments.flag(-1, "urlsafe", false) ? Base64.getUrlEncoder() : Base64.getEncoder();
                        return TextFilters.like(
                                value, encoder.encodeToString(PyText.str(value).getBytes(charset(arguments))));
                    },
                    "b64encode")
            .add(
                    (value, arguments, evaluator) -> TextFilters.like(
                            value,
                            PasswordHash.of(
                                    PyText.str(value),
                                    arguments.text(0, "hashtype", "sha512"),
                                    arguments
                                            .find(1, "salt")
                                            .filter(salt -> !(salt instanceof Value.Nil))
                                            .map(PyText::str),
                                    arguments
                                            .find(3, "rounds")
                                            .filter(rounds -> !(rounds instanceof Value.Nil))
                                            .map(Py::index))),
                    "password_hash")
            .add(DataFilters::b64decode, "b64decode")
            .add(
                    (value, arguments, evaluator) ->
                            TextFilters.like(value, digest(PyText.str(value), arguments.text(0, "hashtype", "sha1"))),
                    "hash")
            .add(
                    (value, arguments, evaluator) -> TextFilters.like(value, digest(PyText.str(value), "sha1")),
                    "sha1",
                    "checksum")
            .add((value, arguments, evaluator) -> TextFilters.like(value, digest(PyText.str(value), "md5")), "md5")
            .add(DataFilters::toUuid, "to_uuid")
            .add(DataFilters::strftime, "strftime")
            .add(DataFilters::toDateTime, "to_datetime")
            .add((value, arguments, evaluator) -> secretly(value, PyText.repr(value)), "pprint")
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
    private static Value secretly(Value value, String text) {
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

    private static Value parsed(Value value, String filter) {
        try {
            return YamlDocument.parse(PyText.str(value), filter, (message, origin) -> {})
                    .map(YamlNode::value)
                    .map(DataFilters::untrusted)
                    .orElse(Value.NIL);
        } catch (YamlException e) {
            throw Mistake.of(e.getMessage());
        }
    }

    private static Value fromYamlAll(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Text text)) {
            return value;
        }
        var documents = new ArrayList<Value>();
        var parts = text.text().split("(?m)^---(?=\\s|$)", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0 || !parts[i].isBlank()) {
                documents.add(parsed(Value.of(parts[i]), "from_yaml_all"));
            }
        }
        return new Value.Sequence(documents);
    }

    private static Value untrusted(Value value) {
        return switch (value) {
            case Value.Text text -> new Value.Text(text.text(), true, text.secret(), Origin.NONE);
            case Value.Sequence(var items) -> {
                var all = new ArrayList<Value>();
                items.forEach(item -> all.add(untrusted(item)));
                yield new Value.Sequence(all);
            }
            case Value.Mapping(var entries) -> {
                var all = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> all.put(untrusted(key), untrusted(item)));
                yield new Value.Mapping(all);
            }
            default -> value;
        };
    }

    private static Charset charset(Arguments arguments) {
        try {
            return Charset.forName(arguments
                    .text(0, "encoding", "utf-8")
                    .replace("-le", "le")
                    .replace("-be", "be")
                    .replace("latin-1", "latin1"));
        } catch (IllegalArgumentException e) {
            throw Mistake.of("unknown encoding: " + arguments.text(0, "encoding"));
        }
    }

    private static Value b64decode(Value value, Arguments arguments, Evaluator evaluator) {
        try {
            String text = PyText.str(value)
                    .replaceAll("[^A-Za-z0-9+/=_-]", "")
                    .replace('-', '+')
                    .replace('_', '/');
            int padding = text.indexOf('=');
            String data = padding < 0 ? text : text.substring(0, padding);
            if (data.length() % 4 == 1 || (data.length() + text.length() - data.length()) / 4 * 4 < data.length()) {
                throw Mistake.of("Incorrect padding");
            }
            return TextFilters.like(value, new String(Base64.getDecoder().decode(data), charset(arguments)));
        } catch (IllegalArgumentException e) {
            throw Mistake.of("Incorrect padding");
        }
    }

    static String digest(String text, String algorithm) {
        String name = switch (algorithm) {
            case "sha1" -> "SHA-1";
            case "md5" -> "MD5";
            case "sha224", "sha256", "sha384", "sha512" -> "SHA-" + algorithm.substring(3);
            case "sha3_224", "sha3_256", "sha3_384", "sha3_512" -> "SHA3-" + algorithm.substring(5);
            default -> throw Mistake.of("unsupported hash type " + algorithm);
        };
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw Mistake.of("unsupported hash type " + algorithm);
        }
    }

    /** Ansible's own namespace for names, from its documentation. */
    private static final String NAMESPACE = "361E6D51-FAEC-444A-9079-341386DA8E2E";

    private static Value toUuid(Value value, Arguments arguments, Evaluator evaluator) {
        UUID namespace;
        try {
            namespace = UUID.fromString(arguments.text(0, "namespace", NAMESPACE));
        } catch (IllegalArgumentException e) {
            throw Mistake.of("Invalid value for 'namespace'");
        }
        try {
            var sha = MessageDigest.getInstance("SHA-1");
            sha.update(java.nio.ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            var bytes = java.nio.ByteBuffer.wrap(sha.digest(PyText.str(value).getBytes(StandardCharsets.UTF_8)));
            long high = bytes.getLong() & ~0xf000L | 0x5000L;
            long low = bytes.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
            return TextFilters.like(value, new UUID(high, low).toString());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Value strftime(Value value, Arguments arguments, Evaluator evaluator) {
        boolean utc = arguments.flag(1, "utc", false);
        var now = evaluator.evaluation.templar.host().now();
        var zone = utc ? java.time.ZoneOffset.UTC : now.getZone();
        var time = arguments
                .find(0, "second")
                .filter(second -> !(second instanceof Value.Nil))
                .map(second -> Instant.ofEpochMilli((long) (Py.real(toNumber(second)) * 1000))
                        .atZone(zone))
                .orElse(now.withZoneSameInstant(zone));
        return Value.of(StrfTime.format(PyText.str(value), time));
    }

    private static Value toNumber(Value value) {
        if (Py.isNumber(value)) {
            return value;
        }
        try {
            return Value.of(Double.parseDouble(PyText.str(value)));
        } catch (NumberFormatException e) {
            throw Mistake.of("Invalid value for epoch value (" + PyText.str(value) + ")");
        }
    }

    private static Value toDateTime(Value value, Arguments arguments, Evaluator evaluator) {
        String format = arguments.text(0, "format", "%Y-%m-%d %H:%M:%S");
        String pattern = format.replace("%Y", "yyyy")
                .replace("%m", "MM")
                .replace("%d", "dd")
                .replace("%H", "HH")
                .replace("%M", "mm")
                .replace("%S", "ss")
                .replace("T", "'T'")
                .replace("Z", "'Z'");
        try {
            var parser = DateTimeFormatter.ofPattern(pattern);
            var parsed = parser.parseBest(PyText.str(value), LocalDateTime::from, java.time.LocalDate::from);
            return new Opaques.Date(
                    parsed instanceof java.time.LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw Mistake.of("time data " + PyText.repr(value) + " does not match format " + PyText.repr(format));
        }
    }
}
