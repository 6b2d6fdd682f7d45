package dev.drover.vault;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a password and a salt yield: PBKDF2 with HMAC-SHA256 and 10,000 rounds. Made here since the JDK's own takes no passwords that are
 * not text, and since the three blocks can be made at once.
 */
record VaultKeys(byte[] cipher, byte[] mac, byte[] counter) {

    private static final String HMAC = "HmacSHA256";
    private static final int ROUNDS = 10_000;
    private static final int BLOCKS = 3;
    private static final int KEY_BYTES = 32;
    private static final int COUNTER_BYTES = 16;

    static VaultKeys derive(byte[] password, byte[] salt) {
        var blocks = IntStream.rangeClosed(1, BLOCKS)
                .parallel()
                .mapToObj(number -> block(password, salt, number))
                .toList();
        return new VaultKeys(blocks.get(0), blocks.get(1), Arrays.copyOf(blocks.get(2), COUNTER_BYTES));
    }

    private static byte[] block(byte[] password, byte[] salt, int number) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(password, HMAC));
            mac.update(salt);
            mac.update(new byte[] {0, 0, 0, (byte) number});
            byte[] round = mac.doFinal();
            byte[] block = round.clone();
            for (int i = 1; i < ROUNDS; i++) {
                mac.update(round);
                mac.doFinal(round, 0);
                for (int j = 0; j < KEY_BYTES; j++) {
                    block[j] ^= round[j];
                }
            }
            return block;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    byte[] checksum(byte[] ciphertext) {
        try {
            var hmac = Mac.getInstance(HMAC);
            hmac.init(new SecretKeySpec(mac, HMAC));
            return hmac.doFinal(ciphertext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
