package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Versions that are broken never serve, whatever is broken; what worked goes on, and the next good version replaces it. */
@OnNodes(image = OnNodes.Kind.HOSTING, count = 2, clean = false)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrokenReleaseNodeTest {

    private static final String NOTHING_MORE = "{\"extra\": {}}";

    @TempDir
    static Path folder;

    private static String good = "";

    @Test
    @Order(1)
    void aGoodVersionServes(LabNode first, LabNode second) throws Exception {
        var site = WebSite.in(folder, first, second);
        site.source(new Wheels(folder.resolve("wheels")), "gunicorn");
        good = Files.readString(folder.resolve("source/web.py"));
        site.runs("site");
        assertThat(site.serving().values()).doesNotContain("").hasSize(2);
    }

    @Test
    @Order(2)
    void oneThatDoesNotStart(LabNode first, LabNode second) throws Exception {
        refused(
                new WebSite(folder, java.util.List.of(first, second)),
                "raise RuntimeError('no such setting')\n",
                "start what serves it",
                "no such setting",
                NOTHING_MORE);
    }

    @Test
    @Order(3)
    void oneThatFailsItsHealthCheck(LabNode first, LabNode second) throws Exception {
        refused(
                new WebSite(folder, java.util.List.of(first, second)),
                good.replace("200 OK", "500 No"),
                "answers at its socket",
                "500",
                NOTHING_MORE);
    }

    @Test
    @Order(4)
    void oneThatDoesNotAnswerThroughNginx(LabNode first, LabNode second) throws Exception {
        // only what Nginx adds makes it fail
        refused(
                new WebSite(folder, java.util.List.of(first, second)),
                good.replace(
                        "start_response(\"200 OK\"",
                        "start_response(\"500 No\" if \"HTTP_X_FORWARDED_FOR\" in environ else \"200 OK\""),
                "answers through Nginx",
                "500",
                NOTHING_MORE);
    }

    @Test
    @Order(5)
    void oneWhoseMigrationFails(LabNode first, LabNode second) throws Exception {
        refused(
                new WebSite(folder, java.util.List.of(first, second)),
                good,
                "Migrate the data of web",
                "no such table",
                "{\"extra\": {\"migrate\": \"echo no such table >&2; exit 3\"}}");
    }

    /** The old version serves while and after this one is tried; then a good one takes over. */
    private static void refused(WebSite site, String code, String check, String reason, String extra) throws Exception {
        var before = site.serving();
        site.code(code);
        try (var load = SteadyLoad.on(site.urls("/health"), 50)) {
            var ended = site.run("deploy", "app_version=broken", extra);
            load.stop();
            assertThat(ended.code()).as(ended.text()).isEqualTo(2);
            assertThat(ended.text()).contains(check, reason).containsPattern("(fatal|failed): \\[n1]");
            assertThat(load.failures()).isEmpty();
        }
        assertThat(site.serving()).isEqualTo(before);
        for (var node : site.nodes()) {
            assertThat(node.sh("systemctl list-units --plain --no-legend 'web@*.service'")
                            .lines())
                    .hasSize(1);
        }

        site.code(good);
        var after = "app_version=after-" + check.replace(' ', '-');
        site.runs("deploy", after);
        assertThat(site.serving()).isNotEqualTo(before);
        assertThat(site.runs("deploy", after).text())
                .contains("nothing to change");
    }
}
