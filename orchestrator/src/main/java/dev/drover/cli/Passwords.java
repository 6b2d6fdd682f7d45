package dev.drover.cli;

import dev.drover.report.Redactor;
import dev.drover.run.Asker;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Passwords from the terminal or from files. What was read is never printed afterwards. */
final class Passwords {

    private final Redactor redactor;
    private final boolean unattended;

    /** @param unattended nobody is there to be asked: a question is an error at once */
    Passwords(Redactor redactor, boolean unattended) {
        this.redactor = redactor;
        this.unattended = unattended;
    }

    Value ask(String what) {
        var console = System.console();
        if (unattended || console == null || !console.isTerminal()) {
            throw new UserError("nobody can be asked for the " + what + " here: there is no terminal");
        }
        char[] typed = console.readPassword("%s: ", what);
        return secret(typed == null ? "" : new String(typed));
    }

    /**
     * The answer to a question of a play.
     *
     * @throws Asker.NobodyThereException where nobody can be asked
     */
    String answer(String question, boolean hidden) {
        var console = System.console();
        if (unattended || console == null || !console.isTerminal()) {
            throw new Asker.NobodyThereException();
        }
        if (!hidden) {
            String typed = console.readLine("%s: ", question);
            return typed == null ? "" : typed;
        }
        char[] typed = console.readPassword("%s: ", question);
        String answer = typed == null ? "" : new String(typed);
        redactor.add(answer);
        return answer;
    }

    /** The password of vaults of an id; asked twice where it is a new one. */
    String vault(String label, boolean fresh) {
        String which = label.equals("default") ? "" : " (" + label + ")";
        String first = ((Value.Text) ask((fresh ? "New vault password" : "Vault password") + which)).text();
        if (fresh
                && !((Value.Text) ask("Confirm new vault password" + which))
                        .text()
                        .equals(first)) {
            throw new UserError("the two passwords are not the same");
        }
        return first;
    }

    /** The passphrase of a key; nothing where nobody can be asked. */
    Optional<char[]> passphrase(Path key) {
        var console = System.console();
        if (unattended || console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        synchronized (this) { // keys of several hosts may ask at once: one question at a time
            return Optional.ofNullable(console.readPassword("Passphrase of %s: ", key));
        }
    }

    /** The first line of a file. */
    Value file(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            throw new UserError("the password file " + path + " can't be read");
        }
        return secret(Files.readString(path, StandardCharsets.UTF_8).strip());
    }

    private Value secret(String password) {
        redactor.add(password);
        return new Value.Text(password, true, true, Origin.NONE);
    }
}
