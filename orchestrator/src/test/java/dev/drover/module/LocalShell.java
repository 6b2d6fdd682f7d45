package dev.drover.module;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Runs scripts with the node kit in a shell of this machine: {@code sh}, or {@code busybox sh}, or one behind ssh. */
public final class LocalShell implements Function<Script, Answer> {

    private final Path directory;
    private final List<String> command;

    public LocalShell(Path directory, String... command) {
        this.directory = directory;
        this.command = List.of(command);
    }

    @Override
    public Answer apply(Script script) {
        try {
            var text = new StringBuilder(kit());
            for (int i = 0; i < script.attachments().size(); i++) {
                var file = Files.createTempFile(directory, "attachment", "");
                try (var bytes = script.attachments().get(i).open()) {
                    Files.write(file, bytes.readAllBytes());
                }
                text.append("a%d='%s'\n".formatted(i + 1, file));
            }
            text.append(script.ours() ? "umask 077; export LC_ALL=C\n" : "umask 022\n");
            text.append(script.sh().text()).append('\n');
            return run(Files.writeString(Files.createTempFile(directory, "script", ".sh"), text), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer run(Path file, Script script) throws IOException {
        var words = new ArrayList<>(command);
        words.add(file.toString());
        var builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().putAll(script.environment());
        var process = builder.start();
        var stderr = new FutureTask<>(() -> process.getErrorStream().readAllBytes());
        Thread.startVirtualThread(stderr);
        try (var stdin = process.getOutputStream()) {
            if (script.stdin().isPresent()) {
                script.stdin().get().open().transferTo(stdin);
            }
        } catch (IOException e) {
            // a script need not read its input
        }
        var stdout = process.getInputStream().readAllBytes();
        try {
            return new Answer(process.waitFor(), stdout, stderr.get());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The node kit's functions. */
    public static String kit() {
        var kit = new StringBuilder();
        resource("index")
                .lines()
                .forEach(name -> kit.append(resource(name + ".sh")).append('\n'));
        return kit.toString();
    }

    private static String resource(String name) {
        try (var file = Script.class.getResourceAsStream("kit/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
