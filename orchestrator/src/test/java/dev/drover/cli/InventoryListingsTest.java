package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.value.JsonReader;
import dev.drover.value.Value;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What ansible-inventory printed of many inventories, to the byte: see record.py beside the record. */
class InventoryListingsTest {

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> sameAsAnsibleInventory() throws IOException {
        Value.Mapping recorded;
        try (var stream = InventoryListingsTest.class.getResourceAsStream("/dev/drover/inventory/recorded.json")) {
            recorded = (Value.Mapping) JsonReader.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
        for (var inventory : mapping(recorded, "files").entries().entrySet()) {
            write(directory.resolve(inventory.getKey().toString()), (Value.Mapping) inventory.getValue());
        }
        return ((Value.Sequence) recorded.get("cases").orElseThrow())
                .items().stream()
                        .map(Value.Mapping.class::cast)
                        .map(one -> DynamicTest.dynamicTest(
                                text(one, "name") + " " + String.join(" ", arguments(one)), () -> check(one)));
    }

    private static void write(Path folder, Value.Mapping files) throws IOException {
        Files.createDirectories(folder);
        for (var file : files.entries().entrySet()) {
            var path = folder.resolve(file.getKey().toString());
            Files.createDirectories(path.getParent());
            String text = file.getValue().toString();
            Files.writeString(path, text);
            if (text.startsWith("#!")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static Value.Mapping mapping(Value.Mapping of, String key) {
        return (Value.Mapping) of.get(key).orElseThrow();
    }

    private static String text(Value.Mapping of, String key) {
        return of.get(key).orElseThrow().toString();
    }

    private static List<String> arguments(Value.Mapping one) {
        return ((Value.Sequence) one.get("args").orElseThrow())
                .items().stream().map(Value::toString).toList();
    }

    private void check(Value.Mapping one) {
        var folder = directory.resolve(text(one, "name"));
        var arguments = new ArrayList<>(List.of("inventory", "--playbook-dir", folder.toString()));
        for (var argument : arguments(one)) {
            boolean file = Files.exists(folder.resolve(argument.replaceFirst("^@", "")));
            arguments.add(file ? argument.replaceFirst("^(@?)", "$1" + folder + "/") : argument);
        }
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(arguments.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err, true));

        assertThat(code).as(err.toString()).isZero();
        assertThat(out).hasToString(text(one, "out"));
    }
}
