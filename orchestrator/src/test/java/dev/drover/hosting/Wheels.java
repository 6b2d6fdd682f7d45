package dev.drover.hosting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/**
 * Lock files of packages as the controller's pip finds them, for the Python of a Debian 12 node.
 *
 * @param folder where wheels are fetched to
 */
record Wheels(Path folder) {

    private static final List<String> NODE = List.of(
            "--only-binary=:all:",
            "--implementation=cp",
            "--python-version=3.11",
            "--abi=cp311",
            "--platform=manylinux_2_28_x86_64",
            "--platform=manylinux_2_17_x86_64",
            "--platform=manylinux2014_x86_64",
            "--platform=linux_x86_64");

    /** A requirements.txt with hashes of these (NAME==VERSION) and all that they need; the test is skipped where they can't be had. */
    String lock(List<String> pins) throws IOException, InterruptedException {
        var into = Files.createTempDirectory(Files.createDirectories(folder), "set");
        var command =
                new ArrayList<>(List.of("python3", "-m", "pip", "download", "--quiet", "--dest", into.toString()));
        command.addAll(NODE);
        command.addAll(pins);
        var log = into.resolve("log");
        var failed = Optional.<String>empty();
        try {
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            failed = status == 0 ? Optional.empty() : Optional.of(Files.readString(log));
        } catch (IOException e) {
            failed = Optional.of(e.getMessage());
        }
        failed.ifPresent(
                why -> System.out.printf("skipped: %s cannot be had here: %s%n", String.join(", ", pins), why));
        Assumptions.assumeTrue(failed.isEmpty(), () -> "packages for the test cannot be had here");
        try (var files = Files.list(into)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .map(Wheels::pin)
                    .sorted()
                    .collect(Collectors.joining());
        }
    }

    private static String pin(Path wheel) {
        var parts = wheel.getFileName().toString().split("-");
        try {
            var sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(wheel));
            return "%s==%s --hash=sha256:%s%n"
                    .formatted(
                            parts[0].replace('_', '-'), parts[1], HexFormat.of().formatHex(sum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
