package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of releases, what changes with them, and the ways back. */
@OnNodes(image = OnNodes.Kind.HOSTING, count = 2, clean = false)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleasesNodeTest {

    /** Two processes, a path that stays, a migration that counts itself, and two releases kept. */
    private static final String SETTINGS = """
            {"extra": {"keep": 2, "shared": ["data"], "env": {"TOKEN": "$ecret \\"quoted\\""},
             "processes": {"worker": "sh -c 'while :; do sleep 1; done'", "beat": "sleep 1000"},
             "migrate": "echo $APP_VERSION >>data/migrated"}}""";

    @TempDir
    static Path folder;

    @Test
    @Order(1)
    void runsMigrationsOnceAndProcessesWithTheRelease(LabNode first, LabNode second) throws Exception {
        var site = WebSite.in(folder, first, second);
        site.source(new Wheels(folder.resolve("wheels")), "gunicorn");
        site.runs("site", SETTINGS);
        site.runs("deploy", SETTINGS, "app_version=2");
        assertThat(first.sh("cat /srv/web/shared/data/migrated").lines()).containsExactly("1", "2");
        assertThat(second.sh("ls /srv/web/shared/data")).isBlank();
        for (var node : site.nodes()) {
            assertThat(units(node))
                    .containsExactlyInAnyOrderElementsOf(of(site.serving().get(node.name())));
        }
        assertThat(site.runs("site", SETTINGS, "app_version=2").text()).contains("nothing to change");
    }

    @Test
    @Order(2)
    void goesBackAndForth(LabNode first, LabNode second) throws Exception {
        var site = new WebSite(folder, List.of(first, second));
        var newest = site.serving();
        site.runs("rollback", SETTINGS);
        assertThat(site.serving()).isNotEqualTo(newest);
        assertThat(units(first))
                .containsExactlyInAnyOrderElementsOf(of(site.serving().get("n1")));
        assertThat(first.sh("cat /srv/web/shared/data/migrated").lines()).hasSize(2);
        assertThat(site.run("rollback", SETTINGS).text()).contains("There is no good release of web before");
        assertThat(site.runs("rollback", SETTINGS, "release=" + site.serving().get("n1"))
                        .text())
                .contains("nothing to change");
        site.runs("rollback", SETTINGS, "release=" + newest.get("n1"));
        assertThat(site.serving()).isEqualTo(newest);
        assertThat(site.run("rollback", SETTINGS, "release=20200101T000000Z").text())
                .contains("There is no release 20200101T000000Z of web");
    }

    @Test
    @Order(3)
    void refusesWhatHasNeverServed(LabNode first, LabNode second) throws Exception {
        var site = new WebSite(folder, List.of(first, second));
        first.sh("cp -a /srv/web/releases/$(basename $(readlink /srv/web/current)) /srv/web/releases/20200101T000000Z");
        second.sh(
                "cp -a /srv/web/releases/$(basename $(readlink /srv/web/current)) /srv/web/releases/20200101T000000Z");
        for (var node : site.nodes()) {
            node.sh(
                    "cd /srv/web/releases/20200101T000000Z/.drover && sed -i 's/\"good\": true/\"good\": false/; s/\"id\": \"[^\"]*\"/\"id\": \"20200101T000000Z\"/' release.json");
        }
        assertThat(site.run("rollback", SETTINGS, "release=20200101T000000Z").text())
                .contains("has never served");
    }

    @Test
    @Order(4)
    void keepsAsManyAsAreSaid(LabNode first, LabNode second) throws Exception {
        var site = new WebSite(folder, List.of(first, second));
        site.runs("deploy", SETTINGS, "app_version=3");
        site.runs("deploy", SETTINGS, "app_version=4");
        for (var node : site.nodes()) {
            assertThat(node.sh("ls /srv/web/releases").lines()).hasSize(2).doesNotContain("20200101T000000Z");
            assertThat(node.sh("ls /etc/web/releases")).isEqualTo(node.sh("ls /srv/web/releases"));
            assertThat(node.sh("ls /srv/web/venvs").lines()).hasSize(1);
            assertThat(node.sh("ls /run/web").lines()).hasSize(1);
        }
    }

    /** Where memory is too short for two: requests wait while one release gives way to the other. */
    @Test
    @Order(5)
    void givesWayWhileRequestsWait(LabNode first, LabNode second) throws Exception {
        var site = new WebSite(folder, List.of(first, second));
        site.runs("deploy", SETTINGS, "app_version=5", "zero_downtime=socket");
        try (var load = SteadyLoad.on(site.urls("/health"), 100)) {
            site.runs("deploy", SETTINGS, "app_version=6", "zero_downtime=socket");
            site.runs("rollback", SETTINGS, "zero_downtime=socket");
            site.code("raise RuntimeError('broken')\n");
            assertThat(site.run("deploy", SETTINGS, "app_version=7", "zero_downtime=socket")
                            .code())
                    .isEqualTo(2);
            load.stop();
            System.out.printf(
                    "socket: %d requests, %d failed%n",
                    load.sent(), load.failures().size());
            assertThat(load.failures()).isEmpty();
            assertThat(load.last().values()).allMatch(answer -> answer.contains("\"5\""), "is version 5 again");
        }
    }

    private static List<String> of(String release) {
        return List.of(
                "web@" + release + ".service",
                "web-worker@" + release + ".service",
                "web-beat@" + release + ".service");
    }

    private static List<String> units(LabNode node) {
        return node.sh(
                        "systemctl list-units --plain --no-legend --state=active 'web@*.service' 'web-*@*.service' | cut -d ' ' -f 1")
                .lines()
                .toList();
    }
}
