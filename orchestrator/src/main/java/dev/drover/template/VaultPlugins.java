package dev.drover.template;

import dev.drover.value.UndecryptableException;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Filters, tests and the lookup that have to do with Ansible Vault. */
final class VaultPlugins {

    private static final String MARK = "$ANSIBLE_VAULT;";
    private static final String DEFAULT_ID = "filter_default";

    private VaultPlugins() {}

    static final Map<String, Filters.Filter> FILTERS = new Named<Filters.Filter>()
            .add(VaultPlugins::vault, "vault")
            .add(VaultPlugins::unvault, "unvault")
            .all();

    static final Map<String, Tests.Test> TESTS = new Named<Tests.Test>()
            .add((value, arguments, evaluator) -> evaluator.evaluation.isVault(value), "vault_encrypted")
            .add((value, arguments, evaluator) -> isVaultedFile(value, evaluator), "vaulted_file")
            .all();

    private static Value vault(Value value, Arguments arguments, Evaluator evaluator) {
        String password = password(arguments);
        if (!(value instanceof Value.Text plain)) {
            throw Mistake.of("Can only vault strings, instead we got " + typeOf(value) + ".");
        }
        if (arguments.flag(3, "wrap_object", false)) {
            return plain.asSecret();
        }
        return Value.of(evaluator
                .evaluation
                .templar
                .host()
                .vaults()
                .encrypt(
                        plain.text(),
                        password,
                        arguments
                                .find(1, "salt")
                                .filter(salt -> !(salt instanceof Value.Nil))
                                .map(PyText::str),
                        arguments.text(2, "vault_id", DEFAULT_ID)));
    }

    private static Value unvault(Value value, Arguments arguments, Evaluator evaluator) {
        String password = password(arguments);
        if (!(value instanceof Value.Text vault)) {
            throw Mistake.of("Vault should be in the form of a string, instead we got " + typeOf(value) + ".");
        }
        if (!vault.text().startsWith(MARK)) {
            return vault;
        }
        try {
            evaluator.evaluation.sawSecret();
            String plain = evaluator.evaluation.templar.host().vaults().decrypt(vault.text(), password);
            evaluator.evaluation.templar.host().revealed(plain);
            return ((Value.Text) Value.of(plain)).asSecret();
        } catch (UndecryptableException e) {
            throw Mistake.of("Unable to decrypt: " + e.getMessage());
        }
    }

    private static String password(Arguments arguments) {
        if (arguments.get(0, "secret") instanceof Value.Text secret) {
            return secret.text();
        }
        throw Mistake.of(
                "Secret passed is required to be a string, instead we got " + typeOf(arguments.get(0, "secret")) + ".");
    }

    private static String typeOf(Value value) {
        return value instanceof Value.Sequence
                ? "<class 'ansible._internal._templating._lazy_containers._AnsibleLazyTemplateList'>"
                : "<class '" + Py.typeName(value) + "'>";
    }

    private static boolean isVaultedFile(Value value, Evaluator evaluator) {
        String name = PyText.str(value);
        var path = Lookups.places("files", name, evaluator).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(Path.of(name));
        try (var stream = Files.newInputStream(path)) {
            return new String(stream.readNBytes(MARK.length()), StandardCharsets.ISO_8859_1).equals(MARK);
        } catch (NoSuchFileException e) {
            throw Mistake.of("Cannot test if the file '" + name
                    + "' is a vault: [Errno 2] No such file or directory: b'" + name + "'");
        } catch (IOException e) {
            throw Mistake.of("Cannot test if the file '" + name + "' is a vault: " + e.getMessage());
        }
    }

    /** {@code lookup('unvault')}: what files hold, whether they are vaults or not, to the last byte. */
    static Value lookup(Value term, Evaluator evaluator) {
        String name = PyText.str(term);
        var found = Lookups.places("files", name, evaluator).stream()
                .filter(Files::isRegularFile)
                .findFirst();
        if (found.isEmpty()) {
            throw Mistake.of("Unable to find file matching \"" + name + "\"");
        }
        return Value.of(Lookups.text(found.get(), evaluator));
    }
}
