package dev.drover.module.files;

import dev.drover.module.ArgumentException;
import dev.drover.module.Controller;
import dev.drover.node.Attachment;
import dev.drover.value.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a file on a node is to hold.
 *
 * @param text for diffs, where it is text of a reasonable size
 * @param source what the user named it by
 */
public record NewContents(
        Attachment attachment, String sha1, Supplier<String> md5Sum, Optional<String> text, String source) {

    /** The largest file whose contents a diff shows: Ansible's limit. */
    static final int DIFF_LIMIT = 104_448;

    private static final long IN_MEMORY = 1 << 20;
    private static final String VAULT = "$ANSIBLE_VAULT";

    public static NewContents of(byte[] bytes, String source) {
        boolean shown = bytes.length <= DIFF_LIMIT && new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\0') < 0;
        return new NewContents(
                new Attachment.Bytes(bytes),
                hex(digest("SHA-1").digest(bytes)),
                () -> hex(digest("MD5").digest(bytes)),
                shown ? Optional.of(new String(bytes, StandardCharsets.UTF_8)) : Optional.empty(),
                source);
    }

    /** A large file stays where it is until it is sent, unless it is a vault that must be opened. */
    static NewContents of(Path file, boolean decrypt, Controller controller) {
        try {
            long size = Files.size(file);
            boolean vault;
            try (var start = Files.newInputStream(file)) {
                vault = new String(start.readNBytes(VAULT.length()), StandardCharsets.ISO_8859_1).equals(VAULT);
            }
            if (vault && decrypt) {
                return of(controller.read(file), file.toString());
            }
            if (size <= IN_MEMORY) {
                return of(Files.readAllBytes(file), file.toString());
            }
            return new NewContents(
                    new Attachment.LocalFile(file, size),
                    controller.checksums().of("SHA-1", file),
                    () -> md5(file, controller),
                    Optional.empty(),
                    file.toString());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String md5(Path file, Controller controller) {
        try {
            return controller.checksums().of("MD5", file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ArgumentException unreadable(Path file, IOException e) {
        return new ArgumentException("can't read %s: %s".formatted(file, e.getMessage()), Origin.NONE);
    }

    /** Computed when it is asked for: only results of changes have it. */
    public String md5() {
        return md5Sum.get();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
