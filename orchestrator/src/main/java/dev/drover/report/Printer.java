package dev.drover.report;

import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What everything for people is printed through: without secrets, and without anything that a terminal or a forge would take for a
 * command of its own. Each text is sent on at once.
 */
public final class Printer implements Consumer<String> {

    private final PrintStream out;
    private final UnaryOperator<String> redact;
    private final Forge forge;

    public Printer(PrintStream out, UnaryOperator<String> redact, Forge forge) {
        this.out = out;
        this.redact = redact;
        this.forge = forge;
    }

    /** @param text one line, or several */
    @Override
    public void accept(String text) {
        for (var line : PrintableText.lines(redact.apply(text))) {
            out.println(forge.harmless(line));
        }
        out.flush();
    }

    /** Something that the forge is to obey, made by us. */
    void command(String line) {
        out.println(line);
        out.flush();
    }

    /** A text as it may be part of a command. */
    String clean(String text) {
        return String.join("\n", PrintableText.lines(redact.apply(text))).replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
