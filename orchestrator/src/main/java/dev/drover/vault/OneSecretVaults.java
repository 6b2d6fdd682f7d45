package dev.drover.vault;

import dev.drover.template.Vaulting;
import dev.drover.value.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Vaults that templates make and open with passwords they name themselves. */
public final class OneSecretVaults implements Vaulting {

    @Override
    public String encrypt(String plain, String password, Optional<String> salt, String id) {
        return one(password, id)
                .encrypt(
                        plain.getBytes(StandardCharsets.UTF_8),
                        new VaultSecret(id, password.getBytes(StandardCharsets.UTF_8), "the template"),
                        salt.map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String decrypt(String vault, String password) {
        return new String(one(password, VaultText.DEFAULT_LABEL).decrypt(vault, Origin.NONE), StandardCharsets.UTF_8);
    }

    private static Vaults one(String password, String id) {
        var secret = new VaultSecret(id, password.getBytes(StandardCharsets.UTF_8), "the template");
        return new Vaults(List.of(secret), false, text -> {});
    }
}
