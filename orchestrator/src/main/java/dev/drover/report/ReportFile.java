package dev.drover.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a report aside and moves it into place, so that whoever reads it finds all of it or the one before. */
final class ReportFile {

    private ReportFile() {}

    static void write(Path file, String text) throws IOException {
        var target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        if (Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.writeString(target, text); // a pipe or a device has no place to be moved to
            return;
        }
        var aside = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.write(aside, text.getBytes(StandardCharsets.UTF_8));
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
