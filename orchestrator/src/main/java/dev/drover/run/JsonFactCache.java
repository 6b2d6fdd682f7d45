package dev.drover.run;

import dev.drover.template.PyJson;
import dev.drover.template.TemplateException;
import dev.drover.value.JsonReader;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Facts in a directory, one file for each host, as Ansible's {@code jsonfile} has them: either reads what the other wrote.
 *
 * @param prefix what the files' names begin with
 * @param timeout how long a file counts; zero: for ever
 * @param warnings hear of files that can't be read or written; the run goes on without them
 */
public record JsonFactCache(
        Path directory, String prefix, Duration timeout, InstantSource clock, BiConsumer<String, Origin> warnings)
        implements FactCache {

    /** What Ansible's names of files begin with: the version of what is in them. */
    private static final String SCHEMA = "s1_";

    private static final String PAYLOAD = "__payload__";
    private static final String TYPE = "__ansible_type";

    @Override
    public Map<String, Value> of(String host) {
        var file = file(host);
        try {
            var written = Files.getLastModifiedTime(file).toInstant();
            if (!timeout.isZero() && clock.instant().isAfter(written.plus(timeout))) {
                return Map.of();
            }
            return facts(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException | IllegalArgumentException e) {
            warn("can't read the facts in " + file + ", which are left out", e);
            return Map.of();
        }
    }

    private static Map<String, Value> facts(String text) {
        if (!(JsonReader.parse(text) instanceof Value.Mapping file)) {
            throw new IllegalArgumentException("no mapping");
        }
        if (!(file.get(PAYLOAD).orElse(Value.NIL) instanceof Value.Text payload)) {
            return Map.of(); // of a version of Ansible that today's does not read either
        }
        if (!(JsonReader.parse(payload.text()) instanceof Value.Mapping(var entries))) {
            throw new IllegalArgumentException("no mapping");
        }
        var facts = new LinkedHashMap<String, Value>();
        entries.forEach((name, value) -> facts.put(name.toString(), plain(value)));
        return facts;
    }

    /** Texts from a file are data; what Ansible remembers of a value besides itself is left out. */
    private static Value plain(Value value) {
        return switch (value) {
            case Value.Text text -> Value.Text.data(text.text());
            case Value.Sequence(var items) ->
                new Value.Sequence(items.stream().map(JsonFactCache::plain).toList());
            case Value.Mapping mapping
            when mapping.get(TYPE).isPresent() ->
                mapping.get("value")
                        .or(() -> mapping.get("iso8601"))
                        .map(JsonFactCache::plain)
                        .orElse(Value.NIL);
            case Value.Mapping(var entries) -> {
                var plain = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> plain.put(key, plain(item)));
                yield new Value.Mapping(plain);
            }
            default -> value;
        };
    }

    @Override
    public void keep(String host, Map<String, Value> facts) {
        try {
            var payload = PyJson.line(Value.Mapping.of(facts));
            write(file(host), PyJson.line(Value.Mapping.of(Map.of(PAYLOAD, Value.of(payload)))));
        } catch (IOException | TemplateException e) {
            warn("can't keep the facts of " + host + " in " + directory, e);
        }
    }

    /** Whoever reads it at this moment reads the whole old one or the whole new one. */
    private void write(Path file, String text) throws IOException {
        Files.createDirectories(directory);
        var aside = Files.createTempFile(directory, ".facts", "");
        try {
            Files.writeString(aside, text);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    @Override
    public void forget(String host) {
        try {
            Files.deleteIfExists(file(host));
        } catch (IOException e) {
            warn("can't forget the facts of " + host, e);
        }
    }

    private Path file(String host) {
        return directory.resolve((prefix + SCHEMA + host).replace('/', '_'));
    }

    private void warn(String message, Exception cause) {
        warnings.accept(message + ": " + cause.getMessage(), Origin.NONE);
    }
}
