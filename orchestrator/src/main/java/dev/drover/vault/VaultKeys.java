package dev.drover.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a password and a salt yield: PBKDF2 with HMAC-SHA256 and 10,000 rounds. Made here since the JDK's own takes no passwords that are
 * not text, and since its three blocks need not be made one after the other, nor all of them: the one that tells whether the
 * password is right comes first, and a wrong password costs no more.
 */
final class VaultKeys {

    private static final int ROUNDS = 10_000;
    private static final int COUNTER_BYTES = 16;

    private final Hmac password;
    private final byte[] salt;
    private final Hmac mac;
    private Optional<List<byte[]>> others = Optional.empty();

    private VaultKeys(Hmac password, byte[] salt) {
        this.password = password;
        this.salt = salt;
        this.mac = new Hmac(block(2));
    }

    static VaultKeys derive(byte[] password, byte[] salt) {
        return new VaultKeys(new Hmac(password), salt);
    }

    byte[] checksum(byte[] ciphertext) {
        return mac.of(ciphertext);
    }

    byte[] cipher() {
        return others().getFirst();
    }

    byte[] counter() {
        return Arrays.copyOf(others().getLast(), COUNTER_BYTES);
    }

    private synchronized List<byte[]> others() {
        if (others.isEmpty()) {
            others = Optional.of(Stream.of(1, 3).parallel().map(this::block).toList());
        }
        return others.get();
    }

    private byte[] block(int number) {
        byte[] numbered = Arrays.copyOf(salt, salt.length + Integer.BYTES);
        numbered[numbered.length - 1] = (byte) number;
        return password.rounds().sum(password.of(numbered), ROUNDS);
    }

    /** HMAC-SHA256. */
    private static final class Hmac {

        private static final int BLOCK_BYTES = 64;
        private static final byte INNER = 0x36;
        private static final byte OUTER = 0x5c;

        private final byte[] inner;
        private final byte[] outer;

        Hmac(byte[] key) {
            byte[] fitting = key.length > BLOCK_BYTES ? sha256().digest(key) : key;
            inner = mixed(fitting, INNER);
            outer = mixed(fitting, OUTER);
        }

        private static byte[] mixed(byte[] key, byte pad) {
            byte[] block = new byte[BLOCK_BYTES];
            Arrays.fill(block, pad);
            for (int i = 0; i < key.length; i++) {
                block[i] ^= key[i];
            }
            return block;
        }

        byte[] of(byte[] text) {
            var within = sha256();
            within.update(inner);
            var around = sha256();
            around.update(outer);
            return around.digest(within.digest(text));
        }

        Sha256Rounds rounds() {
            return new Sha256Rounds(inner, outer);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
