package dev.drover.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a shell on a node is to run: one subshell of its own, whose end ends nothing but itself.
 *
 * @param sh its text; it may call the functions of the node kit, and finds its attachments in {@code "$a1"}, {@code "$a2"}, …
 * @param attachments files that travel with it
 * @param stdin what it reads on standard input; nothing where empty
 * @param environment additional environment variables
 * @param ours true: a question or a change of ours, run under {@code LC_ALL=C} and umask 077; false: a user's task, run under the
 *     umask and locale of the login
 */
public record Script(
        Sh sh,
        List<Attachment> attachments,
        Optional<Attachment> stdin,
        Map<String, String> environment,
        boolean ours) {

    public Script {
        attachments = List.copyOf(attachments);
        environment = Map.copyOf(environment);
    }

    public static Script of(Sh sh, Attachment... attachments) {
        return new Script(sh, List.of(attachments), Optional.empty(), Map.of(), true);
    }

    /** A script with text made by {@link Sh#sh}. */
    public static Script of(String pattern, Object... arguments) {
        return of(Sh.sh(pattern, arguments));
    }

    public Script withStdin(Attachment input) {
        return new Script(sh, attachments, Optional.of(input), environment, ours);
    }

    public Script withEnvironment(Map<String, String> variables) {
        return new Script(sh, attachments, stdin, variables, ours);
    }

    /** As a task that a user wrote: under the login's umask and locale. */
    public Script asTask() {
        return new Script(sh, attachments, stdin, environment, false);
    }
}
