package dev.drover.vault;

import java.nio.charset.StandardCharsets;

/**
 * A password of vaults.
 *
 * @param label the id that vaults name it by
 * @param source where it came from, for messages
 */
public record VaultSecret(String label, byte[] password, String source) {

    /** The password as text, for those who must not print it. */
    public String text() {
        return new String(password, StandardCharsets.UTF_8);
    }
}
