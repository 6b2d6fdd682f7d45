package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.cli.DroverRun;
import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.FakeController;
import dev.drover.module.PlanAssert;
import dev.drover.module.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Interpreters and environments on real nodes: from a private index, with a package that must be compiled, interrupted and taken up
 * again, with a Python of the system and one beside it.
 */
@OnNodes(count = 2)
class DependenciesNodeTest {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    private static final Path PLAYBOOK = Path.of("src/test/resources/dev/drover/hosting/dependencies/environments.yml")
            .toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void makesEnvironmentsOfWhatALockPins(LabNode builder, LabNode other) throws Exception {
        try (var index = new PackageIndex()) {
            var gateway = builder.sh("ip route show default | cut -d' ' -f3").strip();
            var key = lock(index);
            inventory(List.of(builder, other), index.url(gateway), gateway);

            var checked = run("--check");
            assertThat(checked.code()).as(checked.text()).isZero();
            assertThat(other.sh("ls /srv")).as("after a check").isBlank();

            var made = run();
            assertThat(made.code()).as(made.text()).isZero();
            assertThat(made.text())
                    .contains("pins [['drovernative', '1.0'], ['droverpure', '2.0']]")
                    .doesNotContain(PackageIndex.PASSWORD);
            for (var node : List.of(builder, other)) {
                assertThat(node.sh("/srv/shop/venvs/*/bin/python -c 'import drovernative, droverpure;"
                                + " print(drovernative.answer(), droverpure.VALUE)'"))
                        .isEqualToIgnoringNewLines("42 pure");
                assertThat(node.sh("ls /srv/shop/venvs")).isEqualToIgnoringNewLines(key);
                assertThat(node.sh("ls -A /srv/shop/wheels; grep -rl " + PackageIndex.PASSWORD
                                + " /srv /etc /var/tmp /tmp /root 2>/dev/null || true"))
                        .as("what is left of it")
                        .isBlank();
            }
            assertThat(builder.sh("command -v cc")).isNotBlank();
            assertThat(other.sh("command -v cc || echo no compiler")).contains("no compiler");
            int fetched = index.served();

            var again = run();
            assertThat(again.code()).as(again.text()).isZero();
            assertThat(again.text()).contains("nothing to change");

            other.sh("rm /srv/shop/venvs/*/.drover-complete /srv/shop/venvs/*/bin/pip; chmod 700 /srv/shop/venvs");
            var walled = run();
            assertThat(walled.code()).as(walled.text()).isZero();
            assertThat(other.sh("ls /srv/shop/venvs/*/bin/pip /srv/shop/venvs/*/.drover-complete"))
                    .isNotBlank();
            assertThat(index.served())
                    .as("what was fetched once is not fetched again")
                    .isEqualTo(fetched);

            beside(builder, other);
        }
    }

    /** The distribution's own Python, packed, serves as an archive of another one. */
    private void beside(LabNode builder, LabNode other) throws Exception {
        var packed = builder.sh(
                "mkdir -p /var/tmp/p/python/bin /var/tmp/p/python/lib && cp /usr/bin/python3.11 /var/tmp/p/python/bin"
                        + " && cp -a /usr/lib/python3.11 /var/tmp/p/python/lib && tar -C /var/tmp/p -czf - python | base64 -w0");
        var archive = Base64.getDecoder().decode(packed.strip());
        var file = Files.write(folder.resolve("python.tar.gz"), archive);
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        var home = "/opt/python/3.11-" + sum.substring(0, 8);
        Files.writeString(
                folder.resolve("group_vars/app/python.yml"),
                "python: '3.11'\ninterpreters: {'3.11': {archive: %s, checksum: 'sha256:%s'}}\n".formatted(file, sum));

        for (var node : List.of(builder, other)) {
            node.sh("mkdir -p /opt/python && chmod 700 /opt/python");
        }
        var walled = run();
        assertThat(walled.code()).as(walled.text()).isZero();
        assertThat(other.sh("/srv/shop/venvs/py3.11-" + sum.substring(0, 8)
                        + "-*/bin/python -c 'import sys; print(sys.base_prefix)'"))
                .isEqualToIgnoringNewLines(home);

        other.sh("chmod 700 /opt/python; rm /srv/shop/venvs/py3.11-" + sum.substring(0, 8) + "-*/.drover-complete");
        var refused = run();
        assertThat(refused.code()).as(refused.text()).isEqualTo(2);
        assertThat(refused.text())
                .contains(
                        "The user shop can't reach its Python: /opt/python can't be entered or run by shop (drwx------");
        other.sh("chmod 755 /opt/python");

        var again = run();
        assertThat(again.code()).as(again.text()).isZero();
        Files.writeString(folder.resolve("group_vars/app/python.yml"), "python: system\nprune: true\n");
        var pruned = run();
        assertThat(pruned.code()).as(pruned.text()).isZero();
        assertThat(other.sh("ls -A /opt/python; ls /srv/shop/venvs | wc -l")).isEqualToIgnoringNewLines("1");

        Files.writeString(
                folder.resolve("group_vars/app/python.yml"),
                "python: '3.11'\ninterpreters: {'3.11': {archive: %s, checksum: 'sha256:%s'}}\n"
                        .formatted(file, "0".repeat(64)));
        var wrong = run();
        assertThat(wrong.code()).as(wrong.text()).isEqualTo(2);
        assertThat(wrong.text()).contains("checksum");
    }

    /** A uv project with a wheel and a source that must be compiled; answers the name of its environment. */
    private String lock(PackageIndex index) throws IOException {
        var source = Files.createDirectories(folder.resolve("shop"));
        var backend = Files.readString(PLAYBOOK.resolveSibling("backend.py"));
        Files.writeString(
                source.resolve("pyproject.toml"),
                "[project]\nname = 'shop'\nversion = '1'\ndependencies = ['drovernative', 'droverpure']\n");
        Files.writeString(
                source.resolve("uv.lock"),
                """
                version = 1
                [[package]]
                name = "shop"
                version = "1"
                source = { virtual = "." }
                dependencies = [{ name = "drovernative" }, { name = "droverpure", marker = "sys_platform == 'linux'" }, \
                { name = "droverwindows", marker = "sys_platform == 'win32'" }]
                [package.metadata]
                requires-dist = [{ name = "drovernative" }, { name = "droverpure" }]
                """
                        + "[[package]]\nname = 'drovernative'\nversion = '1.0'\nsource = { registry = 'https://h/simple' }\n"
                        + index.source("drovernative", "1.0", backend)
                        + "[[package]]\nname = 'droverpure'\nversion = '2.0'\nsource = { registry = 'https://h/simple' }\n"
                        + index.wheel("droverpure", "2.0", "VALUE = 'pure'\n")
                        + "[[package]]\nname = 'droverwindows'\nversion = '3.0'\nsource = { registry = 'https://h/simple' }\n"
                        + "wheels = [{ hash = 'sha256:" + "0".repeat(64) + "' }]\n");
        var call = Tasks.module("drover.hosting.lock: {path: shop}", new FakeController(folder));
        var read = PlanAssert.assertThat(call.plan()).result();
        return "py3.11-" + read.fields().get("key").toString().substring(0, 12);
    }

    private void inventory(List<LabNode> nodes, String index, String host) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("[app]");
        nodes.forEach(node -> lines.add(node.inventoryLine()));
        lines.add("[all:vars]");
        Files.readString(nodes.getFirst().inventory())
                .lines()
                .filter(line -> line.startsWith("ansible_"))
                .forEach(lines::add);
        Files.writeString(folder.resolve("hosts.ini"), String.join("\n", lines) + "\n");
        var variables = Files.createDirectories(folder.resolve("group_vars/app"));
        Files.writeString(variables.resolve("app.yml"), """
                roles: %s
                python: system
                apps: [{name: shop, source: {path: %s}, python: "{{ python }}", app: 'shop:app', domains: [_]}]
                wheelhouse_cache: %s
                interpreter_cache: %s
                dependencies_index: %s
                dependencies_trusted_hosts: [%s]
                """.formatted(
                        ROOT.resolve("playbooks/roles"),
                        folder.resolve("shop"),
                        folder.resolve("wheels"),
                        folder.resolve("pythons"),
                        index,
                        host));
    }

    private DroverRun run(String... more) {
        var arguments =
                new ArrayList<>(List.of("-i", folder.resolve("hosts.ini").toString(), PLAYBOOK.toString()));
        arguments.addAll(List.of(more));
        return DroverRun.of(arguments);
    }
}
