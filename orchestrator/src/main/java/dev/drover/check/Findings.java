package dev.drover.check;

import dev.drover.value.Code;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that is found, each thing once. */
final class Findings {

    private record Key(Optional<Code> code, Origin origin, String message) {}

    private final List<Problem> problems = new ArrayList<>();
    private final Set<Key> errors = new HashSet<>();
    private final Set<Key> warnings = new HashSet<>();

    void add(Problem problem) {
        var key = new Key(problem.code(), problem.origin(), problem.message());
        if (problem.isError() ? errors.add(key) : warnings.add(key)) {
            problems.add(problem);
        }
    }

    void add(Problem problem, boolean certain) {
        add(certain ? problem : problem.asWarning());
    }

    /** By file and line; what is an error somewhere is no warning besides. */
    List<Problem> sorted() {
        return problems.stream()
                .filter(problem -> problem.isError()
                        || !errors.contains(new Key(problem.code(), problem.origin(), problem.message())))
                .sorted(Comparator.comparing(
                                (Problem problem) -> problem.origin().file())
                        .thenComparing(problem -> problem.origin().line())
                        .thenComparing(problem -> problem.origin().column()))
                .toList();
    }
}
