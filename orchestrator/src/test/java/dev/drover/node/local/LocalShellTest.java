package dev.drover.node.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.node.Node;
import dev.drover.node.shell.ShellContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell over child processes, for each kind of sh that nodes have. */
@ParameterizedClass
@ValueSource(strings = {"dash", "busybox sh", "bash --posix"})
class LocalShellTest extends ShellContract {

    @Parameter
    String interpreter;

    @Override
    protected Node open() {
        var words = Arrays.asList(interpreter.split(" "));
        boolean found = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, words.getFirst())));
        assumeTrue(found, () -> "no " + interpreter + " on this machine");
        return LocalNode.running(words);
    }

    @Override
    protected String login() throws Exception {
        var process = new ProcessBuilder("sh", "-c", "umask; echo \"${LC_ALL-unset}\"; pwd").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
