package dev.drover.module.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Conditions on a version that must all hold, as PEP 440 reads them: {@code >=1.2,!=1.3,<2}. Pre-releases count like others. */
public record VersionRange(List<Condition> conditions) {

    /** @param wild whether the version ended in {@code .*} */
    public record Condition(String operator, String text, boolean wild) {

        /** Empty where it can't be told. */
        Optional<Boolean> holds(String installed) {
            if (operator.equals("===")) {
                return Optional.of(installed.equalsIgnoreCase(text));
            }
            return PythonVersion.parse(installed)
                    .flatMap(version -> PythonVersion.parse(text).map(wanted -> holds(version, wanted)));
        }

        private boolean holds(PythonVersion version, PythonVersion wanted) {
            var there = version.published();
            return switch (operator) {
                case "==" -> equal(version, wanted);
                case "!=" -> !equal(version, wanted);
                case "<=" -> there.compareTo(wanted) <= 0;
                case ">=" -> there.compareTo(wanted) >= 0;
                case "<" ->
                    version.compareTo(wanted) < 0
                            && (wanted.preRelease() || !version.preRelease() || !version.sameBase(wanted));
                case ">" ->
                    version.compareTo(wanted) > 0
                            && (version.local().isEmpty() || !version.sameBase(wanted))
                            && (wanted.post().isPresent() || version.post().isEmpty() || !version.sameBase(wanted));
                case "~=" -> there.compareTo(wanted) >= 0 && there.startsWith(wanted.shorter());
                default -> throw new IllegalStateException(operator);
            };
        }

        private boolean equal(PythonVersion version, PythonVersion wanted) {
            if (wild) {
                return version.startsWith(wanted);
            }
            return (wanted.local().isEmpty() ? version.published() : version).compareTo(wanted) == 0;
        }
    }

    static final VersionRange ANY = new VersionRange(List.of());

    private static final Pattern CONDITION =
            Pattern.compile("\\s*(===|==|!=|<=|>=|~=|<|>)\\s*([^\\s,;)]+?)(\\.\\*)?\\s*");

    /** Empty where it is none. */
    public static Optional<VersionRange> parse(String text) {
        if (text.isBlank()) {
            return Optional.of(ANY);
        }
        var conditions = new ArrayList<Condition>();
        for (var part : text.split(",")) {
            var form = CONDITION.matcher(part);
            if (!form.matches()) {
                return Optional.empty();
            }
            var condition = new Condition(form.group(1), form.group(2), form.group(3) != null);
            if (!possible(condition)) {
                return Optional.empty();
            }
            conditions.add(condition);
        }
        return Optional.of(new VersionRange(List.copyOf(conditions)));
    }

    private static boolean possible(Condition condition) {
        var version = PythonVersion.parse(condition.text);
        return switch (condition.operator) {
            case "===" -> true;
            case "==", "!=" -> version.isPresent();
            case "~=" ->
                !condition.wild
                        && version.filter(one -> one.release().size() > 1).isPresent();
            default -> !condition.wild && version.isPresent();
        };
    }

    /** Whether a version is one of these; empty where it can't be told. */
    public Optional<Boolean> contains(String version) {
        var all = Optional.of(true);
        for (var condition : conditions) {
            var holds = condition.holds(version);
            if (holds.equals(Optional.of(false))) {
                return holds;
            }
            all = holds.isEmpty() ? holds : all;
        }
        return all;
    }
}
