package dev.drover.node.shell;

import dev.drover.node.Become;
import dev.drover.node.NodeException;
import dev.drover.node.NodeException.BecomeRefused;
import dev.drover.node.NodeException.Unreachable;
import java.util.Locale;
import java.util.Optional;

/** Why no shell came, in words. */
final class Refusals {

    private static final int LINES = 6;

    private Refusals() {}

    /** The error for a channel that ended, or stayed silent, before its shell said hello. */
    static NodeException of(Optional<Become> become, Heard heard, String ending) {
        String said = shortened(heard.text());
        if (become.isEmpty()) {
            return new Unreachable(
                    said.isEmpty()
                            ? "logged in, but no shell came (" + ending + ")"
                            : "logged in, but no shell came (" + ending + "): " + said);
        }
        var as = become.get();
        if (needsPassword(said)) {
            return new BecomeRefused(as.password().isEmpty() ? passwordNeeded(as) : wrongPassword(as));
        }
        if (as.password().isPresent() && saysWrong(said)) {
            return new BecomeRefused(wrongPassword(as));
        }
        return new BecomeRefused(
                said.isEmpty() ? as + " failed without a word (" + ending + ")" : as + " failed: " + said);
    }

    static String passwordNeeded(Become as) {
        return as + " needs a password, and none was given; give it with --ask-become-pass or ansible_become_password";
    }

    static String wrongPassword(Become as) {
        return as + ": the password is wrong";
    }

    static boolean wantsTerminal(String said) {
        return said.contains("must have a tty") || said.contains("must be run from a terminal");
    }

    private static boolean needsPassword(String said) {
        return said.contains("password is required")
                || said.contains("a terminal is required")
                || said.contains("interactive authentication is required");
    }

    private static boolean saysWrong(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return lower.contains("authentication failure")
                || lower.contains("incorrect password")
                || lower.contains("try again")
                || lower.contains("authentication token manipulation");
    }

    /** The last lines of what was said, without what only a terminal understands. */
    private static String shortened(String text) {
        var lines = text.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
