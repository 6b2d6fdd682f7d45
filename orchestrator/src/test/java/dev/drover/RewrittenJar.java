package dev.drover;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** A jar whose classes have been written anew. */
final class RewrittenJar {

    private RewrittenJar() {}

    /**
     * Puts the jar in place of the one that was there; leaves it where nothing changes.
     *
     * @param each a class file for a class file; the same array where it is to stay as it is
     */
    static void rewrite(Path jar, UnaryOperator<byte[]> each) throws IOException {
        var aside = jar.resolveSibling(jar.getFileName() + ".new");
        boolean changed = false;
        try (var in = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(aside);
                var out = new JarOutputStream(file)) {
            for (var entry : Collections.list(in.entries())) {
                byte[] bytes;
                try (var content = in.getInputStream(entry)) {
                    bytes = content.readAllBytes();
                }
                if (entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class")) {
                    byte[] anew = each.apply(bytes);
                    changed |= anew != bytes;
                    bytes = anew;
                }
                var copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(bytes);
            }
        }
        if (changed) {
            Files.move(aside, jar, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(aside);
        }
    }
}
