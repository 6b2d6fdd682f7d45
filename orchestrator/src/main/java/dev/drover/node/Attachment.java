package dev.drover.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;

/**
 * Bytes that travel with a script. On the node the n-th attachment of a script (from 1) is the file {@code "$a<n>"}, readable by
 * the shell's user only, and gone when the script has ended.
 */
public sealed interface Attachment {

    /** In bytes. */
    long size();

    InputStream open();

    static Attachment of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Held in memory. */
    record Bytes(byte[] bytes) implements Attachment {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        /** By what they hold: questions that carry the same bytes are the same. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes(var others) && Arrays.equals(bytes, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Bytes[" + bytes.length + "]"; // contents may be secret
        }
    }

    /** Others, one behind another. */
    record Joined(List<Attachment> parts) implements Attachment {
        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public long size() {
            return parts.stream().mapToLong(Attachment::size).sum();
        }

        @Override
        public InputStream open() {
            var left = parts.iterator();
            return new SequenceInputStream(new Enumeration<>() {
                @Override
                public boolean hasMoreElements() {
                    return left.hasNext();
                }

                @Override
                public InputStream nextElement() {
                    return left.next().open();
                }
            });
        }

        @Override
        public String toString() {
            return "Joined[" + parts.size() + "]";
        }
    }

    /** A file of the controller, read when it is sent: size is no matter. */
    record LocalFile(Path path, long size) implements Attachment {
        @Override
        public InputStream open() {
            try {
                return Files.newInputStream(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
