package dev.drover.node.shell;

import dev.drover.node.Script;
import dev.drover.node.Sh;

/** Reads, in another shell of the same user, what a script has written so far; both streams as they are its own. */
final class PartialOutput {

    private static final int MOST = 64 << 10;

    private PartialOutput() {}

    /**
     * @param number of the script
     * @param stdoutFrom how many bytes of its standard output are known already
     */
    static Script of(Hello shell, int number, long stdoutFrom, long stderrFrom) {
        return Script.of(
                """
                d={}
                tail -c +{} "$d/o{}" 2>/dev/null | head -c {}
                tail -c +{} "$d/e{}" 2>/dev/null | head -c {} >&2
                """,
                shell.directory(),
                number(stdoutFrom + 1),
                number(number),
                number(MOST),
                number(stderrFrom + 1),
                number(number),
                number(MOST));
    }

    private static Sh number(long value) {
        return new Sh(String.valueOf(value));
    }
}
