package dev.drover.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which of several passwords encrypts. */
final class EncryptionOptions {

    @Option(
            names = "--encrypt-vault-id",
            paramLabel = "ID",
            description = "The id of the password to encrypt with; needed where there are several.")
    Optional<String> id = Optional.empty();
}
