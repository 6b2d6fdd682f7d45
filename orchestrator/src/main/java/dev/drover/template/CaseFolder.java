package dev.drover.template;

import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** The folder with the files of a case: made for it, and gone after it. */
record CaseFolder(Path path) implements AutoCloseable {

    /** @throws IllegalArgumentException where a name leads out of the folder, or a file's content is none */
    static CaseFolder of(Value.Mapping json) throws IOException {
        var folder = new CaseFolder(Files.createTempDirectory("case"));
        try {
            folder.lay(json.get("templates"), "templates");
            folder.lay(json.get("files"), "");
            return folder;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void lay(Optional<Value> files, String under) throws IOException {
        if (files.isEmpty() || !(files.get() instanceof Value.Mapping(var entries))) {
            return;
        }
        for (var entry : entries.entrySet()) {
            var file = path.resolve(under).resolve(entry.getKey().toString()).normalize();
            if (!file.startsWith(path)) {
                throw new IllegalArgumentException(entry.getKey() + " leads out of the folder of the case");
            }
            Files.createDirectories(file.getParent());
            write(file, entry.getValue());
        }
    }

    private static void write(Path file, Value content) throws IOException {
        switch (content) {
            case Value.Text text -> Files.writeString(file, text.text());
            case Value.Mapping link
            when link.has("link") -> Files.createSymbolicLink(file, Path.of(text(link, "link")));
            case Value.Mapping bytes
            when bytes.has("__bytes__") ->
                Files.writeString(file, text(bytes, "__bytes__"), StandardCharsets.ISO_8859_1);
            default -> throw new IllegalArgumentException(file.getFileName() + " has no text as its content");
        }
    }

    private static String text(Value.Mapping mapping, String key) {
        return mapping.get(key).map(PyText::str).orElse("");
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
