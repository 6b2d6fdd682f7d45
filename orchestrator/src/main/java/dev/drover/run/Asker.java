package dev.drover.run;

import java.util.Optional;

/** Asks whoever started the run. */
@FunctionalInterface
public interface Asker {

    /**
     * What was typed; empty text where only the return key was pressed.
     *
     * @param question as it is shown, without a colon
     * @param hidden whether what is typed is not shown
     * @throws NobodyThereException where nobody can be asked
     * @throws GivenUpException where the run is to end before there was an answer
     */
    String ask(String question, boolean hidden);

    /**
     * A command as it was typed, for the task debugger; empty at the end of what is typed, or where nobody is there.
     *
     * @param prompt as it is shown
     */
    default Optional<String> command(String prompt) {
        return Optional.empty();
    }

    /** Shows whoever types commands what they come to. */
    default void say(String text) {
        // nobody is there
    }

    /** The run is to end, and nobody waits for an answer any more. */
    final class GivenUpException extends RuntimeException {}

    /** There is no terminal, or the run is unattended. */
    final class NobodyThereException extends RuntimeException {}
}
