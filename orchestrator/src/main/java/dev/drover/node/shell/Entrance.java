package dev.drover.node.shell;

import static dev.drover.node.Sh.sh;

import dev.drover.node.Become;
import dev.drover.node.Sh;
import dev.drover.value.ShellWords;
import java.util.List;
import java.util.Optional;

/**
 * The command that starts something as the user wanted, and what it says on the way.
 *
 * @param command for the login shell, of whatever kind
 * @param prompt what it prints when it wants the password; empty where that can't be chosen
 * @param ready what it prints when the user has been become; empty where nobody need wait for it
 */
record Entrance(String command, Optional<String> prompt, Optional<String> ready) {

    /**
     * @param payload what to run there
     * @param terminal whether the channel has a terminal
     * @param awaited whether nothing may be sent before the user has been become, though no password is known
     */
    static Entrance of(Optional<Become> become, Sh payload, boolean terminal, boolean rootLogin) {
        if (become.isEmpty()) {
            return plain(payload, terminal);
        }
        var as = become.get();
        return switch (as.method()) {
            case SUDO -> sudo(as, payload, terminal);
            case SU -> su(as, payload, terminal || !rootLogin);
        };
    }

    private static Entrance plain(Sh payload, boolean terminal) {
        var ready = ready(terminal);
        return new Entrance(
                sh("exec sh -c {}", announced(payload, ready).text()).text(), Optional.empty(), ready);
    }

    private static Entrance sudo(Become as, Sh payload, boolean terminal) {
        boolean password = as.password().isPresent();
        var ready = ready(terminal || password);
        var prompt = password ? Optional.of("[drover " + Nonce.fresh() + "] password: ") : Optional.<String>empty();
        // -n and -S are ours to choose: a prompt that nobody answers would hang
        var flags = as.flags().map(ShellWords::split).orElse(List.of("-H")).stream()
                .map(Entrance::withoutOurs)
                .filter(word -> !word.isEmpty())
                .toList();
        var asking = prompt.map(text -> sh("-k -S -p {}", text)).orElse(new Sh("-n"));
        return new Entrance(
                sh(
                                "exec {} {} {} -u {} -- sh -c {}",
                                as.executable().orElse("sudo"),
                                asking,
                                flags,
                                as.user(),
                                announced(payload, ready).text())
                        .text(),
                prompt,
                ready);
    }

    private static String withoutOurs(String flag) {
        if (flag.equals("--non-interactive") || flag.equals("--stdin")) {
            return "";
        }
        if (flag.matches("-[A-Za-z]+")) {
            String rest = flag.replaceAll("[nS]", "");
            return rest.equals("-") ? "" : rest;
        }
        return flag;
    }

    private static Entrance su(Become as, Sh payload, boolean awaited) {
        var ready = ready(awaited || as.password().isPresent());
        return new Entrance(
                sh(
                                "exec {} {} -s /bin/sh {} -c {}",
                                as.executable().orElse("su"),
                                as.flags().map(ShellWords::split).orElse(List.of()),
                                as.user(),
                                announced(payload, ready).text())
                        .text(),
                Optional.empty(),
                ready);
    }

    private static Optional<String> ready(boolean awaited) {
        return awaited ? Optional.of("ready" + Nonce.fresh()) : Optional.empty();
    }

    private static Sh announced(Sh payload, Optional<String> ready) {
        return ready.map(word -> sh("stty raw -echo 2>/dev/null; printf \"\\n%s\\n\" {}; {}", new Sh(word), payload))
                .orElse(payload);
    }

    /** Whether what was heard ends as a question for a password does. */
    boolean asks(Heard heard) {
        if (prompt.isPresent()) {
            return heard.err().contains(prompt.get()) || heard.out().contains(prompt.get());
        }
        return endsAsPrompt(heard.err()) || endsAsPrompt(heard.out());
    }

    /** How often the password has been asked for. */
    int asked(Heard heard) {
        return prompt.map(text -> count(heard.err(), text) + count(heard.out(), text))
                .orElse(asks(heard) ? 1 : 0);
    }

    boolean isReady(Heard heard) {
        return ready.map(word -> heard.out().contains("\n" + word)).orElse(true);
    }

    /** {@code su} asks in the language of the login: anything that ends in a colon is taken for a prompt. */
    private static boolean endsAsPrompt(String text) {
        String line = text.substring(text.lastIndexOf('\n') + 1).stripTrailing();
        return line.endsWith(":") || line.endsWith("：");
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
