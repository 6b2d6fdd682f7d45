package dev.drover.module.network;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node may have to reach a server with: a shell that finds busybox, and one program more. */
class UriWaysTest {

    @TempDir
    Path home;

    private Path programs;

    private List<String> shell;

    @BeforeEach
    void makeTheNode() throws IOException {
        programs = Files.createDirectory(home.resolve("bin"));
        var busybox = LocalShell.all().skip(1).findFirst();
        assumeTrue(busybox.isPresent(), "there is no busybox on this machine");
        shell = busybox.get().stream()
                .map(word -> word.replaceFirst("^PATH=", "PATH=" + programs + ":"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "python3", "openssl"})
    void checkCertificates(String program) throws IOException, GeneralSecurityException {
        offer(program);
        var pem = home.resolve("ca.pem");
        try (var web = TestWeb.secure(pem)) {
            var page = "url: '" + web.url("/json") + "', ";

            assertThat(run(page + "ca_path: " + pem).fields()).containsEntry("status", Value.of(200));
            assertThat(message(run(page + "return_content: true")))
                    .containsPattern("(?i)certificate|self.signed|unable to verify");
            assertThat(run(page + "validate_certs: false, method: HEAD").failed())
                    .isFalse();
            assertThat(run("url: '" + web.url("/echo") + "', method: POST, body: hello, return_content: true, ca_path: "
                                    + pem)
                            .fields()
                            .get("content")
                            .toString())
                    .startsWith("POST\n")
                    .endsWith("\n\nhello");
        }
    }

    @Test
    void sayWhatIsMissing() {
        assertThat(message(run("url: 'https://127.0.0.1:9/'")))
                .isEqualTo("Status code was -1 and not [200]: https needs curl, python3 or openssl on the node,"
                        + " which is not there");
        assertThat(message(run("url: 'http://localhost/', unix_socket: /run/x")))
                .endsWith("a Unix socket needs curl or python3 on the node, which is not there");
    }

    @Test
    void useAProxy() throws IOException {
        try (var web = TestWeb.plain()) {
            var script = module("uri: {url: 'http://example.invalid/echo', return_content: true}");
            var answered = new Plans(
                            given -> new LocalShell(home, shell)
                                    .apply(given.withEnvironment(java.util.Map.of("http_proxy", web.url("/")))),
                            false)
                    .run(script.plan());

            assertThat(answered.fields().get("content").toString()).contains("Host: [example.invalid]");
        }
    }

    /** The program itself, not a script that looks for it. */
    private void offer(String program) throws IOException {
        var ask = program.equals("python3")
                ? List.of("python3", "-c", "import sys; print(sys.executable)")
                : List.of("sh", "-c", "command -v " + program);
        String found;
        try {
            var process = new ProcessBuilder(ask).start();
            found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            found = "";
        }
        assumeTrue(!found.isEmpty(), "there is no " + program + " on this machine");
        var file = Files.writeString(programs.resolve(program), "#!/bin/sh\nexec " + found + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(String arguments) {
        return new Plans(new LocalShell(home, shell), false)
                .run(module("uri: {" + arguments + "}").plan());
    }

    private static String message(Result result) {
        return result.fields().get("msg").toString();
    }
}
