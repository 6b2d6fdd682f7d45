package dev.drover.cli;

import dev.drover.vault.VaultEditor;
import dev.drover.vault.VaultFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drover vault}: encrypted files and strings, to and from ansible-vault. */
@Command(
        name = "vault",
        description = "Encrypts and decrypts files and strings, as ansible-vault does.",
        mixinStandardHelpOptions = true,
        subcommands = EncryptStringCommand.class,
        synopsisSubcommandLabel = "COMMAND")
final class VaultCommand implements Runnable {

    private static final List<String> STREAM = List.of(VaultFiles.STREAM);

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "what about the vault? One of: create, edit, view, encrypt, decrypt, rekey, encrypt-string");
    }

    @Command(description = "Makes a new vault with $EDITOR.")
    int create(
            @Mixin VaultOptions options,
            @Mixin EncryptionOptions encryption,
            @Option(names = "--skip-tty-check", description = "Open the editor even where there is no terminal.")
                    boolean anywhere,
            @Parameters(paramLabel = "FILE") String file)
            throws IOException, InterruptedException {
        if (!anywhere && (System.console() == null || !System.console().isTerminal())) {
            throw new ParameterException(spec.commandLine(), "there is no terminal to open the editor in");
        }
        var session = VaultSession.encrypting(options, encryption);
        new VaultEditor(session.files(), editor()).create(file, session.secret());
        return ExitCode.FINE;
    }

    @Command(description = "Changes what is in vaults with $EDITOR.")
    int edit(
            @Mixin VaultOptions options,
            @Mixin EncryptionOptions encryption,
            @Parameters(paramLabel = "FILE", arity = "1..*") List<String> files)
            throws IOException, InterruptedException {
        var editor = new VaultEditor(VaultSession.opening(options).files(), editor());
        for (var file : files) {
            editor.edit(file);
        }
        return ExitCode.FINE;
    }

    private static String editor() {
        return Optional.ofNullable(System.getenv("EDITOR"))
                .filter(editor -> !editor.isBlank())
                .orElse("vi");
    }

    @Command(description = "Prints what is in vaults.")
    int view(@Mixin VaultOptions options, @Parameters(paramLabel = "FILE", arity = "0..*") List<String> files)
            throws IOException, InterruptedException {
        var vaults = VaultSession.opening(options).files();
        for (var file : files == null ? STREAM : files) {
            vaults.write(VaultFiles.STREAM, vaults.open(file).plain());
        }
        return ExitCode.FINE;
    }

    @Command(description = "Encrypts files, or standard input.")
    int encrypt(
            @Mixin VaultOptions options,
            @Mixin EncryptionOptions encryption,
            @Option(names = "--output", paramLabel = "FILE", description = "Where to write it; - for standard output.")
                    Optional<String> output,
            @Parameters(paramLabel = "FILE", arity = "0..*") List<String> files)
            throws IOException, InterruptedException {
        var session = VaultSession.encrypting(options, encryption);
        for (var file : checked(files, output)) {
            session.files().encrypt(file, output.orElse(file), session.secret());
        }
        return ExitCode.FINE;
    }

    @Command(description = "Decrypts files, or standard input.")
    int decrypt(
            @Mixin VaultOptions options,
            @Option(names = "--output", paramLabel = "FILE", description = "Where to write it; - for standard output.")
                    Optional<String> output,
            @Parameters(paramLabel = "FILE", arity = "0..*") List<String> files)
            throws IOException, InterruptedException {
        var vaults = VaultSession.opening(options).files();
        for (var file : checked(files, output)) {
            vaults.decrypt(file, output.orElse(file));
        }
        return ExitCode.FINE;
    }

    private List<String> checked(List<String> files, Optional<String> output) {
        if (files != null && files.size() > 1 && output.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--output takes one file only");
        }
        return files == null ? STREAM : files;
    }

    @Command(description = "Gives vaults another password.")
    int rekey(
            @Mixin VaultOptions options,
            @Mixin EncryptionOptions encryption,
            @Option(names = "--new-vault-id", paramLabel = "[ID@]SOURCE", description = "The new password and its id.")
                    Optional<String> newId,
            @Option(
                            names = {"--new-vault-password-file", "--new-vault-pass-file"},
                            paramLabel = "FILE",
                            description = "The file, or the executable, that tells the new password.")
                    Optional<String> newFile,
            @Parameters(paramLabel = "FILE", arity = "1..*") List<String> files)
            throws IOException, InterruptedException {
        if (newId.isPresent() && newFile.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--new-vault-id and --new-vault-password-file exclude each other");
        }
        var session = VaultSession.opening(options);
        var secret = session.newSecret(newId, newFile, encryption);
        for (var file : files) {
            session.files().open(file); // none is touched before all of them can be
        }
        for (var file : files) {
            session.files().rekey(file, secret);
        }
        spec.commandLine().getErr().println("Rekey successful");
        return ExitCode.FINE;
    }
}
