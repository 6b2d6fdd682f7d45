package dev.drover.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Checksums of the controller's files, each computed once for all hosts and tasks that ask, as long as the file stays as it is. */
public final class Checksums {

    private static final int BLOCK = 1 << 16;

    private final Map<Version, String> known = new ConcurrentHashMap<>();

    private record Version(String algorithm, Path file, long size, FileTime modified) {}

    /** The checksum in small hexadecimal digits. */
    public String of(String algorithm, Path file) throws IOException {
        var version = new Version(algorithm, file.toAbsolutePath(), Files.size(file), Files.getLastModifiedTime(file));
        try {
            return known.computeIfAbsent(version, Checksums::computed);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String computed(Version version) {
        try (var stream = Files.newInputStream(version.file())) {
            var digest = MessageDigest.getInstance(version.algorithm());
            var block = new byte[BLOCK];
            for (int count = stream.read(block); count > 0; count = stream.read(block)) {
                digest.update(block, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
