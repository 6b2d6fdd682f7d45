package dev.drover.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A lock among processes, and among the threads of this one: only one at a time makes or ends a lab. Gone when its process is. */
final class Lock implements AutoCloseable {

    private final FileChannel channel;

    private Lock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until it has it. */
    static Lock take(Path directory, String name) {
        try {
            Files.createDirectories(directory);
            var channel = FileChannel.open(
                    directory.resolve("." + name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (true) {
                try {
                    channel.lock();
                    return new Lock(channel);
                } catch (OverlappingFileLockException anotherThread) {
                    Cgroups.pause(20);
                }
            }
        } catch (IOException e) {
            throw new LabException("no lock in " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LabException("a lock could not be released: " + e.getMessage(), e);
        }
    }
}
