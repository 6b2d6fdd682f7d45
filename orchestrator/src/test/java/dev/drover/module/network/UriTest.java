package dev.drover.module.network;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.FakeController;
import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import dev.drover.module.Tasks;
import dev.drover.value.JsonReader;
import dev.drover.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class UriTest {

    @Parameter
    List<String> shell;

    @TempDir
    Path home;

    TestWeb web;

    @BeforeEach
    void start() throws IOException {
        web = TestWeb.plain();
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void getsAPageAndReadsItsJson() {
        var result = run("url: %s, return_content: true", "/json");

        assertThat(result.changed()).isFalse();
        assertThat(result.fields())
                .containsEntry("status", Value.of(200))
                .containsEntry("msg", Value.of("OK (16 bytes)"))
                .containsEntry("content", Value.of("{\"a\": [1, \"\u00e9\"]}"))
                .containsEntry("json", JsonReader.parse("{\"a\": [1, \"\\u00e9\"]}"))
                .containsEntry("content_type", Value.of("application/json; charset=utf-8"))
                .containsEntry("x_two", Value.of("1, 2"))
                .containsEntry("cookies", Value.Mapping.of(Map.of("k", Value.of("v"))))
                .containsEntry("cookies_string", Value.of("k=v"))
                .containsEntry("redirected", Value.FALSE)
                .containsEntry("url", Value.of(web.url("/json")));
    }

    @Test
    void theContentIsLeftOutUnlessWanted() {
        assertThat(run("url: %s", "/chunks").fields()).doesNotContainKey("content");
        assertThat(run("url: %s, return_content: true", "/chunks").fields())
                .containsEntry("content", Value.of("one\ntwo\n"));
    }

    @Test
    void anotherStatusIsAFailure() {
        var result = run("url: %s", "/nope");

        assertThat(result.failed()).isTrue();
        assertThat(result.fields())
                .containsEntry("msg", Value.of("Status code was 404 and not [200]: HTTP Error 404: Not Found"))
                .containsEntry("status", Value.of(404));
        assertThat(run("url: %s, status_code: [200, 404]", "/nope").failed()).isFalse();
        assertThat(run("url: %s, status_code: '404,200', method: HEAD", "/nope").failed())
                .isFalse();
    }

    @Test
    void followsRedirects() {
        assertThat(run("url: %s", "/moved").fields())
                .containsEntry("redirected", Value.TRUE)
                .containsEntry("url", Value.of(web.url("/json")));
        assertThat(run("url: %s, follow_redirects: none, status_code: 302", "/moved")
                        .fields())
                .containsEntry("location", Value.of(web.url("/json")))
                .containsEntry("msg", Value.of("HTTP Error 302: Temporary Redirect"));
        assertThat(run("url: %s, method: POST", "/moved").failed()).isTrue();
        assertThat(run("url: %s, method: POST, follow_redirects: all", "/moved").failed())
                .isFalse();
        assertThat(run("url: %s", "/round").fields().get("msg").toString()).endsWith("more than 10 redirects");
    }

    @Test
    void sendsBodies() {
        assertThat(echo("method: post, body: {a: 1, b: x}, body_format: json"))
                .startsWith("POST\n")
                .contains("Content-type: [application/json]")
                .endsWith("\n\n{\"a\": 1, \"b\": \"x\"}");
        assertThat(
                        echo(
                                "method: PUT, body: {a: 1, b: [x, 'y z&']}, body_format: form-urlencoded, headers: {X-A: it's}"))
                .startsWith("PUT\n")
                .contains("X-a: [it's]")
                .contains("Content-type: [application/x-www-form-urlencoded]")
                .endsWith("\n\na=1&b=x&b=y+z%26");
        assertThat(echo("method: DELETE")).startsWith("DELETE\n").contains("User-agent: [ansible-httpget]");
        assertThat(echo("method: POST, body: '{\"as\": \"it is\"}', body_format: json"))
                .endsWith("\n\n{\"as\": \"it is\"}");
    }

    @Test
    void saysWhoAsks() {
        assertThat(run("url: %s", "/private").failed()).isTrue();
        assertThat(run("url: %s, user: me, password: s3cret", "/private").failed())
                .isFalse();
        assertThat(echo("user: me, password: s3cret, force_basic_auth: true"))
                .contains("Authorization: [Basic bWU6czNjcmV0]");
    }

    @Test
    void tellsWhyThereIsNoAnswer() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var refused = new Plans(new LocalShell(home, shell), false)
                .run(module("uri: {url: 'http://127.0.0.1:%d/'}".formatted(free))
                        .plan());

        assertThat(refused.failed()).isTrue();
        assertThat(refused.fields().get("msg").toString())
                .startsWith("Status code was -1 and not [200]: Request failed: ")
                .contains("onnection refused");
        assertThat(run("url: %s, timeout: 1", "/never").fields())
                .containsEntry("msg", Value.of("Status code was -1 and not [200]: Connection failure: timed out"));
    }

    @Test
    void writesToAFileOnce() throws IOException {
        var file = home.resolve("page");

        assertThat(run("url: %s, dest: " + file, "/binary").changed()).isTrue();
        assertThat(file).hasBinaryContent(new byte[] {0, (byte) 0xff, 0, 10});
        assertThat(run("url: %s, dest: " + file, "/binary").changed()).isFalse();
        assertThat(run("url: %s, dest: " + home, "/json").changed()).isTrue();
        assertThat(home.resolve("json")).content().startsWith("{");
        assertThat(run("url: %s, creates: " + file, "/nope").fields())
                .containsEntry("stdout", Value.of("skipped, since '" + file + "' exists"));
        assertThat(run("url: %s, removes: /nope", "/nope").failed()).isFalse();
    }

    @Test
    void sendsAFile() throws IOException {
        Files.writeString(home.resolve("body"), "from a file");

        assertThat(echo("method: POST, src: body")).endsWith("\n\nfrom a file");
        assertThat(echo("method: POST, remote_src: true, src: " + home.resolve("body")))
                .endsWith("\n\nfrom a file");
    }

    @Test
    void checkModeOnlyReads() {
        var plans = new Plans(new LocalShell(home, shell), true);

        assertThat(plans.run(module("uri: {url: '%s', method: POST}".formatted(web.url("/echo")))
                                .plan())
                        .skipped())
                .isTrue();
        assertThat(plans.run(module("uri: {url: '%s'}".formatted(web.url("/json")))
                                .plan())
                        .fields())
                .containsKey("json");
    }

    @Test
    void refusesWhatCanNotBe() {
        assertThatThrownBy(() -> Tasks.module("uri: {url: 'file:///etc/passwd'}"))
                .hasMessageContaining("url must begin with http:// or https://");
        assertThatThrownBy(() -> Tasks.module("uri: {url: 'http://a', body: x, src: y}"))
                .hasMessageContaining("body and src can't be given together");
        assertThatThrownBy(() -> Tasks.module("uri: {url: 'http://a', body: x, body_format: form-multipart}"))
                .hasMessageContaining("form-multipart is not supported");
        assertThatThrownBy(() -> Tasks.module("uri: {url: 'http://a', headers: {'A B': x}}")
                        .plan())
                .hasMessageContaining("headers can't hold \"A B\"");
    }

    private String echo(String arguments) {
        return run("url: %s, return_content: true, " + arguments, "/echo")
                .fields()
                .get("content")
                .toString();
    }

    private Result run(String arguments, String path) {
        var task = "uri: {" + arguments.replace("%s", path.isEmpty() ? "" : "'" + web.url(path) + "'") + "}";
        return new Plans(new LocalShell(home, shell), false)
                .run(module(task, new FakeController(home)).plan());
    }
}
