package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example applications (Flask, FastAPI, Django) on one node, from nothing to answers. */
@OnNodes(image = OnNodes.Kind.HOSTING, count = 1)
class ExamplesNodeTest {

    @TempDir
    Path folder;

    @Test
    void serveSideBySide(LabNode node) throws Exception {
        var wheels = new Wheels(folder.resolve("wheels"));
        Assumptions.assumeFalse(wheels.lock(java.util.List.of("flask")).isEmpty());
        var site = WebSite.in(folder, node);
        Files.copy(
                Path.of("src/test/resources/dev/drover/hosting/examples.yml"),
                folder.resolve("group_vars/all.yml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        site.runs("site");

        assertThat(at(node, 8001, "/health")).contains("\"version\":\"1\"");
        assertThat(at(node, 8001, "/price/pear")).contains("40");
        assertThat(at(node, 8002, "/health")).contains("\"version\":\"1\"");
        assertThat(at(node, 8003, "/health")).contains("\"entries\": 0");
        assertThat(at(node, 8003, "/static/book.css")).contains("sans-serif");
        assertThat(site.runs("site").text()).contains("nothing to change");
    }

    private static String at(LabNode node, int port, String path) {
        var host = port == 8001 ? "shop.example" : port == 8002 ? "notes.example" : "book.example";
        return SteadyLoad.once("http://%s:%d%s".formatted(node.address(), port, path), false, host);
    }
}
