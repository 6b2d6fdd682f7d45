package dev.drover.cli;

import dev.drover.playbook.AnsibleConfig;
import dev.drover.report.Forge;
import dev.drover.report.Redactor;
import dev.drover.vault.PasswordSources;
import dev.drover.vault.VaultFiles;
import dev.drover.vault.VaultSecret;
import dev.drover.vault.Vaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The passwords that a command of {@code drover vault} works with. */
final class VaultSession {

    private final AnsibleConfig config;
    private final Passwords passwords;
    private final VaultFiles files;
    private final List<VaultSecret> secrets;
    private final Optional<String> encryptId;

    private VaultSession(VaultOptions options, Optional<String> encryptId, boolean fresh)
            throws IOException, InterruptedException {
        config = AnsibleConfig.load(
                System.getenv(), Path.of("").toAbsolutePath(), Path.of(System.getProperty("user.home")));
        passwords = new Passwords(new Redactor(), Forge.of(System.getenv()) != Forge.NONE);
        this.encryptId =
                encryptId.or(() -> config.find("defaults", "vault_encrypt_identity", "ANSIBLE_VAULT_ENCRYPT_IDENTITY"));
        var known = new ArrayList<>(options.secrets(config, passwords, fresh, secret -> {}));
        if (known.isEmpty()) {
            String label = "default";
            known.add(new VaultSecret(
                    label, passwords.vault(label, fresh).getBytes(StandardCharsets.UTF_8), "the terminal"));
        }
        secrets = List.copyOf(known);
        var salt = config.find("defaults", "vault_encrypt_salt", "ANSIBLE_VAULT_ENCRYPT_SALT")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        var vaults =
                new Vaults(secrets, config.flag("defaults", "vault_id_match", "ANSIBLE_VAULT_ID_MATCH"), secret -> {});
        files = new VaultFiles(vaults, salt, System.in, System.out);
    }

    /** With passwords to open vaults that are there. */
    static VaultSession opening(VaultOptions options) throws IOException, InterruptedException {
        return new VaultSession(options, Optional.empty(), false);
    }

    /** With passwords to make vaults: one that is typed is typed twice. */
    static VaultSession encrypting(VaultOptions options, EncryptionOptions encryption)
            throws IOException, InterruptedException {
        return new VaultSession(options, encryption.id, true);
    }

    VaultFiles files() {
        return files;
    }

    /** The password to encrypt with. */
    VaultSecret secret() {
        return chosen(secrets, encryptId);
    }

    private static VaultSecret chosen(List<VaultSecret> among, Optional<String> id) {
        var labels = among.stream().map(VaultSecret::label).distinct().toList();
        String known = labels.stream().collect(Collectors.joining(", "));
        if (id.isPresent()) {
            return among.stream()
                    .filter(secret -> secret.label().equals(id.get()))
                    .findFirst()
                    .orElseThrow(() -> new UserError(
                            "there is no password of the id \"" + id.get() + "\" to encrypt with, only of " + known));
        }
        if (labels.size() > 1) {
            throw new UserError(
                    "there are passwords of the ids " + known + ": say which one encrypts with --encrypt-vault-id");
        }
        return among.getFirst();
    }

    /** The password that vaults get instead of the one they have. */
    VaultSecret newSecret(Optional<String> id, Optional<String> file, EncryptionOptions encryption)
            throws InterruptedException {
        var sources = new PasswordSources(label -> passwords.vault(label, true));
        if (file.isPresent()) {
            sources.add("default", file.get());
        } else if (id.isPresent()) {
            sources.add(id.get());
        } else if (encryption.id.isPresent()) {
            return chosen(secrets, encryption.id);
        } else {
            sources.add("default", "prompt");
        }
        return chosen(sources.secrets(), encryption.id);
    }
}
