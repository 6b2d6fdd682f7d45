package dev.drover.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** As whom and how hosts are logged in to. */
final class ConnectionOptions {

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "The user to log in as.")
    Optional<String> user = Optional.empty();

    @Option(
            names = {"-k", "--ask-pass"},
            description = "Ask for the password to log in with.")
    boolean askPassword;

    @Option(
            names = {"--connection-password-file", "--conn-pass-file"},
            paramLabel = "FILE",
            description = "The file that holds the password to log in with.")
    Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = {"-c", "--connection"},
            paramLabel = "TYPE",
            description = "ssh or local.")
    Optional<String> connection = Optional.empty();

    @Option(
            names = {"-T", "--timeout"},
            paramLabel = "SECONDS",
            description = "How long connecting may take.")
    Optional<Integer> timeout = Optional.empty();

    @Option(
            names = {"--private-key", "--key-file"},
            paramLabel = "FILE",
            description = "The key to log in with.")
    Optional<String> privateKey = Optional.empty();

    @Option(names = "--ssh-common-args", paramLabel = "ARGS", description = "Options as for ssh, such as -J and -o.")
    Optional<String> sshCommonArgs = Optional.empty();

    @Option(names = "--ssh-extra-args", paramLabel = "ARGS", description = "More of them.")
    Optional<String> sshExtraArgs = Optional.empty();

    @Option(
            names = {"--scp-extra-args", "--sftp-extra-args"},
            paramLabel = "ARGS",
            description = "Of no effect: files travel on the connection itself, neither scp nor sftp is used.")
    void fileTransferArguments(String ignored) {
        // accepted, so that command lines written for ansible-playbook work
    }
}
