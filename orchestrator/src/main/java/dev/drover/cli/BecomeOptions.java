package dev.drover.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whom to become on the hosts, and how. */
final class BecomeOptions {

    @Option(
            names = {"-b", "--become"},
            description = "Become another user on the hosts.")
    boolean become;

    @Option(names = "--become-method", paramLabel = "METHOD", description = "sudo or su.")
    Optional<String> method = Optional.empty();

    @Option(names = "--become-user", paramLabel = "USER", description = "Whom to become (root).")
    Optional<String> user = Optional.empty();

    @Option(
            names = {"-K", "--ask-become-pass"},
            description = "Ask for the password to become another user with.")
    boolean askPassword;

    @Option(
            names = {"--become-password-file", "--become-pass-file"},
            paramLabel = "FILE",
            description = "The file that holds this password.")
    Optional<Path> passwordFile = Optional.empty();
}
