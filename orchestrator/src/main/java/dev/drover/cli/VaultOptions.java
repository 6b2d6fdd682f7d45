package dev.drover.cli;

import dev.drover.playbook.AnsibleConfig;
import dev.drover.vault.PasswordSources;
import dev.drover.vault.VaultSecret;
import dev.drover.vault.Vaults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The passwords of vaults. */
final class VaultOptions {

    @Option(
            names = "--vault-id",
            paramLabel = "[ID@]SOURCE",
            description = "A vault password with its id: from a file, an executable, or prompt. May be repeated.")
    List<String> ids = new ArrayList<>();

    @Option(
            names = {"--vault-password-file", "--vault-pass-file"},
            paramLabel = "FILE",
            description = "The file, or the executable, that tells the vault password.")
    List<String> passwordFiles = new ArrayList<>();

    @Option(
            names = {"-J", "--ask-vault-password", "--ask-vault-pass"},
            description = "Ask for the vault password.")
    boolean ask;

    /** What opens vaults: the passwords of the configuration, then those of the command line. */
    Vaults vaults(AnsibleConfig config, Passwords passwords, Consumer<String> revealed) throws InterruptedException {
        boolean onlyMatching = config.flag("defaults", "vault_id_match", "ANSIBLE_VAULT_ID_MATCH");
        return new Vaults(secrets(config, passwords, false, revealed), onlyMatching, revealed);
    }

    /** @param fresh whether what is asked for is a new password, which is typed twice */
    List<VaultSecret> secrets(AnsibleConfig config, Passwords passwords, boolean fresh, Consumer<String> revealed)
            throws InterruptedException {
        String label = config.find("defaults", "vault_identity", "ANSIBLE_VAULT_IDENTITY")
                .orElse("default");
        var sources = new PasswordSources(of -> passwords.vault(of, fresh));
        for (var id : config.list("defaults", "vault_identity_list", "ANSIBLE_VAULT_IDENTITY_LIST")) {
            sources.add(id);
        }
        for (var id : ids) {
            sources.add(id);
        }
        var file = config.path("defaults", "vault_password_file", "ANSIBLE_VAULT_PASSWORD_FILE");
        if (file.isPresent() && passwordFiles.isEmpty()) {
            sources.add(label, file.get());
        }
        for (var name : passwordFiles) {
            sources.add(label, name);
        }
        if (ask || sources.secrets().isEmpty() && config.flag("defaults", "ask_vault_pass", "ANSIBLE_ASK_VAULT_PASS")) {
            sources.add(label, "prompt");
        }
        sources.secrets().forEach(secret -> revealed.accept(secret.text()));
        return sources.secrets();
    }
}
