package dev.drover.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.node.ssh.HostSettings.Checking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {

    private static PublicKey key;
    private static PublicKey other;

    @TempDir
    Path directory;

    @BeforeAll
    static void keys() throws Exception {
        LeanConfig.create();
        var generator = KeyPairGenerator.getInstance("Ed25519");
        key = generator.generateKeyPair().getPublic();
        other = generator.generateKeyPair().getPublic();
    }

    @Test
    void aKnownKeyIsAccepted() throws Exception {
        write("web1,10.0.0.1 " + line(key));

        assertThat(refusal("web1", 22, key)).isEmpty();
        assertThat(refusal("WEB1", 22, key)).isEmpty();
        assertThat(refusal("10.0.0.1", 22, key)).isEmpty();
    }

    @Test
    void portsHaveNamesOfTheirOwn() throws Exception {
        write("[web1]:2222 " + line(key));

        assertThat(refusal("web1", 2222, key)).isEmpty();
        assertThat(refusal("web1", 22, key).orElseThrow()).startsWith("the host key is not known");
    }

    @Test
    void hashedNamesAreFound() throws Exception {
        byte[] salt = new byte[20];
        salt[3] = 7;
        var base64 = Base64.getEncoder();
        write("|1|" + base64.encodeToString(salt) + "|"
                + base64.encodeToString(KnownHosts.hmac(salt, "web1".getBytes())) + " " + line(key));

        assertThat(refusal("web1", 22, key)).isEmpty();
        assertThat(refusal("web2", 22, key)).isPresent();
        // RFC 2202, case 2
        assertThat(KnownHosts.hmac("Jefe".getBytes(), "what do ya want for nothing?".getBytes()))
                .isEqualTo(java.util.HexFormat.of().parseHex("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"));
    }

    @Test
    void exclusionExcludesAndMatchesNothingElse() throws Exception {
        write("*.example.com,!evil.example.com " + line(key));

        assertThat(refusal("web.example.com", 22, key)).isEmpty();
        assertThat(refusal("evil.example.com", 22, key)).isPresent();
        assertThat(refusal("unrelated.org", 22, key)).isPresent();
    }

    @Test
    void aChangedKeyIsAnErrorThatNamesThePlace() throws Exception {
        write("# comment\nweb1 " + line(key));

        assertThat(refusal("web1", 22, other).orElseThrow())
                .startsWith("the host key has changed: it is now ssh-ed25519 SHA256:")
                .contains(directory.resolve("known_hosts") + ":2 says ssh-ed25519 SHA256:")
                .contains("ssh-keygen -R 'web1' -f " + directory.resolve("known_hosts"));
        assertThat(refusal("web1", 22, other, Checking.ACCEPT_NEW)).isPresent();
        assertThat(refusal("web1", 22, other, Checking.OFF)).isEmpty();
    }

    @Test
    void aRevokedKeyIsRefusedWhateverElseIsSaid() throws Exception {
        write("web1 " + line(key) + "\n@revoked * " + line(key));

        assertThat(refusal("web1", 22, key).orElseThrow())
                .contains("is revoked in " + directory.resolve("known_hosts") + ":2");
        assertThat(refusal("web1", 22, key, Checking.OFF)).isPresent();
    }

    @Test
    void aNewKeyIsWrittenDownOnce() throws Exception {
        write("web0 " + line(other) + "\nweb9 " + line(other)); // no line feed at the end

        assertThat(refusal("web1", 2222, key, Checking.ACCEPT_NEW)).isEmpty();

        assertThat(Files.readAllLines(directory.resolve("known_hosts")))
                .hasSize(3)
                .last()
                .isEqualTo("[web1]:2222 " + line(key));
        assertThat(refusal("web1", 2222, key)).isEmpty();
        assertThat(refusal("web1", 2222, other, Checking.ACCEPT_NEW)).isPresent();
    }

    @Test
    void theFileIsMadeForItsOwnerOnly() throws Exception {
        KnownHosts.append(directory.resolve("new/known_hosts"), "line");

        assertThat(Files.getPosixFilePermissions(directory.resolve("new/known_hosts")))
                .hasSize(2);
        assertThat(Files.getPosixFilePermissions(directory.resolve("new"))).hasSize(3);
    }

    @Test
    void typesThatAreKnownAreAskedForFirst() throws Exception {
        write("web1 ssh-rsa AAAA\nweb2 " + line(key) + "\n@cert-authority *.lan " + line(other));

        assertThat(check("web1", 22, Checking.STRICT).findExistingAlgorithms("web1", 22))
                .containsExactly("rsa-sha2-512", "rsa-sha2-256");
        assertThat(check("web2", 22, Checking.STRICT).findExistingAlgorithms("web2", 22))
                .containsExactly("ssh-ed25519");
        assertThat(check("a.lan", 22, Checking.STRICT).findExistingAlgorithms("a.lan", 22))
                .allMatch(type -> type.contains("-cert-v01@"));
        assertThat(check("web3", 22, Checking.STRICT).findExistingAlgorithms("web3", 22))
                .noneMatch(type -> type.contains("-cert-v01@"));
    }

    @Test
    void manyThreadsMayAsk() throws Exception {
        byte[] salt = new byte[20];
        var base64 = Base64.getEncoder();
        write("|1|" + base64.encodeToString(salt) + "|"
                + base64.encodeToString(KnownHosts.hmac(salt, "web1".getBytes())) + " " + line(key));
        var known = KnownHosts.read(List.of(directory.resolve("known_hosts")));

        assertThat(IntStream.range(0, 2000)
                        .parallel()
                        .allMatch(i -> known.of("web1").size() == 1))
                .isTrue();
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("known_hosts"), text);
    }

    private static String line(PublicKey of) {
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(HostKeyCheck.blob(of));
    }

    private Optional<String> refusal(String host, int port, PublicKey shown) throws IOException {
        return refusal(host, port, shown, Checking.STRICT);
    }

    private Optional<String> refusal(String host, int port, PublicKey shown, Checking checking) throws IOException {
        var check = check(host, port, checking);
        assertThat(check.verify(host, port, shown)).isEqualTo(check.refusal().isEmpty());
        return check.refusal();
    }

    private HostKeyCheck check(String host, int port, Checking checking) throws IOException {
        var files = List.of(directory.resolve("known_hosts"));
        var settings = new HostSettings(
                host,
                port,
                KnownHosts.name(host, port),
                "me",
                List.of(),
                false,
                Optional.empty(),
                List.of(),
                files,
                List.of(),
                checking,
                Duration.ofSeconds(1),
                0,
                Duration.ofSeconds(15),
                3);
        return new HostKeyCheck(settings, KnownHosts.read(files));
    }
}
