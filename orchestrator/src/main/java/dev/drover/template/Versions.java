package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The {@code version} test: versions compared piece by piece, as Python's LooseVersion and semantic versioning do. */
final class Versions {

    private Versions() {}

    static boolean test(Value value, Arguments arguments, Evaluator evaluator) {
        String operator = arguments.text(1, "operator", "eq");
        boolean strict = arguments.flag(2, "strict", false);
        String type = arguments.text(3, "version_type", strict ? "strict" : "loose");
        String a = PyText.str(value);
        String b = arguments.text(0, "version");
        if (a.isEmpty() || value instanceof Value.Nil) {
            throw Mistake.of("Input version value cannot be empty");
        }
        if (b.isEmpty()) {
            throw Mistake.of("Version parameter to compare against cannot be empty");
        }
        if (strict && arguments.find(3, "version_type").isPresent()) {
            throw Mistake.of("Cannot specify both 'strict' and 'version_type'");
        }
        int order = switch (type) {
            case "loose" -> loose(a, b);
            case "strict" -> StrictVersion.of(a).compareTo(StrictVersion.of(b));
            case "semver", "semantic" -> semantic(a, b);
            case "pep440" -> Pep440.of(a).compareTo(Pep440.of(b));
            default ->
                throw Mistake.of("Invalid version type (" + type
                        + "). Must be one of 'loose', 'strict', 'semver', 'semantic', 'pep440'");
        };
        return switch (operator) {
            case "==", "=", "eq" -> order == 0;
            case "!=", "<>", "ne" -> order != 0;
            case "<", "lt" -> order < 0;
            case "<=", "le" -> order <= 0;
            case ">", "gt" -> order > 0;
            case ">=", "ge" -> order >= 0;
            default -> throw Mistake.of("Invalid operator type (" + operator + ")");
        };
    }

    private static List<Object> pieces(String version) {
        var pieces = new ArrayList<Object>();
        var matcher =
                java.util.regex.Pattern.compile("[0-9]+|[a-z]+|\\.|[^0-9a-z.]+").matcher(version);
        while (matcher.find()) {
            String piece = matcher.group();
            if (!piece.equals(".")) {
                pieces.add(piece.chars().allMatch(Character::isDigit) ? new java.math.BigInteger(piece) : piece);
            }
        }
        return pieces;
    }

    /** The order of two versions in the loose way. */
    static int loose(String a, String b) {
        return loose(pieces(a), pieces(b));
    }

    private static int loose(List<Object> a, List<Object> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            Object other = b.get(i);
            int order = switch (a.get(i)) {
                case java.math.BigInteger x when other instanceof java.math.BigInteger y -> x.compareTo(y);
                case String x when other instanceof String y -> x.compareTo(y);
                default ->
                    throw Mistake.of("Version comparison failed: '<' not supported between instances of '"
                            + name(a.get(i)) + "' and '" + name(other) + "'");
            };
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static String name(Object piece) {
        return piece instanceof String ? "str" : "int";
    }

    private static int semantic(String a, String b) {
        String[] left = a.split("\\+", 2)[0].split("-", 2);
        String[] right = b.split("\\+", 2)[0].split("-", 2);
        if (!left[0].matches("[0-9]+\\.[0-9]+\\.[0-9]+") || !right[0].matches("[0-9]+\\.[0-9]+\\.[0-9]+")) {
            throw Mistake.of(
                    "invalid semantic version '" + (left[0].matches("[0-9]+\\.[0-9]+\\.[0-9]+") ? b : a) + "'");
        }
        int order = loose(pieces(left[0]), pieces(right[0]));
        if (order != 0 || left.length == 1 && right.length == 1) {
            return order;
        }
        if (left.length != right.length) {
            return left.length == 1 ? 1 : -1; // a pre-release comes before its release
        }
        String[] x = left[1].split("\\.");
        String[] y = right[1].split("\\.");
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            boolean xNumber = x[i].chars().allMatch(Character::isDigit);
            boolean yNumber = y[i].chars().allMatch(Character::isDigit);
            int part = xNumber && yNumber
                    ? new java.math.BigInteger(x[i]).compareTo(new java.math.BigInteger(y[i]))
                    : xNumber != yNumber ? xNumber ? -1 : 1 : x[i].compareTo(y[i]);
            if (part != 0) {
                return part;
            }
        }
        return Integer.compare(x.length, y.length);
    }
}
