package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover vault} on files. */
class VaultCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();
    private String password;
    private String other;
    private Path file;

    @BeforeEach
    void files() throws IOException {
        password = Files.writeString(directory.resolve("password"), "one\n").toString();
        other = Files.writeString(directory.resolve("other"), "two\n").toString();
        file = Files.writeString(directory.resolve("secrets.yml"), "a: 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    private int vault(String... arguments) {
        var all = Stream.concat(Stream.of("vault"), Stream.of(arguments)).toArray(String[]::new);
        return Main.run(all, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
    }

    @Test
    void encryptsAndDecryptsInPlaceAndKeepsTheMode() throws IOException {
        assertThat(vault("encrypt", "--vault-id", "dev@" + password, file.toString()))
                .isZero();
        assertThat(file).content().startsWith("$ANSIBLE_VAULT;1.2;AES256;dev\n");
        assertThat(mode(file)).isEqualTo("rw-r-----");

        assertThat(vault("decrypt", "--vault-password-file", password, file.toString()))
                .isZero();
        assertThat(file).hasContent("a: 1\n");
        assertThat(mode(file)).isEqualTo("rw-r-----");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void newFilesBelongToTheirOwnerAlone() throws IOException {
        var output = directory.resolve("new");

        assertThat(vault("encrypt", "--vault-password-file", password, file.toString(), "--output", output.toString()))
                .isZero();
        assertThat(mode(output)).isEqualTo("rw-------");
        assertThat(file).hasContent("a: 1\n");
    }

    @Test
    void rekeys() throws IOException {
        vault("encrypt", "--vault-password-file", password, file.toString());

        assertThat(vault(
                        "rekey", "--vault-password-file", password, "--new-vault-id", "prod@" + other, file.toString()))
                .isZero();
        assertThat(file).content().startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
        assertThat(vault("decrypt", "--vault-id", other, file.toString())).isZero();
        assertThat(file).hasContent("a: 1\n");
    }

    @Test
    void rekeyTouchesNoFileUnlessAllCanBe() throws IOException {
        var plain = Files.writeString(directory.resolve("plain"), "x");
        vault("encrypt", "--vault-password-file", password, file.toString());
        String before = Files.readString(file);

        assertThat(vault(
                        "rekey",
                        "--vault-password-file",
                        password,
                        "--new-vault-password-file",
                        other,
                        file.toString(),
                        plain.toString()))
                .isEqualTo(1);
        assertThat(file).hasContent(before);
    }

    @Test
    void wantsToKnowWhichPasswordEncrypts() throws IOException {
        assertThat(vault("encrypt", "--vault-id", "a@" + password, "--vault-id", "b@" + other, file.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("--encrypt-vault-id");
        assertThat(vault(
                        "encrypt",
                        "--vault-id",
                        "a@" + password,
                        "--vault-id",
                        "b@" + other,
                        "--encrypt-vault-id",
                        "b",
                        file.toString()))
                .isZero();
        assertThat(file).content().startsWith("$ANSIBLE_VAULT;1.2;AES256;b\n");
    }

    @Test
    void saysWhatItWillNotDo() {
        assertThat(vault("decrypt", "--vault-password-file", password, file.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("this is not encrypted").contains("secrets.yml:1:1");
        vault("encrypt", "--vault-password-file", password, file.toString());
        assertThat(vault("encrypt", "--vault-password-file", password, file.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("encrypted already");
        assertThat(vault("view", "--vault-password-file", other, file.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no password opens this vault; tried: default (" + other + ")");
        assertThat(vault("view", "--vault-password-file", password, directory.resolve("none") + ""))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no file");
        assertThat(vault("encrypt", "--vault-password-file", password, "a", "b", "--output", "c"))
                .isEqualTo(5);
        assertThat(vault("encrypt-string", "--vault-password-file", password)).isEqualTo(5);
    }

    @Test
    void encryptsStringsForFilesOfVariables() throws IOException {
        var output = directory.resolve("strings.yml");

        assertThat(vault(
                        "encrypt-string",
                        "--vault-id",
                        "dev@" + password,
                        "-n",
                        "one",
                        "--output",
                        output.toString(),
                        "first",
                        "second"))
                .isZero();
        assertThat(Files.readAllLines(output).stream().filter(line -> !line.matches(" {10}[0-9a-f]+")))
                .containsExactly(
                        "one: !vault |",
                        "          $ANSIBLE_VAULT;1.2;AES256;dev",
                        "!vault |",
                        "          $ANSIBLE_VAULT;1.2;AES256;dev");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<Path> leftovers() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(path -> path.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
