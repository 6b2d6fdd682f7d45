package dev.drover.template;

/** How far a template may go: a hostile one ends in an error, not in a dead process. */
final class Bounds {

    /** Characters of one result. */
    static final int MAX_OUTPUT = 16 * 1024 * 1024;
    /** Elements of one list or range. */
    static final int MAX_ITEMS = 1_000_000;
    /** Numbers in one range, as in Jinja's sandbox. */
    static final int MAX_RANGE = 100_000;
    /** Templates, macros and containers inside of each other. */
    static final int MAX_DEPTH = 120;
    /** Bits of one integer. */
    static final int MAX_BITS = 1_000_000;

    /** Elements that one evaluation looks through, turns of loops among them. */
    static final int MAX_STEPS = 200_000_000;
    /** How many of these a turn of a loop counts for. */
    static final int LOOP_STEPS = 20;

    private Bounds() {}

    /** Fails where a text of this length is too long. */
    static void output(long length) {
        if (length > MAX_OUTPUT) {
            throw Mistake.of("the text is too long");
        }
    }

    /** How often padding of one character must be repeated to this width; fails where that is too long. */
    static int padding(long width, int length) {
        output(width);
        return (int) Math.max(0, width - length);
    }

    /** Fails where a list of this length is too long. */
    static void items(long count) {
        if (count > MAX_ITEMS) {
            throw Mistake.of("the list is too long");
        }
    }
}
