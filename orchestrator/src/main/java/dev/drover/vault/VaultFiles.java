package dev.drover.vault;

import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Vaults as files, and as streams where a file is called {@code -}. A file that is written anew is replaced in one step and keeps its
 * mode; a new one belongs to its owner alone.
 */
public final class VaultFiles {

    /** Names the standard streams. */
    public static final String STREAM = "-";

    private static final int MAX_BYTES = 256 << 20;
    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Vaults vaults;
    private final Optional<byte[]> salt;
    private final InputStream in;
    private final OutputStream out;

    /** @param salt of all that is encrypted; a random one each time where empty */
    public VaultFiles(Vaults vaults, Optional<byte[]> salt, InputStream in, OutputStream out) {
        this.vaults = vaults;
        this.salt = salt;
        this.in = in;
        this.out = out;
    }

    /** Encrypts what is in {@code from}. */
    public void encrypt(String from, String to, VaultSecret secret) throws IOException {
        byte[] plain = read(from);
        if (Decryption.isVault(plain)) {
            throw new UndecryptableException("this is encrypted already", place(from));
        }
        write(to, encrypted(plain, secret));
    }

    /** The text of a vault. */
    public String encrypted(String plain, VaultSecret secret) {
        return vaults.encrypt(plain.getBytes(StandardCharsets.UTF_8), secret, salt);
    }

    byte[] encrypted(byte[] plain, VaultSecret secret) {
        return vaults.encrypt(plain, secret, salt).getBytes(StandardCharsets.ISO_8859_1);
    }

    public void decrypt(String from, String to) throws IOException {
        write(to, open(from).plain());
    }

    /** Encrypts what is in a vault with another password. */
    public void rekey(String file, VaultSecret secret) throws IOException {
        write(file, encrypted(open(file).plain(), secret));
    }

    /** What is in a vault, and which password it has. */
    public Vaults.Opened open(String file) throws IOException {
        byte[] bytes = read(file);
        if (!Decryption.isVault(bytes)) {
            throw new UndecryptableException(
                    "this is not encrypted: a vault begins with " + Decryption.MARK, place(file));
        }
        return vaults.open(new String(bytes, StandardCharsets.ISO_8859_1), place(file));
    }

    private static Origin place(String file) {
        return new Origin(file.equals(STREAM) ? "standard input" : file, 1, 1);
    }

    private byte[] read(String from) throws IOException {
        if (from.equals(STREAM)) {
            return in.readNBytes(MAX_BYTES);
        }
        var path = Path.of(from);
        if (Files.isRegularFile(path) && Files.size(path) > MAX_BYTES) {
            throw new UndecryptableException("the file is larger than 256 MiB", new Origin(from, 0, 0));
        }
        return Files.readAllBytes(path);
    }

    /** Writes a file in one step, or to standard output. */
    public void write(String to, byte[] bytes) throws IOException {
        if (to.equals(STREAM)) {
            out.write(bytes);
            out.flush();
            return;
        }
        var path = Path.of(to).toAbsolutePath();
        var target = Files.isSymbolicLink(path) ? path.toRealPath() : path;
        var temporary = Files.createTempFile(target.getParent(), ".drover-vault", "", OURS_ALONE);
        try {
            Files.write(temporary, bytes);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                keepOwner(target, temporary);
                Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void keepOwner(Path from, Path to) throws IOException {
        for (var attribute : new String[] {"unix:uid", "unix:gid"}) {
            var owner = Files.getAttribute(from, attribute);
            if (!owner.equals(Files.getAttribute(to, attribute))) {
                Files.setAttribute(to, attribute, owner);
            }
        }
    }
}
