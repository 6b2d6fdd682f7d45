package dev.drover.playbook;

import dev.drover.value.Problem;
import java.util.List;

/** A playbook that can't be used as it is written: everything that is wrong with it. */
public final class PlaybookException extends RuntimeException {

    private final transient List<Problem> problems;

    public PlaybookException(List<Problem> problems) {
        super(problems.isEmpty() ? "" : problems.getFirst().message());
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
