package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    static Optional<Test> find(String name) {
        return Optional.ofNullable(ALL.get(Filters.shortName(name)));
    }

    static java.util.Set<String> names() {
        return ALL.keySet();
    }

    static boolean takesUndefined(String name) {
        return TAKE_UNDEFINED.contains(Filters.shortName(name));
    }

    /** Tests of which older versions of Ansible said no where the value is undefined. */
    static boolean askForType(String name) {
        return ASK_FOR_TYPE.contains(Filters.shortName(name));
    }

    static final Map<String, Test> ALL = new Named<Test>()
            .add(
                    (value, arguments, evaluator) ->
                            !(value instanceof Value.Undefined || value instanceof Opaques.Nothing),
                    "defined")
            .add(
                    (value, arguments, evaluator) ->
                            value instanceof Value.Undefined || value instanceof Opaques.Nothing,
                    "undefined")
            .add((value, arguments, evaluator) -> value instanceof Value.Nil, "none")
            .add((value, arguments, evaluator) -> value instanceof Value.Text, "string")
            .add((value, arguments, evaluator) -> Py.isNumber(value), "number")
            .add((value, arguments, evaluator) -> value instanceof Value.Int, "integer")
            .add((value, arguments, evaluator) -> value instanceof Value.Real, "float")
            .add((value, arguments, evaluator) -> value instanceof Value.Bool, "boolean")
            .add((value, arguments, evaluator) -> value instanceof Value.Bool(var truth) && truth, "true")
            .add((value, arguments, evaluator) -> value instanceof Value.Bool(var truth) && !truth, "false")
            .add((value, arguments, evaluator) -> value instanceof Value.Mapping, "mapping")
            .add(
                    (value, arguments, evaluator) -> value instanceof Value.Sequence
                            || value instanceof Opaques.Tuple
                            || value instanceof Value.Text
                            || value instanceof Value.Mapping
                            || value instanceof Opaques.Range,
                    "sequence")
            .add((value, arguments, evaluator) -> Py.isIterable(value), "iterable")
            .add((value, arguments, evaluator) -> value instanceof Opaques.Callable, "callable")
            .add(
                    (value, arguments, evaluator) -> {
                        var other = arguments.get(0, "other");
                        return value == other
                                || value instanceof Value.Int(var number)
                                        && value.equals(other)
                                        && number.bitLength() < 9
                                || (value instanceof Value.Bool || value instanceof Value.Nil) && value.equals(other);
                    },
                    "sameas")
            .add((value, arguments, evaluator) -> truthy(value, arguments), "truthy")
            .add((value, arguments, evaluator) -> !truthy(value, arguments), "falsy")
            .add((value, arguments, evaluator) -> PyOrder.equal(Py.binary("%", value, Value.of(2)), Value.of(1)), "odd")
            .add(
                    (value, arguments, evaluator) -> PyOrder.equal(Py.binary("%", value, Value.of(2)), Value.of(0)),
                    "even")
            .add(
                    (value, arguments, evaluator) -> PyOrder.equal(
                            Py.binary("%", value, arguments.get(0, "num")), new Value.Int(BigInteger.ZERO)),
                    "divisibleby")
            .add(
                    (value, arguments, evaluator) -> PyText.str(value).chars().anyMatch(Character::isLowerCase)
                            && PyText.str(value).equals(PyText.str(value).toLowerCase(Locale.ROOT)),
                    "lower")
            .add(
                    (value, arguments, evaluator) -> PyText.str(value).chars().anyMatch(Character::isUpperCase)
                            && PyText.str(value).equals(PyText.str(value).toUpperCase(Locale.ROOT)),
                    "upper")
            .add(comparing("=="), "eq", "equalto", "==")
            .add(comparing("!="), "ne", "!=")
            .add(comparing("<"), "lt", "lessthan", "<")
            .add(comparing("<="), "le", "<=")
            .add(comparing(">"), "gt", "greaterthan", ">")
            .add(comparing(">="), "ge", ">=")
            .add(comparing("in"), "in")
            .add((value, arguments, evaluator) -> PyOrder.compare("in", arguments.get(0, "item"), value), "contains")
            .add(
                    (value, arguments, evaluator) -> !(value instanceof Value.Text text)
                            || Filters.find(text.text()).isPresent(),
                    "filter")
            .add(
                    (value, arguments, evaluator) -> !(value instanceof Value.Text text)
                            || find(text.text()).isPresent(),
                    "test")
            .add(
                    (value, arguments, evaluator) -> regex(arguments)
                            .matcher(new BoundedText(text(value)))
                            .lookingAt(),
                    "match")
            .add(
                    (value, arguments, evaluator) -> regex(arguments)
                            .matcher(new BoundedText(text(value)))
                            .find(),
                    "search")
            .add(
                    (value, arguments, evaluator) -> {
                        var matcher = regex(arguments).matcher(new BoundedText(text(value)));
                        return switch (arguments.text(3, "match_type", "search")) {
                            case "match" -> matcher.lookingAt();
                            case "fullmatch" -> matcher.matches();
                            case "search" -> matcher.find();
                            default ->
                                throw Mistake.of(
                                        "Invalid match_type specified. Expected one of: search, match, fullmatch.");
                        };
                    },
                    "regex")
            .add((value, arguments, evaluator) -> result(value, "failed"), "failed", "failure")
            .add((value, arguments, evaluator) -> !result(value, "failed"), "succeeded", "success", "successful")
            .add((value, arguments, evaluator) -> changed(value), "changed", "change")
            .add((value, arguments, evaluator) -> result(value, "skipped"), "skipped", "skip")
            .add((value, arguments, evaluator) -> result(value, "unreachable"), "unreachable")
            .add((value, arguments, evaluator) -> !result(value, "unreachable"), "reachable")
            .add((value, arguments, evaluator) -> result(value, "finished", true), "finished")
            .add((value, arguments, evaluator) -> result(value, "started", true), "started")
            .add(Versions::test, "version", "version_compare")
            .add((value, arguments, evaluator) -> Py.items(value).stream().anyMatch(Py::truth), "any")
            .add((value, arguments, evaluator) -> Py.items(value).stream().allMatch(Py::truth), "all")
            .add(
                    (value, arguments, evaluator) -> Py.items(value).stream()
                            .allMatch(item -> PyOrder.compare("in", item, arguments.get(0, "b"))),
                    "subset",
                    "issubset")
            .add(
                    (value, arguments, evaluator) -> Py.items(arguments.get(0, "b")).stream()
                            .allMatch(item -> PyOrder.compare("in", item, value)),
                    "superset",
                    "issuperset")
            .add(
                    (value, arguments, evaluator) -> value instanceof Value.Real(var number) && Double.isNaN(number),
                    "nan",
                    "isnan")
            .add(
                    (value, arguments, evaluator) -> value instanceof Value.Mapping mapping
                            && mapping.get("timedout").map(Tests::timedOut).orElse(false),
                    "timedout")
            .add((value, arguments, evaluator) -> isUri(value, arguments, match -> match.group(2) != null), "url")
            .add((value, arguments, evaluator) -> isUri(value, arguments, match -> true), "uri")
            .add(
                    (value, arguments, evaluator) ->
                            isUri(value, arguments, match -> match.group(1).equalsIgnoreCase("urn")),
                    "urn")
            .add((value, arguments, evaluator) -> false, "escaped")
            .addAll(PathTests.ALL)
            .addAll(AddressTests.ALL)
            .addAll(AnsibleType.TESTS)
            .addAll(VaultPlugins.TESTS)
            .addAll(CommunityTests.ALL)
            .all();

    private static boolean timedOut(Value value) {
        return value instanceof Value.Mapping mapping
                ? mapping.get("period").map(Py::truth).orElse(false)
                : Py.truth(value);
    }

    private static boolean isUri(
            Value value, Arguments arguments, java.util.function.Predicate<java.util.regex.Matcher> test) {
        if (!(value instanceof Value.Text text)) {
            return false;
        }
        var match = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//[^/]+)?.*").matcher(text.text());
        var schemes = arguments.find(0, "schemes").filter(one -> !(one instanceof Value.Nil));
        return match.matches()
                && test.test(match)
                && schemes.map(all -> Py.items(all).contains(Value.of(match.group(1))))
                        .orElse(true);
    }

    private static Test comparing(String operator) {
        return (value, arguments, evaluator) -> PyOrder.compare(operator, value, arguments.get(0, "other"));
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
            throw Mistake.of("The '" + field + "' test expects a dictionary");
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
}
