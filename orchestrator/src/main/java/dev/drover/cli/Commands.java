package dev.drover.cli;

import dev.drover.run.Asker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Who is asked: the terminal for answers; for the debugger's commands standard input, be it a terminal or not. */
final class Commands implements Asker {

    private final Passwords passwords;
    private final BufferedReader input;
    private final Consumer<String> printer;
    private final PrintStream out;

    /** @param printer prints a line without its secrets */
    Commands(Passwords passwords, InputStream input, Consumer<String> printer, PrintStream out) {
        this.passwords = passwords;
        this.input = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        this.printer = printer;
        this.out = out;
    }

    @Override
    public String ask(String question, boolean hidden) {
        return passwords.answer(question, hidden);
    }

    @Override
    public Optional<String> command(String prompt) {
        out.print(prompt);
        out.flush();
        try {
            return Optional.ofNullable(input.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void say(String text) {
        printer.accept(text);
    }
}
