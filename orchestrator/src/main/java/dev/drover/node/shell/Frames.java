package dev.drover.node.shell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Takes the stream of a shell apart: bytes, then a line that begins with the shell's nonce. The line feed before the nonce belongs
 * to the mark, so that output without a final newline stays exact.
 */
final class Frames {

    private static final int SMALL = 1 << 16;

    private final byte[] mark;
    private final BiConsumer<byte[], String> listener;
    private byte[] bytes = new byte[SMALL];
    private int length;
    private int scanned;

    /** @param listener gets what came before the mark, and the rest of the mark's line */
    Frames(String nonce, BiConsumer<byte[], String> listener) {
        this.mark = ("\n" + nonce + " ").getBytes(StandardCharsets.US_ASCII);
        this.listener = listener;
    }

    /** Takes the next bytes; calls the listener for each frame that they complete. */
    void feed(byte[] more, int count) {
        append(more, count);
        int from = 0;
        for (int at = find(from); at >= 0; at = find(from)) {
            int lineEnd = indexOf((byte) '\n', at + mark.length);
            if (lineEnd < 0) {
                scanned = at;
                break;
            }
            var tail = new String(bytes, at + mark.length, lineEnd - at - mark.length, StandardCharsets.UTF_8);
            listener.accept(Arrays.copyOfRange(bytes, from, at), tail);
            from = lineEnd + 1;
            scanned = from;
        }
        discard(from);
    }

    private void append(byte[] more, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    /** Where the next mark begins; without one, remembers how far it has looked. */
    private int find(int from) {
        for (int at = Math.max(from, scanned); at + mark.length <= length; at++) {
            if (bytes[at] == '\n' && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        scanned = Math.max(from, length - mark.length + 1);
        return -1;
    }

    private int indexOf(byte wanted, int from) {
        for (int at = from; at < length; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    private void discard(int count) {
        if (count == 0) {
            return;
        }
        length -= count;
        scanned = Math.max(0, scanned - count);
        if (bytes.length > SMALL && length < SMALL) { // a long answer is over: its room is given back
            bytes = Arrays.copyOfRange(bytes, count, count + SMALL);
        } else {
            System.arraycopy(bytes, count, bytes, 0, length);
        }
    }
}
