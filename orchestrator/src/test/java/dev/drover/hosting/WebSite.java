package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.cli.DroverRun;
import dev.drover.lab.LabNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A small application on the nodes of a lab: its source, its inventory, and runs of the playbooks on it.
 *
 * @param folder where source and inventory lie
 */
record WebSite(Path folder, List<LabNode> nodes) {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    /** Writes the inventory; {@link #source} writes what it deploys. */
    static WebSite in(Path folder, LabNode... nodes) throws IOException {
        var site = new WebSite(folder, List.of(nodes));
        var lines = new ArrayList<String>();
        lines.add("[app]");
        site.nodes.forEach(node -> lines.add(node.inventoryLine()));
        lines.add("[all:vars]");
        Files.readString(nodes[0].inventory())
                .lines()
                .filter(line -> line.startsWith("ansible_"))
                .forEach(lines::add);
        Files.writeString(folder.resolve("hosts.ini"), String.join("\n", lines) + "\n");
        var variables = Files.createDirectories(folder.resolve("group_vars"));
        Files.copy(Path.of("src/test/resources/dev/drover/hosting/all.yml"), variables.resolve("all.yml"));
        return site;
    }

    /** Writes the source: the application for this server, with its lock file. */
    void source(Wheels wheels, String... pins) throws IOException, InterruptedException {
        var source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(
                source.resolve("web.py"), Files.readString(Path.of("src/test/resources/dev/drover/hosting/web.py")));
        Files.writeString(source.resolve("requirements.txt"), wheels.lock(List.of(pins)));
    }

    /** Replaces the application by another one. */
    void code(String python) throws IOException {
        Files.writeString(folder.resolve("source/web.py"), python);
    }

    Path playbook(String name) {
        return ROOT.resolve("playbooks/" + name + ".yml");
    }

    /** Runs a playbook; variables are NAME=VALUE. */
    DroverRun run(String playbook, String... variables) {
        var arguments = new ArrayList<>(List.of(
                "-i",
                folder.resolve("hosts.ini").toString(),
                playbook(playbook).toString(),
                "-e",
                "source=" + folder.resolve("source")));
        for (var variable : variables) {
            arguments.addAll(variable.startsWith("--") ? List.of(variable) : List.of("-e", variable));
        }
        return DroverRun.of(arguments);
    }

    /** Runs a playbook that is to end well. */
    DroverRun runs(String playbook, String... variables) {
        var ended = run(playbook, variables);
        assertThat(ended.code()).as(ended.text()).isZero();
        return ended;
    }

    List<String> urls(String path) {
        return nodes.stream().map(node -> "http://" + node.address() + path).toList();
    }

    /** The release that serves on each node, as the link says. */
    Map<String, String> serving() {
        return nodes.stream()
                .collect(Collectors.toMap(
                        LabNode::name,
                        node -> node.sh("basename \"$(readlink /etc/web/serving.sock)\" .sock")
                                .strip()));
    }
}
