package dev.drover.node.local;

import dev.drover.node.Become;
import dev.drover.node.Node;
import dev.drover.node.Shell;
import dev.drover.node.shell.Shells;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The machine that Drover runs on: the same protocol over child processes. */
public final class LocalNode implements Node {

    private final ExecutorService executor = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("drover-local-", 1).factory());
    private final Shells shells;

    private LocalNode(List<String> sh) {
        this.shells = new Shells(new ChildTransport(sh), executor);
    }

    /** A node whose commands are run by {@code /bin/sh}. */
    public static LocalNode open() {
        return running(List.of("/bin/sh"));
    }

    /** @param sh the shell's command: {@code busybox sh}, for one */
    public static LocalNode running(List<String> sh) {
        var words = new ArrayList<String>();
        if (onPath("setsid")) {
            words.add("setsid"); // a session of its own, so that a task can be ended without the processes around us
        }
        words.addAll(sh);
        words.add("-c");
        return new LocalNode(words);
    }

    @Override
    public Shell shell(Optional<Become> become) {
        return shells.get(become);
    }

    @Override
    public void close() {
        shells.close();
        executor.shutdown();
    }

    private static boolean onPath(String command) {
        return Arrays.stream(
                        System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory.isEmpty() ? "." : directory, command)));
    }
}
