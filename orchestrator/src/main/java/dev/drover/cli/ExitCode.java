package dev.drover.cli;

/** What the program ends with; the same numbers as ansible-playbook's. */
final class ExitCode {

    static final int FINE = 0;
    static final int ERROR = 1;
    static final int HOST_FAILED = 2;
    static final int UNREACHABLE = 4;
    static final int UNPARSABLE = 4;
    static final int BAD_OPTIONS = 5;
    static final int INTERRUPTED = 99;
    static final int BUG = 250;

    private ExitCode() {}
}
