package dev.drover.module.web;

import static dev.drover.module.PlanAssert.assertThat;
import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.FakeController;
import dev.drover.module.Plan;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.question.PathState;
import dev.drover.question.PathStates;
import dev.drover.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxTest {

    private static final String TASK =
            "drover.hosting.nginx: {files: [{template: site.j2, dest: /etc/nginx/conf.d/site.conf}], absent: [/etc/nginx/old]}";
    private static final PathState SITE =
            PathState.following(new NodePath("/etc/nginx/conf.d/site.conf")).withChecksum("sha1");
    private static final PathState PENDING = PathState.of(new NodePath("/etc/nginx/.drover.pending"));
    private static final PathState OLD = PathState.of(new NodePath("/etc/nginx/old"));

    @TempDir
    Path templates;

    @Test
    void putsInPlaceWhatNginxAccepts() throws Exception {
        var change = given(answered(0, "")).changes();
        assertThat(change.script().sh().text())
                .contains("dr_nginx_place '0' ", "dr_nginx_take '/etc/nginx' || {", "dr_nginx_back '0' ");
    }

    @Test
    void showsAMistakeAtTheTemplatesLine() throws Exception {
        var result = given(answered(1, "nginx: [emerg] unknown directive \"lisen\" in /etc/nginx/conf.d/site.conf:2\n"))
                .result();
        assertThat(result.failed()).isTrue();
        assertThat(result.fields().get("msg").toString())
                .contains("site.j2:2: lisen 80;")
                .endsWith("Nothing was changed; Nginx goes on as it was.");
        assertThat(result.fields()).containsEntry("template_line", Value.of(2));
    }

    @Test
    void refusesFilesElsewhere() {
        assertThatThrownBy(() -> module("drover.hosting.nginx: {files: [{template: x, dest: /etc/passwd}]}"))
                .hasMessageContaining("/etc/passwd is no file below /etc/nginx");
        assertThatThrownBy(() -> module("drover.hosting.nginx: {files: [{templat: x, dest: /etc/nginx/x}]}"))
                .hasMessageContaining("did you mean \"template\"?");
    }

    @Test
    void findsTheLineAmongLikeOnes() {
        var template = """
                {% for port in ports %}
                server {
                    listen {{ port }};
                }
                {% endfor %}
                server {
                    listen {{ tls }} ssl;
                }
                """;
        var made = "server {\n    listen 80;\n}\nserver {\n    listen 81;\n}\nserver {\n    listen 443 ssl;\n}\n";
        assertThat(TemplateLine.of(template, made, 5))
                .hasValueSatisfying(line -> assertThat(line.number()).isEqualTo(3));
        assertThat(TemplateLine.of(template, made, 8))
                .hasValueSatisfying(line -> assertThat(line.number()).isEqualTo(7));
        assertThat(TemplateLine.of(template, made, 99)).isEmpty();
    }

    private static Answer answered(int status, String err) {
        return new Answer(status, new byte[0], err.getBytes(StandardCharsets.UTF_8));
    }

    private dev.drover.module.PlanAssert given(Answer tested) throws Exception {
        Files.writeString(templates.resolve("site.j2"), "server {\n    lisen 80;\n}\n");
        var plan = module(TASK, new FakeController(templates)).plan();
        Map<PathState, PathState.Answer> nothing = Map.of(
                SITE, new PathState.Missing(SITE.path().text()),
                PENDING, new PathState.Missing(PENDING.path().text()),
                OLD, new PathState.Missing(OLD.path().text()));
        var version = new Output(Script.of("PATH=$PATH:/usr/sbin:/usr/local/sbin; nginx -v 2>&1 || :"));
        var followed = assertThat(plan)
                .given(new PathStates(List.of(PENDING, SITE, OLD)), nothing)
                .given(
                        version,
                        new Answer(0, "nginx version: nginx/1.22.1".getBytes(StandardCharsets.UTF_8), new byte[0]));
        return followed.given(testOf(plan, nothing, version), tested);
    }

    /** The question that lets Nginx test the copy. */
    @SuppressWarnings("unchecked")
    private static Output testOf(Plan plan, Map<PathState, PathState.Answer> nothing, Output version) {
        var first = (Plan.Ask<Object>) plan;
        var next = first.then()
                .apply(new dev.drover.question.Both.Answers<>(nothing, new Answer(0, new byte[0], new byte[0])));
        return (Output) ((Plan.Ask<?>) next).question();
    }
}
