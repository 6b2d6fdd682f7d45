package dev.drover.vault;

import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import dev.drover.yaml.Decryption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The passwords of a run, and what they open. May be used by many threads at once. */
public final class Vaults implements Decryption {

    private final List<VaultSecret> secrets;
    private final boolean onlyMatching;
    private final Consumer<String> revealed;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final VaultCipher cipher = new VaultCipher();

    /**
     * @param onlyMatching whether a vault that names an id is tried with the passwords of that id only
     * @param revealed hears of every text that has come from a vault
     */
    public Vaults(List<VaultSecret> secrets, boolean onlyMatching, Consumer<String> revealed) {
        this.secrets = List.copyOf(secrets);
        this.onlyMatching = onlyMatching;
        this.revealed = revealed;
    }

    public List<VaultSecret> secrets() {
        return secrets;
    }

    @Override
    public void revealed(String secret) {
        if (known.add(secret)) {
            revealed.accept(secret);
        }
    }

    @Override
    public byte[] decrypt(String vault, Origin origin) {
        return open(vault, origin).plain();
    }

    /** What was in a vault, and what opened it. */
    public record Opened(byte[] plain, VaultSecret secret) {}

    /**
     * Opens a vault: with the passwords of its own id first, then with all others.
     *
     * @throws UndecryptableException where none fits, or it is damaged
     */
    public Opened open(String text, Origin origin) {
        var vault = VaultText.parse(text, origin);
        if (secrets.isEmpty()) {
            return new Opened(NONE.decrypt(text, origin), new VaultSecret("", new byte[0], ""));
        }
        for (var secret : candidates(vault.label())) {
            var plain = cipher.decrypt(vault, secret.password(), origin);
            if (plain.isPresent()) {
                return new Opened(plain.get(), secret);
            }
        }
        throw new UndecryptableException(refusal(vault.label()), origin);
    }

    private List<VaultSecret> candidates(String label) {
        var candidates = new ArrayList<VaultSecret>();
        secrets.stream().filter(secret -> secret.label().equals(label)).forEach(candidates::add);
        if (!onlyMatching) {
            secrets.stream().filter(secret -> !secret.label().equals(label)).forEach(candidates::add);
        }
        return candidates;
    }

    private String refusal(String label) {
        String tried = candidates(label).stream()
                .map(secret -> secret.label() + " (" + secret.source() + ")")
                .collect(Collectors.joining(", "));
        String what = label.equals(VaultText.DEFAULT_LABEL)
                ? "no password opens this vault"
                : "no password opens this vault of the id \"" + label + "\"";
        return what + (tried.isEmpty() ? ": there is none of that id" : "; tried: " + tried)
                + ". It was encrypted with another one, or is damaged";
    }

    /**
     * Encrypts.
     *
     * @param salt a random one where empty
     * @return the text of a vault, which ends with a newline
     */
    public String encrypt(byte[] plain, VaultSecret secret, Optional<byte[]> salt) {
        return cipher.encrypt(plain, secret.label(), secret.password(), salt).text();
    }

    /** Whether a text is a vault, as far as its first line tells. */
    public static boolean isVault(String text) {
        return Decryption.isVault(text.getBytes(StandardCharsets.UTF_8));
    }
}
