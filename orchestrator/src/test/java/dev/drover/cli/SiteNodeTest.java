package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on real nodes: playbooks/site.yml from empty nodes to a site, again, and with another version under load. */
@OnNodes(count = 3)
class SiteNodeTest {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void deploysThenSettlesThenUpdates(LabNode first, LabNode second, LabNode third) throws Exception {
        var nodes = List.of(first, second, third);
        var inventory = inventory(nodes);

        var deployed = run(inventory);
        assertThat(deployed.code).as(deployed.text).isZero();
        assertThat(deployed.text).contains("batch 3 of 3: n3").doesNotContain("changed=0 ");

        var again = run(inventory);
        assertThat(again.code).as(again.text).isZero();
        assertThat(again.text).contains("3 nodes").contains("nothing to change");

        var checked = run(inventory, "--check", "-e", "app_version=2");
        assertThat(checked.code).as(checked.text).isZero();
        assertThat(first.sh("cat /srv/hello/current/.drover/release.json")).contains("\"version\": \"1\"");

        var urls = nodes.stream()
                .map(node -> "http://" + node.address() + "/health")
                .toList();
        try (var load = Load.on(urls)) {
            var updated = run(inventory, "-e", "app_version=2");
            assertThat(updated.code).as(updated.text).isZero();
            load.stop();
            System.out.printf("update under load: %d requests, %d failed%n", load.sent(), load.failed());
            assertThat(load.last().values()).hasSize(3).allMatch(answer -> answer.contains("\"2\""), "is version 2");
        }
    }

    private Path inventory(List<LabNode> nodes) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("[app]");
        nodes.forEach(node -> lines.add(node.inventoryLine()));
        var labs = Files.readString(nodes.getFirst().inventory());
        lines.add("[all:vars]");
        labs.lines().filter(line -> line.startsWith("ansible_")).forEach(lines::add);
        var variables = Files.createDirectories(folder.resolve("group_vars"));
        Files.copy(ROOT.resolve("inventory/demo/group_vars/app/app.yml"), variables.resolve("app.yml"));
        return Files.writeString(folder.resolve("hosts.ini"), String.join("\n", lines) + "\n");
    }

    private record Ended(int code, String text) {}

    private static Ended run(Path inventory, String... more) {
        var arguments = new ArrayList<>(List.of(
                "run",
                "-i",
                inventory.toString(),
                ROOT.resolve("playbooks/site.yml").toString()));
        arguments.addAll(List.of(more));
        var bytes = new ByteArrayOutputStream();
        var standard = System.out;
        var captured = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try {
            System.setOut(captured);
            var writer = new PrintWriter(captured, true, StandardCharsets.UTF_8);
            int code = Main.run(arguments.toArray(String[]::new), writer, writer);
            return new Ended(code, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standard);
        }
    }
}
