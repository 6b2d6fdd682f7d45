package dev.drover.module.files;

import dev.drover.module.ArgumentException;
import dev.drover.question.Mode;
import dev.drover.value.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Files and directories of the controller. */
final class LocalFiles {

    private LocalFiles() {}

    /** The permissions of a file. */
    static Mode mode(Path file) {
        try {
            return new Mode.Octal((Integer) Files.getAttribute(file, "unix:mode") & 07777);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Everything below a directory, links followed unless told otherwise, in the order of the names. */
    static List<Path> below(Path directory, boolean follow) {
        try (var names = Files.list(directory)) {
            return names.sorted()
                    .<Path>mapMulti((file, all) -> {
                        all.accept(file);
                        if (follow ? Files.isDirectory(file) : Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                            below(file, follow).forEach(all);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw unreadable(link, e);
        }
    }

    private static ArgumentException unreadable(Path file, IOException e) {
        return new ArgumentException("can't read %s: %s".formatted(file, e.getMessage()), Origin.NONE);
    }
}
