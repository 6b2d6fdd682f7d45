package dev.drover.inventory;

import dev.drover.value.JsonReader;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Executable inventories: programs that answer {@code --list} and {@code --host NAME} with JSON. */
final class ScriptSource {

    private static final int MAX_BYTES = 64 << 20;

    private final Path path;
    private final Origin origin;
    private final Duration patience;
    private final InventoryBuilder into;

    private ScriptSource(Path path, Duration patience, InventoryBuilder into) {
        this.path = path;
        this.origin = new Origin(path.toString(), 0, 0);
        this.patience = patience;
        this.into = into;
    }

    /** Whether a file is a program: executable, and not a list of hosts that only lies on a file system without modes. */
    static boolean isScript(Path path) throws IOException {
        if (!Files.isExecutable(path) || ((Integer) Files.getAttribute(path, "unix:mode") & 0111) == 0) {
            return false;
        }
        try (var start = Files.newInputStream(path)) {
            byte[] mark = start.readNBytes(4);
            return mark.length >= 2 && mark[0] == '#' && mark[1] == '!'
                    || mark.length == 4 && mark[0] == 0x7f && mark[1] == 'E' && mark[2] == 'L' && mark[3] == 'F';
        }
    }

    static void read(Path path, Duration patience, InventoryBuilder into) {
        var source = new ScriptSource(path, patience, into);
        source.groups(source.ask("--list"));
    }

    private Value.Mapping ask(String... arguments) {
        String out = output(arguments);
        try {
            if (JsonReader.parse(out) instanceof Value.Mapping mapping) {
                return (Value.Mapping) written(mapping);
            }
            throw wrong("it must print a JSON object for " + String.join(" ", arguments));
        } catch (IllegalArgumentException e) {
            throw wrong("what it printed for " + String.join(" ", arguments) + " is no JSON: " + e.getMessage());
        }
    }

    private String output(String... arguments) {
        var command = new ArrayList<>(List.of(path.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return answer(process, arguments);
        } catch (IOException e) {
            throw wrong("it can't be run: " + e.getMessage());
        }
    }

    private String answer(Process process, String... arguments) throws IOException {
        // a program that hangs would hold up the reading: whoever waits for it ends both
        var late = new AtomicBoolean();
        var guard = Thread.ofVirtual().start(() -> {
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    late.set(true);
                    kill(process);
                }
            } catch (InterruptedException e) {
                kill(process);
            }
        });
        try {
            byte[] out = process.getInputStream().readNBytes(MAX_BYTES + 1);
            if (out.length > MAX_BYTES) {
                throw wrong("it prints more than 64 MiB");
            }
            guard.join();
            int status = process.waitFor();
            if (late.get()) {
                throw wrong("it did not answer within " + patience.toSeconds() + " s");
            }
            if (status != 0) {
                throw wrong("with " + String.join(" ", arguments) + " it ended with status " + status);
            }
            return new String(out, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw wrong("it was interrupted");
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private InventoryException wrong(String message) {
        return new InventoryException("the inventory script failed: " + message, origin);
    }

    /** Its author's own text, as that of a file. */
    private Value written(Value value) {
        return switch (value) {
            case Value.Text text -> Value.Text.written(text.text(), origin);
            case Value.Sequence(var items) ->
                new Value.Sequence(items.stream().map(this::written).toList());
            case Value.Mapping(var entries) -> {
                var map = new java.util.LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> map.put(key, written(item)));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }

    private void groups(Value.Mapping all) {
        var meta = all.get("_meta");
        all.entries().forEach((name, group) -> {
            if (!name.equals(Value.of("_meta"))) {
                group(((Value.Text) name).text(), group);
            }
        });
        Optional<Value.Mapping> hostVariables = meta.map(
                value -> mapping(mapping(value, "_meta").get("hostvars").orElse(Value.EMPTY_MAPPING), "hostvars"));
        for (var host : into.hostsOf(path)) {
            var variables = hostVariables.isPresent()
                    ? hostVariables.get().get(host).orElse(Value.EMPTY_MAPPING)
                    : ask("--host", host);
            set(
                    mapping(variables, "the variables of " + host),
                    (name, value) -> into.setHostVariable(host, name, value));
        }
    }

    private void group(String name, Value group) {
        into.addGroup(name);
        switch (group) {
            case Value.Sequence hosts -> hosts(name, hosts);
            case Value.Mapping parts
            when parts.has("hosts") || parts.has("vars") || parts.has("children") -> {
                parts.get("hosts").ifPresent(hosts -> hosts(name, hosts));
                parts.get("vars")
                        .ifPresent(vars -> set(
                                mapping(vars, "vars of " + name),
                                (key, value) -> into.setGroupVariable(name, key, value)));
                parts.get("children").ifPresent(children -> {
                    for (var child : texts(children, "children of " + name)) {
                        into.addChild(name, child, origin);
                    }
                });
            }
            case Value.Mapping variables -> {
                into.addHost(name, Optional.of(path));
                into.addToGroup(name, name);
                set(variables, (key, value) -> into.setGroupVariable(name, key, value));
            }
            default -> throw wrong("the group " + name + " must be an object or a list of hosts");
        }
    }

    private void hosts(String group, Value hosts) {
        for (var host : texts(hosts, "hosts of " + group)) {
            into.addHost(host, Optional.of(path));
            into.addToGroup(group, host);
        }
    }

    private static void set(Value.Mapping variables, java.util.function.BiConsumer<String, Value> to) {
        for (Map.Entry<Value, Value> entry : variables.entries().entrySet()) {
            to.accept(((Value.Text) entry.getKey()).text(), entry.getValue());
        }
    }

    private Value.Mapping mapping(Value value, String what) {
        if (value instanceof Value.Mapping mapping) {
            return mapping;
        }
        throw wrong(what + " must be an object");
    }

    private List<String> texts(Value value, String what) {
        if (value instanceof Value.Sequence(var items) && items.stream().allMatch(Value.Text.class::isInstance)) {
            return items.stream().map(item -> ((Value.Text) item).text()).toList();
        }
        throw wrong(what + " must be a list of names");
    }
}
