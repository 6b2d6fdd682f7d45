package dev.drover.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Makes lines of what comes piece by piece; bytes that are no UTF-8 are replaced. */
final class OutputLines {

    private final Consumer<String> lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long taken;

    OutputLines(Consumer<String> lines) {
        this.lines = lines;
    }

    /** How many bytes it has had. */
    long taken() {
        return taken;
    }

    /** The next bytes. */
    void more(byte[] bytes) {
        taken += bytes.length;
        for (byte one : bytes) {
            if (one == '\n') {
                end();
            } else {
                begun.write(one);
            }
        }
    }

    /** All bytes there are, of which the first are known already; the last line may lack its end. */
    void rest(byte[] all) {
        if (taken < all.length) {
            more(Arrays.copyOfRange(all, (int) taken, all.length));
        }
        if (begun.size() > 0) {
            end();
        }
    }

    private void end() {
        String line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        lines.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
}
