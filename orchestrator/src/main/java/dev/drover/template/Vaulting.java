package dev.drover.template;

import java.util.Optional;

/** Vaults with a password of their own: what the filters {@code vault} and {@code unvault} are made with. */
public interface Vaulting {

    /**
     * The text of a vault.
     *
     * @param salt a random one where empty
     */
    String encrypt(String plain, String password, Optional<String> salt, String id);

    /** @throws dev.drover.value.UndecryptableException where it is no vault, or the password is another one */
    String decrypt(String vault, String password);
}
