package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's job on real nodes: playbooks/site.yml from empty nodes to a site, again, and with another version under load. */
@OnNodes(count = 3)
class SiteNodeTest {

    @TempDir
    Path folder;

    @Test
    void deploysThenSettlesThenUpdates(LabNode first, LabNode second, LabNode third) throws Exception {
        var site = WebSite.in(folder, first, second, third);
        Files.copy(
                Path.of("../inventory/demo/group_vars/app/app.yml"),
                folder.resolve("group_vars/all.yml"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(site.runs("site", "--check").text()).doesNotContain("failed=1");
        var deployed = site.runs("site");
        assertThat(deployed.text()).contains("batch 3 of 3: n3").doesNotContain("changed=0 ");
        assertThat(site.runs("site").text()).contains("3 nodes").contains("nothing to change");

        site.runs("site", "--check", "app_version=2");
        assertThat(first.sh("cat /srv/hello/current/.drover/release.json")).contains("\"version\": \"1\"");

        try (var load = SteadyLoad.on(site.urls("/health"), 100)) {
            site.runs("site", "app_version=2");
            load.stop();
            System.out.printf(
                    "update under load: %d requests, %d failed%n",
                    load.sent(), load.failures().size());
            assertThat(load.failures()).isEmpty();
            assertThat(load.last().values()).hasSize(3).allMatch(answer -> answer.contains("\"2\""), "is version 2");
        }
    }
}
