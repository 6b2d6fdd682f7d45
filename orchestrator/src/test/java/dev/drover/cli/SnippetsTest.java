package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation tells to type is typed, where it needs no node: in a copy of the files that it names. */
class SnippetsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    private static final List<String> COMMANDS =
            List.of("check", "completion", "doc", "explain", "inventory", "new", "template", "vault");

    /** Words that a command prints, so that it is known to have done what the text around it says. */
    private static final Map<String, String> PRINTED = Map.of(
            "check -i inventory/demo playbooks/site.yml", "0 errors, 0 warnings",
            "explain DRV012", "an argument that its module does not have",
            "explain app_version --host n2 -i inventory/demo playbooks/site.yml", "group_vars/app/app.yml",
            "doc copy template", "copy",
            "template -i inventory/demo --host n2 --expression 'apps[0].domains'", "hello.example",
            "template -i inventory/demo --host n2 --expression inventory_hostname", "n2",
            "inventory -i inventory/demo --graph", "@all:",
            "inventory -i inventory/demo --host n2", "ansible_host",
            "vault encrypt-string --vault-id prod@prod-password --name db_password s3cret", "db_password: !vault |",
            "run -i inventory/demo playbooks/site.yml --syntax-check", "playbook: playbooks/site.yml");

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> commands() throws IOException {
        for (var name : List.of("examples", "inventory", "playbooks", "templates")) {
            copy(name);
        }
        Files.writeString(directory.resolve("prod-password"), "long and secret\n");
        Files.createDirectories(directory.resolve("group_vars/prod"));
        Files.writeString(directory.resolve("group_vars/prod/secrets.yml"), "db_password: s3cret\n");
        var lines = new ArrayList<String>();
        try (var docs = Files.list(ROOT.resolve("docs"))) {
            for (var file : Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted())
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("./drover ") && needsNoNode(line))
                        .map(line -> line.replaceFirst("^\\./drover ", ""))
                        .forEach(lines::add);
            }
        }
        assertThat(lines).hasSizeGreaterThan(20).containsAll(PRINTED.keySet());
        return lines.stream().distinct().map(line -> DynamicTest.dynamicTest(line, () -> typed(line)));
    }

    private static boolean needsNoNode(String line) {
        return COMMANDS.contains(line.split(" ")[1]) || line.contains("--list-") || line.contains("--syntax-check");
    }

    private void typed(String line) throws Exception {
        var output = directory.resolve("output");
        String program = "exec \"$JAVA\" -XX:TieredStopAtLevel=1 -cp \"$CLASSES\" dev.drover.cli.Main ";
        var process = new ProcessBuilder("sh", "-c", program + line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        process.environment().put("JAVA", System.getProperty("java.home") + "/bin/java");
        process.environment().put("CLASSES", System.getProperty("java.class.path"));
        process.environment().put("EDITOR", "true");
        var started = process.start();
        assertThat(started.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(output);

        assertThat(started.exitValue()).as("%s", printed).isZero();
        assertThat(printed).contains(PRINTED.getOrDefault(line, ""));
        if (line.startsWith("vault encrypt ")) {
            assertThat(directory.resolve("group_vars/prod/secrets.yml"))
                    .content()
                    .startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
        }
    }

    private void copy(String name) throws IOException {
        try (var files = Files.walk(ROOT.resolve(name))) {
            for (var file : files.toList()) {
                Files.copy(file, directory.resolve(ROOT.relativize(file).toString()));
            }
        }
    }
}
