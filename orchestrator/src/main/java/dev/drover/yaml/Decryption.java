package dev.drover.yaml;

import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import java.nio.charset.StandardCharsets;

/** Opens what Ansible Vault has encrypted, wherever files are read. */
public interface Decryption {

    /** What every vault begins with. */
    String MARK = "$ANSIBLE_VAULT";

    /** Of those who have no passwords: every vault is an error. */
    Decryption NONE = new Decryption() {
        @Override
        public byte[] decrypt(String vault, Origin origin) {
            throw new UndecryptableException(
                    "this is encrypted, and there is no vault password: use --vault-password-file, --vault-id or"
                            + " --ask-vault-pass",
                    origin);
        }

        @Override
        public void revealed(String secret) {
            // nobody reveals anything
        }
    };

    /**
     * What a vault holds.
     *
     * @param vault the encrypted text, beginning with {@link #MARK}
     * @param origin where its first character stands
     * @throws UndecryptableException where it is no vault, is damaged, or no password fits
     */
    byte[] decrypt(String vault, Origin origin);

    /** This text has come from a vault: it is printed no more. */
    void revealed(String secret);

    static boolean isVault(byte[] bytes) {
        return bytes.length > MARK.length()
                && new String(bytes, 0, MARK.length(), StandardCharsets.ISO_8859_1).equals(MARK);
    }

    /** The bytes of a file, decrypted where it is a vault as a whole. */
    default byte[] opened(byte[] bytes, String file) {
        return isVault(bytes) ? decrypt(new String(bytes, StandardCharsets.ISO_8859_1), new Origin(file, 1, 1)) : bytes;
    }
}
