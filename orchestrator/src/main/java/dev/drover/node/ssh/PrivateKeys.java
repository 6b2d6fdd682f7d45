package dev.drover.node.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/** Private keys from files, each read once, and its passphrase asked for once. */
final class PrivateKeys {

    private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----";

    private final Prompt prompt;
    private final Map<Path, Key> keys = new ConcurrentHashMap<>();

    PrivateKeys(Prompt prompt) {
        this.prompt = prompt;
    }

    sealed interface Key {
        record Usable(KeyProvider key) implements Key {}

        /** The reason is for the user. */
        record Unusable(String reason) implements Key {}
    }

    /** The key, with its passphrase asked for if need be. */
    Key load(Path file) {
        return keys.computeIfAbsent(file, this::read);
    }

    /** What can be told of a key without its passphrase. */
    record Outside(byte[] publicBlob, boolean encrypted) {}

    /** Empty where the file is no key of OpenSSH's. */
    static Optional<Outside> look(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (!text.startsWith(OPENSSH)) {
                return Optional.empty();
            }
            String base64 = text.substring(OPENSSH.length(), text.indexOf("-----END"));
            var buffer = new Buffer.PlainBuffer(Base64.getMimeDecoder().decode(base64));
            buffer.readRawBytes(new byte["openssh-key-v1\0".length()]);
            String cipher = buffer.readString();
            buffer.readString(); // key derivation
            buffer.readBytes(); // and its options
            buffer.readUInt32();
            return Optional.of(new Outside(buffer.readBytes(), !cipher.equals("none")));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Key read(Path file) {
        if (!Files.exists(file)) {
            return new Key.Unusable(file + " does not exist");
        }
        if (!Files.isReadable(file)) {
            return new Key.Unusable(file + " can't be read");
        }
        var outside = look(file);
        if (outside.isEmpty()) {
            return new Key.Unusable(file + " is not in OpenSSH's format; convert it: ssh-keygen -p -f " + file);
        }
        Optional<char[]> passphrase = outside.get().encrypted() ? prompt.passphrase(file) : Optional.of(new char[0]);
        if (passphrase.isEmpty()) {
            return new Key.Unusable(
                    file + " is encrypted, and no passphrase was given; ssh-add it to an agent, or run on a terminal");
        }
        try {
            var key = new OpenSSHKeyV1KeyFile();
            key.init(file.toFile(), new Given(passphrase.get()));
            key.getPrivate();
            return new Key.Usable(key);
        } catch (IOException | RuntimeException e) {
            return new Key.Unusable(
                    outside.get().encrypted()
                            ? "the passphrase of " + file
                                    + " is wrong, or its cipher is unknown (then: ssh-keygen -p -Z aes256-ctr -f "
                                    + file + ")"
                            : file + " can't be used: " + e.getMessage());
        }
    }

    private record Given(char[] passphrase) implements PasswordFinder {
        @Override
        public char[] reqPassword(Resource<?> resource) {
            return passphrase.clone();
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }
    }
}
