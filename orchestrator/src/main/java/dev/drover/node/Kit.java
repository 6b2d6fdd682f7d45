package dev.drover.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The node kit: the sh functions that scripts may call, sent once to every shell. Its files are
 * those that {@code kit/index} names, one a line, without their ending. */
public final class Kit {

    private Kit() {}

    /** All of it, as one text. */
    public static String text() {
        return read("index")
                .lines()
                .filter(name -> !name.isBlank())
                .map(name -> read(name.strip() + ".sh"))
                .collect(Collectors.joining());
    }

    private static String read(String name) {
        try (InputStream file = open(name)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream file = Kit.class.getResourceAsStream("kit/" + name);
        if (file == null) {
            throw new IllegalStateException("the node kit has no file " + name);
        }
        return file;
    }
}
