package dev.drover.node.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Host keys that are known, from files in the format of known_hosts. Immutable, so that any number of threads may ask. */
record KnownHosts(List<Entry> entries) {

    enum Marker {
        PLAIN,
        AUTHORITY,
        REVOKED
    }

    /**
     * A line.
     *
     * @param type of the key, {@code ssh-ed25519}
     * @param blob the key as SSH writes it
     * @param place file and line
     */
    record Entry(Marker marker, Names names, String type, byte[] blob, String place) {
        boolean holds(byte[] key) {
            return Arrays.equals(blob, key);
        }
    }

    /** What the first field of a line says. */
    sealed interface Names {
        boolean cover(String name);

        record Plain(List<String> patterns) implements Names {
            @Override
            public boolean cover(String name) {
                return Patterns.match(patterns, name);
            }
        }

        /** One name that can't be read: {@code |1|salt|hash}. */
        record Hashed(byte[] salt, byte[] hash) implements Names {
            @Override
            public boolean cover(String name) {
                return MessageDigest.isEqual(hash, hmac(salt, name.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    static KnownHosts read(List<Path> files) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var file : files) {
            if (Files.isReadable(file) && !Files.isDirectory(file)) {
                int number = 0;
                for (var line : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n")) {
                    entry(line, file + ":" + ++number).ifPresent(entries::add);
                }
            }
        }
        return new KnownHosts(List.copyOf(entries));
    }

    /** A line that can't be understood is passed over, as ssh does. */
    private static Optional<Entry> entry(String line, String place) {
        var fields = line.strip().split("\\s+");
        int at = 0;
        var marker = Marker.PLAIN;
        if (fields[0].startsWith("@")) {
            at = 1;
            switch (fields[0]) {
                case "@cert-authority" -> marker = Marker.AUTHORITY;
                case "@revoked" -> marker = Marker.REVOKED;
                default -> {
                    return Optional.empty();
                }
            }
        }
        if (fields[0].startsWith("#") || fields.length < at + 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Entry(
                    marker,
                    names(fields[at]),
                    fields[at + 1],
                    Base64.getDecoder().decode(fields[at + 2]),
                    place));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Names names(String field) {
        if (!field.startsWith("|")) {
            return new Names.Plain(List.of(field.split(",")));
        }
        var parts = field.split("\\|");
        if (parts.length != 4 || !parts[1].equals("1")) {
            throw new IllegalArgumentException("unknown hash");
        }
        return new Names.Hashed(
                Base64.getDecoder().decode(parts[2]), Base64.getDecoder().decode(parts[3]));
    }

    /** The name that a host's key is kept under. */
    static String name(String host, int port) {
        String lower = host.toLowerCase(Locale.ROOT);
        return port == 22 ? lower : "[" + lower + "]:" + port;
    }

    /** The lines for this name, of all kinds. */
    List<Entry> of(String name) {
        return entries.stream().filter(entry -> entry.names().cover(name)).toList();
    }

    /**
     * Adds a key to a file, for good: it is on the disk when this returns.
     *
     * @param line without the line feed at its end
     */
    static synchronized void append(Path file, String line) throws IOException {
        if (file.getParent() != null && !Files.exists(file.getParent())) {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            long size = channel.size();
            var last = ByteBuffer.allocate(1);
            boolean open = size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
            var bytes = ByteBuffer.wrap(((open ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
            channel.position(size);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            assert lock.isValid();
        }
    }

    /** HMAC-SHA1 by hand: setting up a {@code Mac} for each of thousands of lines takes longer than all the rest. */
    static byte[] hmac(byte[] key, byte[] text) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            byte[] block = Arrays.copyOf(key.length > 64 ? sha1.digest(key) : key, 64);
            sha1.update(mask(block, 0x36));
            sha1.update(text);
            byte[] inner = sha1.digest();
            sha1.update(mask(block, 0x5c));
            return sha1.digest(inner);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mask(byte[] block, int with) {
        var masked = new byte[block.length];
        for (int i = 0; i < block.length; i++) {
            masked[i] = (byte) (block[i] ^ with);
        }
        return masked;
    }
}
