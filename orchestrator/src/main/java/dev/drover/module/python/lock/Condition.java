package dev.drover.module.python.lock;

import dev.drover.question.PythonPackages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When a distribution is wanted: an environment marker (PEP 508) in which extras and groups, which only locks know, are decided already.
 * It is kept as the ways in which it can hold, each a set of comparisons, so that equal conditions are equal values.
 */
record Condition(SortedSet<SortedSet<String>> ways) {

    /** More ways than any real marker has; beyond, every step would take longer and longer. */
    private static final int MAX_WAYS = 256;

    private static final Comparator<SortedSet<String>> ORDER =
            Comparator.<SortedSet<String>>comparingInt(Set::size).thenComparing(way -> String.join("\n", way));

    static final Condition ALWAYS = ofAny(List.of(new TreeSet<>()));
    static final Condition NEVER = ofAny(List.of());

    /** Without ways that say more than another one: where the easier one does, the other is not needed. */
    private static Condition ofAny(Iterable<SortedSet<String>> all) {
        var sorted = new TreeSet<>(ORDER);
        all.forEach(sorted::add);
        var kept = new TreeSet<>(ORDER);
        for (var way : sorted) {
            if (kept.stream().noneMatch(way::containsAll)) {
                kept.add(way);
            }
        }
        if (kept.size() > MAX_WAYS) {
            throw new IllegalArgumentException("its markers are too many to be combined");
        }
        return new Condition(kept);
    }

    Condition and(Condition other) {
        var both = new TreeSet<>(ORDER);
        for (var way : ways) {
            for (var more : other.ways) {
                var joined = new TreeSet<>(way);
                joined.addAll(more);
                both.add(joined);
            }
        }
        return ofAny(both);
    }

    Condition or(Condition other) {
        var either = new TreeSet<>(ways);
        either.addAll(other.ways);
        return ofAny(either);
    }

    /** As a marker; only where it can hold. */
    String text() {
        return ways.stream().map(way -> String.join(" and ", way)).collect(Collectors.joining(" or "));
    }

    /**
     * The condition that a marker states.
     *
     * @param selection decides what is said of extras and groups
     * @throws IllegalArgumentException where it is no marker
     */
    static Condition of(String marker, Selection selection) {
        return marker.isBlank() ? ALWAYS : new Reading(marker, selection).whole();
    }

    /** Reads one marker. */
    private static final class Reading {

        private static final Pattern TOKEN =
                Pattern.compile("\\s*(\\(|\\)|===|==|!=|<=|>=|~=|<|>|\"[^\"]*\"|'[^']*'|[A-Za-z_.]+)\\s*");
        private static final Set<String> COMPARISONS = Set.of("===", "==", "!=", "<=", ">=", "~=", "<", ">", "in");
        private static final Set<String> VARIABLES = Set.of(
                "os_name",
                "sys_platform",
                "platform_machine",
                "platform_python_implementation",
                "platform_release",
                "platform_system",
                "platform_version",
                "python_version",
                "python_full_version",
                "implementation_name",
                "implementation_version",
                "extra",
                "extras",
                "dependency_groups");
        private static final int MAX_DEPTH = 100;

        private final List<String> tokens = new ArrayList<>();
        private final String marker;
        private final Selection selection;
        private int at;
        private int depth;

        Reading(String marker, Selection selection) {
            this.marker = marker;
            this.selection = selection;
            var token = TOKEN.matcher(marker);
            int end = 0;
            while (end < marker.length()) {
                if (!token.find(end) || token.start() != end) {
                    throw wrong();
                }
                tokens.add(token.group(1));
                end = token.end();
            }
        }

        Condition whole() {
            var condition = either();
            if (at < tokens.size()) {
                throw wrong();
            }
            return condition;
        }

        private Condition either() {
            var condition = both();
            while (taken("or")) {
                condition = condition.or(both());
            }
            return condition;
        }

        private Condition both() {
            var condition = one();
            while (taken("and")) {
                condition = condition.and(one());
            }
            return condition;
        }

        private Condition one() {
            if (!taken("(")) {
                return comparison();
            }
            if (++depth > MAX_DEPTH) {
                throw wrong();
            }
            var condition = either();
            depth--;
            if (!taken(")")) {
                throw wrong();
            }
            return condition;
        }

        private Condition comparison() {
            var left = operand();
            boolean not = taken("not");
            var operator = next();
            if (!COMPARISONS.contains(operator) || not && !operator.equals("in")) {
                throw wrong();
            }
            var right = operand();
            var decided = List.of(left, right);
            for (var variable : List.of("extra", "extras", "dependency_groups")) {
                if (decided.contains(variable)) {
                    return selected(variable, left.equals(variable) ? right : left, not ? "not in" : operator);
                }
            }
            return ofAny(List.of(new TreeSet<>(Set.of(left + (not ? " not " : " ") + operator + " " + right))));
        }

        private Condition selected(String variable, String literal, String operator) {
            var name = PythonPackages.normalised(literal.substring(1, literal.length() - 1));
            boolean there =
                    (variable.equals("dependency_groups") ? selection.groups() : selection.extras()).contains(name);
            return switch (operator) {
                case "==", "in" -> there ? ALWAYS : NEVER;
                case "!=", "not in" -> there ? NEVER : ALWAYS;
                default -> throw wrong();
            };
        }

        private String operand() {
            var token = next();
            if (token.startsWith("'") && token.indexOf('"') < 0) {
                return '"' + token.substring(1, token.length() - 1) + '"';
            }
            if (!token.matches("['\"].*") && !VARIABLES.contains(token)) {
                throw wrong();
            }
            return token;
        }

        private boolean taken(String token) {
            boolean there = at < tokens.size() && tokens.get(at).equals(token);
            at += there ? 1 : 0;
            return there;
        }

        private String next() {
            if (at == tokens.size()) {
                throw wrong();
            }
            return tokens.get(at++);
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("\"" + marker + "\" is no environment marker");
        }
    }
}
