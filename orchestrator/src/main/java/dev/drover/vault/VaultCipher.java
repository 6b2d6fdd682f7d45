package dev.drover.vault;

import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts and decrypts vaults. Keys are derived once for each pair of salt and password. */
final class VaultCipher {

    private static final int SALT_BYTES = 32;
    private static final int BLOCK = 16;

    private record Pair(ByteBuffer password, ByteBuffer salt) {}

    private final Map<Pair, VaultKeys> known = new ConcurrentHashMap<>();

    private VaultKeys keys(byte[] password, byte[] salt) {
        return known.computeIfAbsent(
                new Pair(ByteBuffer.wrap(password), ByteBuffer.wrap(salt)), pair -> VaultKeys.derive(password, salt));
    }

    /** What a vault holds; empty where the password is not its own. */
    Optional<byte[]> decrypt(VaultText vault, byte[] password, Origin origin) {
        var keys = keys(password, vault.salt());
        if (!MessageDigest.isEqual(keys.checksum(vault.ciphertext()), vault.mac())) {
            return Optional.empty();
        }
        byte[] padded = counted(keys, vault.ciphertext());
        int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (padding < 1 || padding > BLOCK || padding > padded.length) {
            throw new UndecryptableException("this vault is damaged: its padding is wrong", origin);
        }
        return Optional.of(Arrays.copyOf(padded, padded.length - padding));
    }

    /** @param salt a random one where empty */
    VaultText encrypt(byte[] plain, String label, byte[] password, Optional<byte[]> salt) {
        byte[] chosen = salt.orElseGet(VaultCipher::randomSalt);
        int padding = BLOCK - plain.length % BLOCK;
        byte[] padded = Arrays.copyOf(plain, plain.length + padding);
        Arrays.fill(padded, plain.length, padded.length, (byte) padding);
        var keys = keys(password, chosen);
        byte[] ciphertext = counted(keys, padded);
        return new VaultText(label, chosen, keys.checksum(ciphertext), ciphertext);
    }

    private static byte[] randomSalt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    /** AES in counter mode: the same way to and fro. */
    private static byte[] counted(VaultKeys keys, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(keys.cipher(), "AES"), new IvParameterSpec(keys.counter()));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }
}
