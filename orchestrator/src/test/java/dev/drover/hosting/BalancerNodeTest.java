package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.cli.DroverRun;
import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A balancer before two nodes: updates and rollbacks under load, a node that is drained, one that dies, and what Nginx refuses. */
@OnNodes(image = OnNodes.Kind.HOSTING, count = 3, clean = false)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BalancerNodeTest {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    @TempDir
    static Path folder;

    @Test
    @Order(1)
    void updatesAndGoesBackUnderLoad(LabNode balancer, LabNode first, LabNode second) throws Exception {
        var site = site(balancer, first, second);
        site.source(new Wheels(folder.resolve("wheels")), "gunicorn");
        site.runs("site");
        assertThat(site.runs("site").text()).contains("nothing to change");
        try (var load = SteadyLoad.on(List.of("http://" + balancer.address() + "/health"), 500)) {
            site.runs("deploy", "app_version=2");
            site.runs("rollback");
            load.stop();
            System.out.printf(
                    "balancer: %d requests, %d failed%n",
                    load.sent(), load.failures().size());
            assertThat(load.failures()).isEmpty();
            assertThat(load.last().values()).allMatch(answer -> answer.contains("\"1\""), "is version 1 again");
        }
    }

    @Test
    @Order(2)
    void aDrainedNodeGetsNoRequestsUntilItIsRestored(LabNode balancer, LabNode first, LabNode second) throws Exception {
        var site = new WebSite(folder, List.of(first, second));
        play("drain", first);
        assertThat(balancer.sh("cat /etc/nginx/drover.d/web/nodes/*.node")).contains("down;");
        first.sh(": >/var/log/nginx/access.log");
        ask(balancer, 50);
        assertThat(first.sh("wc -l </var/log/nginx/access.log").strip()).isEqualTo("0");
        site.runs("site");
        assertThat(balancer.sh("ls /var/lib/drover/drained")).isBlank();
        first.sh(": >/var/log/nginx/access.log");
        ask(balancer, 50);
        assertThat(first.sh("wc -l </var/log/nginx/access.log").strip()).isNotEqualTo("0");
    }

    @Test
    @Order(3)
    void aMistakeIsShownAtTheTemplatesLineAndChangesNothing(LabNode balancer, LabNode first, LabNode second)
            throws Exception {
        var site = new WebSite(folder, List.of(first, second));
        var templates = folder.resolve("templates");
        copy(ROOT.resolve("templates"), templates);
        var template = templates.resolve("nginx/balancer.conf.j2");
        var good = Files.readString(template);
        Files.writeString(template, good.replace("    proxy_connect_timeout {{", "    proxy_conect_timeout {{"));
        int line = (int) good.substring(0, good.indexOf("    proxy_connect_timeout"))
                        .lines()
                        .count()
                + 1;
        var before = balancer.sh("cat /etc/nginx/drover.d/web/site.conf; pgrep -f 'nginx: worker'");
        var failed = site.run("site", "templates=" + templates);
        assertThat(failed.code()).as(failed.text()).isEqualTo(2);
        assertThat(failed.text())
                .contains("unknown directive \"proxy_conect_timeout\" in /etc/nginx/drover.d/web/site.conf:")
                .contains("balancer.conf.j2:" + line + ": proxy_conect_timeout {{ balancer_connect_timeout }}s;");
        assertThat(balancer.sh("cat /etc/nginx/drover.d/web/site.conf; pgrep -f 'nginx: worker'"))
                .isEqualTo(before);
        Files.writeString(template, good.replace("    least_conn;", "    random two;"));
        assertThat(site.runs("site", "templates=" + templates).text()).contains("1 change");
        ask(balancer, 5);
    }

    @Test
    @Order(4)
    void aNodeThatDiesCostsNoRequestOfThoseThatCome(LabNode balancer, LabNode first, LabNode second) {
        try (var load = SteadyLoad.on(List.of("http://" + balancer.address() + "/health"), 100)) {
            first.sh("nft add table ip dead; nft add chain ip dead in '{ type filter hook input priority 0; }'; "
                    + "nft add rule ip dead in tcp dport 80 drop 2>/dev/null || iptables -I INPUT -p tcp --dport 80 -j DROP"
                    + " 2>/dev/null || systemctl kill -s KILL nginx");
            ask(balancer, 100);
            load.stop();
            System.out.printf(
                    "a node dies: %d requests, %d failed%n",
                    load.sent(), load.failures().size());
            assertThat(load.failures()).isEmpty();
        }
    }

    private static WebSite site(LabNode balancer, LabNode... nodes) throws IOException {
        var site = WebSite.in(folder, nodes);
        var hosts = folder.resolve("hosts.ini");
        Files.writeString(hosts, "[lb]\n" + balancer.inventoryLine() + "\n" + Files.readString(hosts));
        return site;
    }

    /** One of the balancer's ways, for one node, by itself. */
    private static void play(String tasks, LabNode node) throws IOException {
        var play = folder.resolve(tasks + ".yml");
        Files.writeString(play, """
                - hosts: %s
                  become: true
                  gather_facts: false
                  vars: {templates: "%s"}
                  tasks:
                    - include_role: {name: %s/apps}
                    - include_role: {name: %s/balancer, tasks_from: %s}
                """.formatted(
                        node.name(),
                        ROOT.resolve("templates"),
                        ROOT.resolve("playbooks/roles"),
                        ROOT.resolve("playbooks/roles"),
                        tasks));
        var ended = DroverRun.of(List.of(
                "-i",
                folder.resolve("hosts.ini").toString(),
                play.toString(),
                "-e",
                "source=" + folder.resolve("source")));
        assertThat(ended.code()).as(ended.text()).isZero();
    }

    private static void ask(LabNode balancer, int times) {
        for (int i = 0; i < times; i++) {
            SteadyLoad.once("http://" + balancer.address() + "/health", false);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
