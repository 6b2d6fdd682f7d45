package dev.drover.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Files of a lab, written with the owner and mode that they need. */
final class Disk {

    private Disk() {}

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new LabException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new LabException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static void own(Path path, int user, String mode) {
        try {
            Files.setAttribute(path, "unix:uid", user);
            Files.setAttribute(path, "unix:gid", user);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new LabException(path + " cannot be given its owner: " + e.getMessage(), e);
        }
    }

    /** With all that is in it, on this file system only. */
    static void delete(Path path) {
        delete(List.of(path.toString()));
    }

    static void delete(List<String> paths) {
        var command = new ArrayList<>(List.of("rm", "-rf", "--one-file-system", "--"));
        command.addAll(paths);
        Commands.must(command, "");
    }
}
