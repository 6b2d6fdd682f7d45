package dev.drover.template;

import dev.drover.value.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** All tests by their names: what stands behind {@code is}. */
final class Tests {

    @FunctionalInterface
    interface Test {
        boolean holds(Value value, Arguments arguments, Evaluator evaluator);
    }

    private static final Set<String> TAKE_UNDEFINED = Set.of("defined", "undefined");

    private static final Set<String> ASK_FOR_TYPE =
            Set.of("none", "mapping", "string", "number", "integer", "float", "boolean", "true", "false", "sameas");

    private Tests() {}

    static boolean takesUndefined(String name) {
        return TAKE_UNDEFINED.contains(Filters.shortName(name));
    }

    /** Tests of which older versions of Ansible said no where the value is undefined. */
    static boolean askForType(String name) {
        return ASK_FOR_TYPE.contains(Filters.shortName(name));
    }

    static Optional<Test> find(String name) {
        Test test = switch (Filters.shortName(name)) {
            case "defined" ->
                (value, arguments, evaluator) ->
                        !(value instanceof Value.Undefined || value instanceof Opaques.Nothing);
            case "undefined" ->
                (value, arguments, evaluator) -> value instanceof Value.Undefined || value instanceof Opaques.Nothing;
            case "none" -> (value, arguments, evaluator) -> value instanceof Value.Nil;
            case "string" -> (value, arguments, evaluator) -> value instanceof Value.Text;
            case "number" -> (value, arguments, evaluator) -> Py.isNumber(value);
            case "integer" -> (value, arguments, evaluator) -> value instanceof Value.Int;
            case "float" -> (value, arguments, evaluator) -> value instanceof Value.Real;
            case "boolean" -> (value, arguments, evaluator) -> value instanceof Value.Bool;
            case "true" -> (value, arguments, evaluator) -> value instanceof Value.Bool(var truth) && truth;
            case "false" -> (value, arguments, evaluator) -> value instanceof Value.Bool(var truth) && !truth;
            case "mapping" -> (value, arguments, evaluator) -> value instanceof Value.Mapping;
            case "sequence" ->
                (value, arguments, evaluator) -> value instanceof Value.Sequence
                        || value instanceof Opaques.Tuple
                        || value instanceof Value.Text
                        || value instanceof Value.Mapping
                        || value instanceof Opaques.Range;
            case "iterable" -> (value, arguments, evaluator) -> Py.isIterable(value);
            case "callable" -> (value, arguments, evaluator) -> value instanceof Opaques.Callable;
            case "sameas" ->
                (value, arguments, evaluator) -> {
                    var other = arguments.get(0, "other");
                    return value == other
                            || value instanceof Value.Int(var number) && value.equals(other) && number.bitLength() < 9
                            || (value instanceof Value.Bool || value instanceof Value.Nil) && value.equals(other);
                };
            case "truthy" -> (value, arguments, evaluator) -> truthy(value, arguments);
            case "falsy" -> (value, arguments, evaluator) -> !truthy(value, arguments);
            case "odd" -> (value, arguments, evaluator) -> Py.equal(Py.binary("%", value, Value.of(2)), Value.of(1));
            case "even" -> (value, arguments, evaluator) -> Py.equal(Py.binary("%", value, Value.of(2)), Value.of(0));
            case "divisibleby" ->
                (value, arguments, evaluator) ->
                        Py.equal(Py.binary("%", value, arguments.get(0, "num")), new Value.Int(BigInteger.ZERO));
            case "lower" ->
                (value, arguments, evaluator) -> PyText.str(value).chars().anyMatch(Character::isLowerCase)
                        && PyText.str(value).equals(PyText.str(value).toLowerCase(Locale.ROOT));
            case "upper" ->
                (value, arguments, evaluator) -> PyText.str(value).chars().anyMatch(Character::isUpperCase)
                        && PyText.str(value).equals(PyText.str(value).toUpperCase(Locale.ROOT));
            case "eq", "equalto", "==" -> comparing("==");
            case "ne", "!=" -> comparing("!=");
            case "lt", "lessthan", "<" -> comparing("<");
            case "le", "<=" -> comparing("<=");
            case "gt", "greaterthan", ">" -> comparing(">");
            case "ge", ">=" -> comparing(">=");
            case "in" -> comparing("in");
            case "contains" -> (value, arguments, evaluator) -> Py.compare("in", arguments.get(0, "item"), value);
            case "filter" ->
                (value, arguments, evaluator) -> Filters.find(PyText.str(value)).isPresent();
            case "test" ->
                (value, arguments, evaluator) -> find(PyText.str(value)).isPresent();
            case "match" ->
                (value, arguments, evaluator) ->
                        regex(arguments).matcher(text(value)).lookingAt();
            case "search" ->
                (value, arguments, evaluator) ->
                        regex(arguments).matcher(text(value)).find();
            case "regex" ->
                (value, arguments, evaluator) -> {
                    var matcher = regex(arguments).matcher(text(value));
                    return switch (arguments.text(3, "match_type", "search")) {
                        case "match" -> matcher.lookingAt();
                        case "fullmatch" -> matcher.matches();
                        case "search" -> matcher.find();
                        default ->
                            throw Mistake.of(
                                    "Invalid match_type specified. Expected one of: search, match, fullmatch.");
                    };
                };
            case "failed", "failure" -> (value, arguments, evaluator) -> result(value, "failed");
            case "succeeded", "success", "successful" -> (value, arguments, evaluator) -> !result(value, "failed");
            case "changed", "change" -> (value, arguments, evaluator) -> changed(value);
            case "skipped", "skip" -> (value, arguments, evaluator) -> result(value, "skipped");
            case "unreachable" -> (value, arguments, evaluator) -> result(value, "unreachable");
            case "reachable" -> (value, arguments, evaluator) -> !result(value, "unreachable");
            case "finished" -> (value, arguments, evaluator) -> result(value, "finished", true);
            case "started" -> (value, arguments, evaluator) -> result(value, "started", true);
            case "version", "version_compare" -> Versions::test;
            case "any" ->
                (value, arguments, evaluator) -> Py.items(value).stream().anyMatch(Py::truth);
            case "all" ->
                (value, arguments, evaluator) -> Py.items(value).stream().allMatch(Py::truth);
            case "subset", "issubset" ->
                (value, arguments, evaluator) ->
                        Py.items(value).stream().allMatch(item -> Py.compare("in", item, arguments.get(0, "b")));
            case "superset", "issuperset" ->
                (value, arguments, evaluator) ->
                        Py.items(arguments.get(0, "b")).stream().allMatch(item -> Py.compare("in", item, value));
            case "nan", "isnan" ->
                (value, arguments, evaluator) -> value instanceof Value.Real(var number) && Double.isNaN(number);
            case "file", "is_file" -> (value, arguments, evaluator) -> Files.isRegularFile(path(value));
            case "directory", "is_dir" -> (value, arguments, evaluator) -> Files.isDirectory(path(value));
            case "exists" -> (value, arguments, evaluator) -> Files.exists(path(value));
            case "link", "is_link" -> (value, arguments, evaluator) -> Files.isSymbolicLink(path(value));
            case "link_exists" ->
                (value, arguments, evaluator) -> Files.exists(path(value), java.nio.file.LinkOption.NOFOLLOW_LINKS);
            case "abs", "is_abs" ->
                (value, arguments, evaluator) -> PyText.str(value).startsWith("/");
            case "same_file", "is_same_file" ->
                (value, arguments, evaluator) -> sameFile(value, arguments.get(0, "path"));
            case "timedout" ->
                (value, arguments, evaluator) -> value instanceof Value.Mapping mapping
                        && mapping.get("timedout").map(Tests::timedOut).orElse(false);
            case "url", "uri" -> (value, arguments, evaluator) -> isUri(value, arguments, true);
            case "urn" -> (value, arguments, evaluator) -> isUri(value, arguments, false);
            case "escaped" -> (value, arguments, evaluator) -> false;
            case "mount", "is_mount" -> (value, arguments, evaluator) -> isMount(path(value));
            default -> null;
        };
        return Optional.ofNullable(test)
                .or(() -> AddressFilters.test(name))
                .or(() -> VaultPlugins.test(Filters.shortName(name)));
    }

    private static boolean timedOut(Value value) {
        return value instanceof Value.Mapping mapping
                ? mapping.get("period").map(Py::truth).orElse(false)
                : Py.truth(value);
    }

    private static boolean isUri(Value value, Arguments arguments, boolean host) {
        if (!(value instanceof Value.Text text)) {
            return false;
        }
        var match = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//[^/]+)?.*").matcher(text.text());
        var schemes = arguments.find(0, "schemes").filter(one -> !(one instanceof Value.Nil));
        return match.matches()
                && (host ? match.group(2) != null : match.group(1).equalsIgnoreCase("urn"))
                && schemes.map(all -> Py.items(all).contains(Value.of(match.group(1))))
                        .orElse(true);
    }

    private static boolean isMount(Path path) {
        try {
            var real = path.toRealPath();
            return real.getParent() == null || !Files.getFileStore(real).equals(Files.getFileStore(real.getParent()));
        } catch (IOException e) {
            return false;
        }
    }

    private static Test comparing(String operator) {
        return (value, arguments, evaluator) -> Py.compare(operator, value, arguments.get(0, "other"));
    }

    private static boolean truthy(Value value, Arguments arguments) {
        if (arguments.flag(0, "convert_bool", false) && value instanceof Value.Text text) {
            String word = text.text().strip().toLowerCase(Locale.ROOT);
            if (List.of("yes", "on", "1", "true", "t", "y").contains(word)) {
                return true;
            }
            if (List.of("no", "off", "0", "false", "f", "n").contains(word)) {
                return false;
            }
        }
        return Py.truth(value);
    }

    private static String text(Value value) {
        return PyText.str(value);
    }

    private static Pattern regex(Arguments arguments) {
        return TextFilters.pattern(
                arguments,
                0,
                "pattern",
                arguments.get(1, "ignorecase", Value.FALSE),
                arguments.get(2, "multiline", Value.FALSE));
    }

    private static boolean result(Value value, String field) {
        return result(value, field, false);
    }

    private static boolean result(Value value, String field, boolean otherwise) {
        if (!(value instanceof Value.Mapping mapping)) {
            throw new Mistake(
                    TemplateException.Kind.TEST,
                    "The test plugin 'ansible.builtin." + field + "' expects a dictionary");
        }
        return mapping.get(field).map(Py::truth).orElse(otherwise);
    }

    /** A result with items has changed if one of them has. */
    private static boolean changed(Value value) {
        if (result(value, "changed")) {
            return true;
        }
        return value instanceof Value.Mapping mapping
                && !mapping.has("changed")
                && mapping.get("results")
                        .map(items -> Py.items(items).stream()
                                .anyMatch(item -> item instanceof Value.Mapping && result(item, "changed")))
                        .orElse(false);
    }

    private static Path path(Value value) {
        if (value instanceof Value.Text text) {
            return Path.of(text.text());
        }
        throw Mistake.of("expected str, bytes or os.PathLike object, not " + Py.typeName(value));
    }

    private static boolean sameFile(Value a, Value b) {
        try {
            return Files.isSameFile(path(a), path(b));
        } catch (IOException e) {
            return false;
        }
    }
}
