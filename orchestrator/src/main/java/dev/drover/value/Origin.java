package dev.drover.value;

/**
 * A place in a file that a user wrote.
 *
 * @param file as the user named it, or what stands for a file ("-e", "the command line"); empty where nobody wrote it
 * @param line counted from 1; 0 where there is none
 * @param column counted from 1, in characters; 0 where there is none
 */
public record Origin(String file, int line, int column) {

    /** Of what no file holds: results, facts, defaults of the program. */
    public static final Origin NONE = new Origin("", 0, 0);

    public boolean known() {
        return !file.isEmpty();
    }

    /** {@code file:line:column}, as compilers print it; only the file where there is no line. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
