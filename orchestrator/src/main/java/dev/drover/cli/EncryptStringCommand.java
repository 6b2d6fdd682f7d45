package dev.drover.cli;

import dev.drover.vault.VaultFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drover vault encrypt-string}: values for files of variables. */
@Command(
        name = "encrypt-string",
        aliases = "encrypt_string",
        description = "Encrypts strings, written so that they can be pasted into a file of variables.",
        mixinStandardHelpOptions = true)
final class EncryptStringCommand implements Callable<Integer> {

    private static final String INDENT = " ".repeat(10);

    private record Named(Optional<String> name, String text) {}

    @Spec
    private CommandSpec spec;

    @Mixin
    private VaultOptions options;

    @Mixin
    private EncryptionOptions encryption;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write it; - for standard output.")
    private String output = VaultFiles.STREAM;

    @Option(
            names = {"-p", "--prompt"},
            description = "Ask for the string.")
    private boolean prompt;

    @Option(names = "--show-input", description = "Show what is typed.")
    private boolean shown;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "The variable that holds the string; once for each of them.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--stdin-name", paramLabel = "NAME", description = "The variable that holds standard input.")
    private Optional<String> stdinName = Optional.empty();

    @Parameters(paramLabel = "STRING", arity = "0..*", description = "The strings; - for standard input.")
    private List<String> strings = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (strings.isEmpty() && stdinName.isEmpty() && !prompt) {
            throw new ParameterException(
                    spec.commandLine(), "there is nothing to encrypt: hand over a string, --stdin-name or -p");
        }
        var session = VaultSession.encrypting(options, encryption);
        var text = new StringBuilder();
        for (var one : all()) {
            one.name().ifPresent(name -> text.append(name).append(": "));
            text.append("!vault |\n");
            session.files()
                    .encrypted(one.text(), session.secret())
                    .lines()
                    .forEach(line -> text.append(INDENT).append(line).append('\n'));
        }
        session.files().write(output, text.toString().getBytes(StandardCharsets.UTF_8));
        return ExitCode.FINE;
    }

    private List<Named> all() throws IOException {
        var all = new ArrayList<Named>();
        if (stdinName.isPresent() || strings.contains(VaultFiles.STREAM)) {
            String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            if (text.isEmpty()) {
                throw new UserError("standard input is empty: there is nothing to encrypt");
            }
            all.add(new Named(stdinName, text));
        }
        var left = new ArrayList<>(names);
        if (prompt) {
            all.add(new Named(next(left), typed()));
        }
        for (var string : strings) {
            if (!string.equals(VaultFiles.STREAM)) {
                if (string.isEmpty()) {
                    throw new UserError("an empty string can't be encrypted");
                }
                all.add(new Named(next(left), string));
            }
        }
        return all;
    }

    private static Optional<String> next(List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(names.removeFirst());
    }

    private String typed() {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new UserError("nobody can be asked for the string here: there is no terminal");
        }
        String text = shown
                ? console.readLine("String to encrypt: ")
                : new String(Optional.ofNullable(console.readPassword("String to encrypt (hidden): "))
                        .orElse(new char[0]));
        if (text == null || text.isEmpty()) {
            throw new UserError("an empty string can't be encrypted");
        }
        return text;
    }
}
