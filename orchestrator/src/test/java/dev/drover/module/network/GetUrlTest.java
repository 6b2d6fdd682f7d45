package dev.drover.module.network;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.FakeController;
import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** With curl where the shell has it, and by means of the shell alone where it is busybox. */
@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class GetUrlTest {

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
    void downloadsOnce() {
        assertThat(check("/json", "dest: got").changed()).isTrue();
        assertThat(home.resolve("got")).doesNotExist();
        var result = run("/json", "dest: got, mode: '0600'");
        assertThat(result).matches(one -> one.changed() && !one.failed());
        assertThat(result.fields())
                .containsEntry("msg", Value.of("OK (16 bytes)"))
                .containsEntry("status_code", Value.of(200))
                .containsEntry("mode", Value.of("0600"))
                .containsEntry("checksum_dest", Value.NIL);
        assertThat(home.resolve("got")).hasContent("{\"a\": [1, \"\u00e9\"]}");
        assertThat(run("/json", "dest: got")).matches(one -> !one.changed() && !one.failed());
        assertThat(check("/json", "dest: got, force: true")).matches(one -> !one.changed() && !one.failed());
        assertThat(home).isDirectoryNotContaining("glob:**.drover*");
    }

    @Test
    void replacesWhatDiffers() throws IOException {
        Files.writeString(home.resolve("json"), "old");

        assertThat(check("/json", "dest: .").changed()).isTrue();
        assertThat(home.resolve("json")).hasContent("old");
        assertThat(run("/moved", "dest: json, force: true")).matches(Result::changed);
        assertThat(run("/json", "dest: ./, checksum: 'md5:00'")
                        .fields()
                        .get("msg")
                        .toString())
                .contains("did not match 00; it was");
        assertThat(home.resolve("json")).content().isNotEqualTo("old");
    }

    @Test
    void asksNobodyWhereTheChecksumIsRight() throws IOException {
        Files.writeString(home.resolve("got"), "x\n");
        var sum = "sha1:6fcf9dfbd479ed82697fee719b9f8c610a11ff2a";

        assertThat(run("/never", "dest: got, checksum: '" + sum + "'").fields())
                .containsEntry("msg", Value.of("file already exists"));
    }

    @Test
    void saysWhatThereIsNot() {
        assertThat(run("/nope", "dest: got").fields().get("msg").toString()).contains("HTTP Error 404");
        assertThat(run("/json", "dest: nowhere/got").fields().get("msg").toString())
                .contains("nowhere");
        assertThat(home.resolve("got")).doesNotExist();
    }

    private Result run(String path, String arguments) {
        return new Plans(new LocalShell(home, shell), false).run(plan(path, arguments, new FakeController(home)));
    }

    private Result check(String path, String arguments) {
        return new Plans(new LocalShell(home, shell), true)
                .run(plan(path, arguments, new FakeController(home).checking()));
    }

    private dev.drover.module.Plan plan(String path, String arguments, FakeController controller) {
        return module("get_url: {url: '%s', %s}".formatted(web.url(path), arguments), controller)
                .plan();
    }
}
