package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The versions of application servers that people run start under the sandbox, serve, and end, without a word of complaint. */
@OnNodes(image = OnNodes.Kind.HOSTING, count = 1, clean = false)
@EnabledIfEnvironmentVariable(
        named = "DROVER_MATRIX",
        matches = ".+",
        disabledReason = "takes some minutes; DROVER_MATRIX=1 runs it")
class ServerVersionsNodeTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "gunicorn, gunicorn==20.1.0, setuptools<81",
        "gunicorn, gunicorn==21.2.0,",
        "gunicorn, gunicorn==22.0.0,",
        "gunicorn, gunicorn==23.0.0,",
        "gunicorn, gunicorn==25.1.0,",
        "gunicorn, gunicorn,",
        "uvicorn, uvicorn==0.20.0,",
        "uvicorn, uvicorn==0.22.0,",
        "uvicorn, uvicorn==0.29.0,",
        "uvicorn, uvicorn==0.30.6,",
        "uvicorn, uvicorn==0.34.0,",
        "uvicorn, uvicorn,",
        "hypercorn, hypercorn==0.14.4,",
        "hypercorn, hypercorn==0.16.0,",
        "hypercorn, hypercorn==0.17.3,",
        "hypercorn, hypercorn,",
        "uwsgi, pyuwsgi==2.0.23,",
        "uwsgi, pyuwsgi==2.0.26,",
        "uwsgi, pyuwsgi,",
    })
    void startsServesAndEndsInSilence(String server, String pin, String more, LabNode node) throws Exception {
        var site = WebSite.in(folder, node);
        if (more == null) {
            site.source(new Wheels(folder.resolve("wheels")), pin);
        } else {
            site.source(new Wheels(folder.resolve("wheels")), pin, more);
        }
        site.runs("site", "server=" + server);
        assertThat(SteadyLoad.once("http://" + node.address() + "/health", false)).contains("version");
        var release = site.serving().get(node.name());
        node.sh("systemctl restart web@%s.service".formatted(release));
        Journal.of(node, release).isSilent();
    }
}
