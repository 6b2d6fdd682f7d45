package dev.drover.template;

/** How far a template may go: a hostile one ends in an error, not in a dead process. */
final class Bounds {

    /** Characters of one result. */
    static final int MAX_OUTPUT = 64 * 1024 * 1024;
    /** Elements of one list or range. */
    static final int MAX_ITEMS = 10_000_000;
    /** Numbers in one range, as in Jinja's sandbox. */
    static final int MAX_RANGE = 100_000;
    /** Templates, macros and containers inside of each other. */
    static final int MAX_DEPTH = 120;
    /** Bits of one integer. */
    static final int MAX_BITS = 1_000_000;

    private Bounds() {}
}
