package dev.drover.lab;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that takes a lab down when the lab's owner (a test's JVM, a demo) has ended, however that ended. */
final class OwnerWatch {

    private OwnerWatch() {}

    /** Starts watching {@code owner}; before the first node boots, so that an owner that dies in mid-boot is covered. */
    static void start(LabName lab, long owner) {
        Disk.write(mark(lab, owner), "");
        try {
            var classes = Path.of(OwnerWatch.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            var command = List.of(
                    "setsid",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx32m",
                    "-cp",
                    classes.toString(),
                    OwnerWatch.class.getName(),
                    lab.text(),
                    Long.toString(owner));
            new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException | URISyntaxException e) {
            throw new LabException("the lab's owner cannot be watched: " + e.getMessage(), e);
        }
    }

    private static Path mark(LabName lab, long owner) {
        return Lab.directory(lab).resolve("owner." + owner);
    }

    /** LAB PID */
    public static void main(String[] arguments) {
        var name = new LabName(arguments[0]);
        long pid = Long.parseLong(arguments[1]);
        // Without its mark the lab was taken down, and whatever has its name now is somebody else's.
        var mark = mark(name, pid);
        ProcessHandle.of(pid).ifPresent(owner -> {
            while (owner.isAlive() && Files.exists(mark)) {
                Cgroups.pause(500);
            }
        });
        if (Files.exists(mark)) {
            Lab.down(name);
        }
    }
}
