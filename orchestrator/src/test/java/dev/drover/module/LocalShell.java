package dev.drover.module;

import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs scripts with the node kit in a shell of this machine. Everything a script needs is in the one text that the shell reads. */
public final class LocalShell implements Function<Script, Answer> {

    private final Path directory;
    private final List<String> command;

    /**
     * @param directory where scripts run, as a login's home
     * @param command that takes a file with the script as its last word
     */
    public LocalShell(Path directory, List<String> command) {
        this.directory = directory;
        this.command = command;
    }

    /** The shells that every script must run on: the machine's own, and busybox with nothing but its applets if there is one. */
    public static Stream<List<String>> all() throws IOException {
        var shells = new ArrayList<List<String>>();
        shells.add(List.of("sh"));
        if (Stream.of("/usr/bin/busybox", "/bin/busybox").anyMatch(file -> Files.isExecutable(Path.of(file)))) {
            var applets = Files.createTempDirectory("busybox");
            try {
                new ProcessBuilder("busybox", "--install", "-s", applets.toString())
                        .start()
                        .waitFor();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            shells.add(List.of("env", "PATH=" + applets, "sh"));
        }
        return shells.stream();
    }

    @Override
    public Answer apply(Script script) {
        var text = new StringBuilder(kit());
        for (int i = 0; i < script.attachments().size(); i++) {
            file("a" + (i + 1), script.attachments().get(i), text);
        }
        file("in", script.stdin().orElse(Attachment.of("")), text);
        script.environment()
                .forEach((name, value) -> text.append("export %s=%s\n"
                        .formatted(name, dev.drover.node.Sh.sh("{}", value).text())));
        text.append(script.ours() ? "umask 077; export LC_ALL=C\n" : "umask 022\n");
        text.append("(\n").append(script.sh().text()).append("\n) <\"$in\"\n");
        text.append("dr_status=$?; rm -f \"$in\" \"$a1\" \"$a2\" \"$a3\"; exit $dr_status\n");
        try {
            var file = Files.createTempFile("script", ".sh");
            var answer = run(Files.writeString(file, text));
            Files.delete(file);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void file(String variable, Attachment attachment, StringBuilder text) {
        try (var bytes = attachment.open()) {
            text.append("%s=$(mktemp) && base64 -d >\"$%s\" <<'end'\n%s\nend\n"
                    .formatted(
                            variable,
                            variable,
                            Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer run(Path file) throws IOException {
        var words = new ArrayList<>(command);
        words.add(file.toString());
        var process = new ProcessBuilder(words).directory(directory.toFile()).start();
        process.getOutputStream().close();
        var stderr = new FutureTask<>(() -> process.getErrorStream().readAllBytes());
        Thread.startVirtualThread(stderr);
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
