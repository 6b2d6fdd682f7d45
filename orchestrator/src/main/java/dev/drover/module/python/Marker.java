package dev.drover.module.python;

import dev.drover.question.PythonPackages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads environment markers (PEP 508): {@code python_version < "3.8" and sys_platform == "linux"}. */
public final class Marker {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\(|\\)|===|==|!=|<=|>=|~=|<|>|\"[^\"]*\"|'[^']*'|[A-Za-z_.]+)\\s*");
    private static final Set<String> COMPARISONS = Set.of("===", "==", "!=", "<=", ">=", "~=", "<", ">", "in", "not");

    /** Something in the marker that can't be told from here. */
    private static final class Undecided extends RuntimeException {}

    private record Operand(String text, boolean extra) {}

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, String> variables;
    private int at;

    private Marker(Map<String, String> variables) {
        this.variables = variables;
    }

    /** What is known of an interpreter on Linux. */
    static Map<String, String> variables(PythonPackages.Installed installed) {
        return variables(installed.version(), installed.machine());
    }

    /**
     * The variables of CPython on Linux.
     *
     * @param version as {@code 3.11.2}
     * @param machine as {@code x86_64}
     */
    public static Map<String, String> variables(String version, String machine) {
        var parts = version.split("\\.");
        return Map.of(
                "python_version", parts.length > 1 ? parts[0] + "." + parts[1] : version,
                "python_full_version", version,
                "platform_machine", machine,
                "sys_platform", "linux",
                "platform_system", "Linux",
                "os_name", "posix",
                "implementation_name", "cpython",
                "platform_python_implementation", "CPython",
                "extra", "");
    }

    /**
     * Whether it holds; empty where it can't be told.
     *
     * @param variables their values, {@code extra} among them
     */
    public static Optional<Boolean> holds(String marker, Map<String, String> variables) {
        var reading = new Marker(variables);
        try {
            reading.split(marker);
            boolean holds = reading.either();
            return reading.at == reading.tokens.size() ? Optional.of(holds) : Optional.empty();
        } catch (Undecided e) {
            return Optional.empty();
        }
    }

    private void split(String marker) {
        var token = TOKEN.matcher(marker);
        int end = 0;
        while (end < marker.length()) {
            if (!token.find(end) || token.start() != end) {
                throw new Undecided();
            }
            tokens.add(token.group(1));
            end = token.end();
        }
    }

    private boolean either() {
        boolean holds = both();
        while (peek("or")) {
            at++;
            holds |= both();
        }
        return holds;
    }

    private boolean both() {
        boolean holds = one();
        while (peek("and")) {
            at++;
            holds &= one();
        }
        return holds;
    }

    private boolean one() {
        if (peek("(")) {
            at++;
            boolean holds = either();
            if (!next().equals(")")) {
                throw new Undecided();
            }
            return holds;
        }
        var left = operand();
        var operator = next();
        if (!COMPARISONS.contains(operator) || operator.equals("not") && !next().equals("in")) {
            throw new Undecided();
        }
        return compare(left, operator, operand());
    }

    private static boolean compare(Operand left, String operator, Operand right) {
        if (left.extra || right.extra) {
            boolean same = PythonPackages.normalised(left.text).equals(PythonPackages.normalised(right.text));
            return switch (operator) {
                case "==" -> same;
                case "!=" -> !same;
                default -> throw new Undecided();
            };
        }
        switch (operator) {
            case "in":
                return right.text.contains(left.text);
            case "not":
                return !right.text.contains(left.text);
            default:
        }
        var versions = VersionRange.parse(operator + right.text);
        if (versions.isPresent() && PythonVersion.parse(left.text).isPresent()) {
            return versions.get().contains(left.text).orElseThrow(Undecided::new);
        }
        return switch (operator) {
            case "==", "===" -> left.text.equals(right.text);
            case "!=" -> !left.text.equals(right.text);
            case "<" -> left.text.compareTo(right.text) < 0;
            case "<=" -> left.text.compareTo(right.text) <= 0;
            case ">" -> left.text.compareTo(right.text) > 0;
            case ">=" -> left.text.compareTo(right.text) >= 0;
            default -> throw new Undecided();
        };
    }

    private Operand operand() {
        var token = next();
        if (token.startsWith("\"") || token.startsWith("'")) {
            return new Operand(token.substring(1, token.length() - 1), false);
        }
        var value = Optional.ofNullable(variables.get(token)).orElseThrow(Undecided::new);
        return new Operand(value, token.equals("extra"));
    }

    private boolean peek(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private String next() {
        if (at == tokens.size()) {
            throw new Undecided();
        }
        return tokens.get(at++);
    }
}
