package dev.drover.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordSourcesTest {

    @TempDir
    private Path directory;

    private final PasswordSources sources = new PasswordSources(label -> {
        if (label.equals("nobody")) {
            throw new UndecryptableException("nobody can be asked", Origin.NONE);
        }
        return "typed for " + label;
    });

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String script(String name, String text) throws IOException {
        var path = Path.of(file(name, "#!/bin/sh\n" + text + "\n"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return path.toString();
    }

    private String read(String id) throws InterruptedException {
        sources.add(id);
        var secret = sources.secrets().getLast();
        return secret.label() + ":" + secret.text();
    }

    @Test
    void readsFilesWithoutTheBlanksAround() throws Exception {
        assertThat(read(file("plain", " \n two words \r\n\n"))).isEqualTo("default:two words");
        assertThat(read("dev@" + file("other", "x"))).isEqualTo("dev:x");
    }

    @Test
    void runsExecutables() throws Exception {
        assertThat(read("dev@" + script("password.sh", "echo \"got $*\""))).isEqualTo("dev:got");
        assertThat(read("dev@" + script("pass-client", "echo \"got $*\""))).isEqualTo("dev:got --vault-id dev");
        assertThat(read("dev@" + script("pass-client.sh", "echo \"got $*\""))).isEqualTo("dev:got --vault-id dev");
    }

    @Test
    void asks() throws Exception {
        assertThat(read("prompt")).isEqualTo("default:typed for default");
        assertThat(read("dev@prompt")).isEqualTo("dev:typed for dev");
        refused("nobody@prompt", "nobody can be asked");
    }

    @Test
    void opensAPasswordFileThatIsAVaultItself() throws Exception {
        read(file("first", "one"));
        var vault = new Vaults(List.of(), false, secret -> {})
                .encrypt(
                        "two".getBytes(StandardCharsets.UTF_8),
                        sources.secrets().getFirst(),
                        Optional.empty());

        assertThat(read("dev@" + file("second", vault))).isEqualTo("dev:two");
    }

    @Test
    void refusesWhatTellsNoPassword() throws Exception {
        refused(directory.resolve("missing").toString(), "there is no vault password file");
        refused(directory.toString(), "is a directory");
        refused(file("empty", " \n"), "is empty");
        refused(script("fails", "exit 3"), "ended with status 3");
        refused("dev@" + script("no-client", "exit 2"), "has no password for the vault id dev");
    }

    private void refused(String id, String message) {
        assertThatExceptionOfType(UndecryptableException.class)
                .isThrownBy(() -> sources.add(id))
                .withMessageContaining(message);
    }
}
