package dev.drover.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drover.value.Encrypted;
import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import dev.drover.value.Value;
import dev.drover.yaml.YamlDocument;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vaults that ansible-vault has made, and some that nobody should have made. */
class VaultsTest {

    private static final Origin PLACE = new Origin("secrets.yml", 1, 1);

    private final List<String> revealed = new ArrayList<>();

    static Path recorded(String name) {
        try {
            return Path.of(VaultsTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String name) throws IOException {
        return Files.readString(recorded(name));
    }

    private static VaultSecret secret(String label, String file) throws IOException {
        return new VaultSecret(label, text(file).strip().getBytes(StandardCharsets.UTF_8), file);
    }

    private Vaults vaults(VaultSecret... secrets) {
        return new Vaults(List.of(secrets), false, revealed::add);
    }

    private String opened(String name) throws IOException {
        var vaults = vaults(secret("default", "password"), secret("dev", "long-password"));
        return new String(vaults.decrypt(text(name), PLACE), StandardCharsets.UTF_8);
    }

    @Test
    void opensWhatAnsibleVaultMade() throws IOException {
        assertThat(opened("plain-1.1.vault")).isEqualTo("user: shop\npassword: \"grün {{ 1 + 1 }}\"\n");
        assertThat(opened("labelled-1.2.vault")).isEqualTo("of the id dev");
        assertThat(opened("empty.vault")).isEmpty();
        assertThat(opened("zeros.vault")).isEqualTo("\0".repeat(1000));
    }

    @Test
    void makesWhatAnsibleVaultMakes() throws IOException {
        var vault = vaults().encrypt(
                        "always the same".getBytes(StandardCharsets.UTF_8),
                        secret("dev", "password"),
                        Optional.of("0123456789abcdef".getBytes(StandardCharsets.UTF_8)));

        assertThat(vault).isEqualTo(text("salted.vault"));
    }

    @Test
    void opensWhatItMade() throws IOException {
        var secret = secret("default", "password");
        var random = new Random(5);
        for (int size : new int[] {0, 1, 15, 16, 17, 4096}) {
            byte[] plain = new byte[size];
            random.nextBytes(plain);

            assertThat(vaults(secret).decrypt(vaults(secret).encrypt(plain, secret, Optional.empty()), PLACE))
                    .isEqualTo(plain);
        }
    }

    /** With equal salts AES runs in the same state: two ciphertexts would give away what their texts have in common. */
    @Test
    void everyVaultHasASaltOfItsOwn() throws IOException {
        var secret = secret("default", "password");
        var vaults = vaults(secret);
        var salts = new HashSet<String>();
        for (int i = 0; i < 5; i++) {
            var vault = VaultText.parse(vaults.encrypt(new byte[100], secret, Optional.empty()), PLACE);
            salts.add(HexFormat.of().formatHex(vault.salt()));
        }

        assertThat(salts).hasSize(5);
    }

    @Test
    void opensStringsInYamlWhenTheyAreUsed() throws IOException {
        var vaults = vaults(secret("dev", "password"));
        var document = YamlDocument.readData(recorded("strings.yml"), "strings.yml", (message, origin) -> {}, vaults)
                .orElseThrow();
        assertThat(revealed).isEmpty();

        var one = (Encrypted) ((Value.Mapping) document.value()).get("one").orElseThrow();

        assertThat(one.text().text()).isEqualTo("first");
        assertThat(one.text().secret()).isTrue();
        assertThat(one.text()).isSameAs(one.text());
        assertThat(one.origin()).isEqualTo(new Origin("strings.yml", 2, 11));
        assertThat(revealed).containsExactly("first");
    }

    @Test
    void theTextOfAVaultedFileIsSecret() throws IOException {
        var document = YamlDocument.readData(
                        recorded("plain-1.1.vault"),
                        "plain.yml",
                        (message, origin) -> {},
                        vaults(secret("default", "password")))
                .orElseThrow();

        assertThat(((Value.Mapping) document.value()).get("user").orElseThrow()).hasToString("$REDACTED$");
        assertThat(revealed).containsExactly("shop", "grün {{ 1 + 1 }}");
    }

    @Test
    void triesThePasswordOfTheIdFirst() throws IOException {
        var vaults = vaults(secret("prod", "password"), secret("dev", "long-password"), secret("dev", "password"));

        assertThat(vaults.open(text("labelled-1.2.vault"), PLACE).secret().source())
                .isEqualTo("long-password");
    }

    @Test
    void triesAllPasswordsUnlessIdsMustMatch() throws IOException {
        var other = secret("prod", "long-password");

        assertThat(vaults(other).decrypt(text("labelled-1.2.vault"), PLACE)).hasSize(13);
        assertThatExceptionOfType(UndecryptableException.class)
                .isThrownBy(() ->
                        new Vaults(List.of(other), true, revealed::add).decrypt(text("labelled-1.2.vault"), PLACE))
                .withMessageContaining("id \"dev\"")
                .withMessageContaining("there is none of that id");
    }

    @Test
    void saysWhichPasswordsDoNotFit() {
        assertThatExceptionOfType(UndecryptableException.class)
                .isThrownBy(() -> vaults(secret("prod", "password")).decrypt(text("labelled-1.2.vault"), PLACE))
                .withMessage("no password opens this vault of the id \"dev\"; tried: prod (password)."
                        + " It was encrypted with another one, or is damaged")
                .satisfies(e -> assertThat(e.origin()).isEqualTo(PLACE));
    }

    @Test
    void saysHowToHandOverPasswordsWhereThereAreNone() {
        assertThatExceptionOfType(UndecryptableException.class)
                .isThrownBy(() -> vaults().decrypt(text("plain-1.1.vault"), PLACE))
                .withMessageContaining("--vault-password-file");
    }

    @Test
    void reportsEachSecretOnce() {
        var vaults = vaults();
        vaults.revealed("one");
        vaults.revealed("one");

        assertThat(revealed).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 80, 200, 300})
    void noticesEveryFlippedDigit(int at) throws IOException {
        String vault = text("plain-1.1.vault");
        int place = vault.indexOf('\n') + 1 + at + at / 80;
        char digit = vault.charAt(place);
        String flipped = vault.substring(0, place) + (digit == '3' ? '2' : '3') + vault.substring(place + 1);

        assertThatExceptionOfType(UndecryptableException.class)
                .isThrownBy(() -> vaults(secret("default", "password")).decrypt(flipped, PLACE))
                .satisfies(e -> assertThat(e.origin().file()).isEqualTo("secrets.yml"));
    }

    @Test
    void noticesEveryCut() throws IOException {
        String vault = text("plain-1.1.vault");
        var secret = secret("default", "password");
        for (int length = 0; length < vault.length() - 1; length += 7) {
            String cut = vault.substring(0, length);

            assertThatExceptionOfType(UndecryptableException.class)
                    .isThrownBy(() -> vaults(secret).decrypt(cut, PLACE));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$ANSIBLE_VAULT;1.0;AES|version 1.0|1",
                "$ANSIBLE_VAULT;9.9;AES256|version 9.9|1",
                "$ANSIBLE_VAULT;1.1;DES|encrypted with DES|1",
                "$ANSIBLE_VAULT|this is no vault|1",
                "$ANSIBLE_VAULT;|this is no vault|1",
                "hello|this is no vault|1",
                "''|this is no vault|1",
                "$ANSIBLE_VAULT;1.1;AES256|does not hold|1",
                "$ANSIBLE_VAULT;1.1;AES256\\n30|does not hold|1",
                "$ANSIBLE_VAULT;1.1;AES256\\n3|cut off|1",
                "$ANSIBLE_VAULT;1.1;AES256\\n3030\\nxyz|\"x\" is no hexadecimal digit|3",
                "$ANSIBLE_VAULT;1.1;AES256\\n30\\n{{ a }}|\"{\" is no hexadecimal digit|3",
                "$ANSIBLE_VAULT;1.1;AES256\\n30300a30300a3030|checksum is not 32 bytes|1",
                "$ANSIBLE_VAULT;1.1;AES256\\n7a7a0a30300a3030|something else is in it|1",
                "$ANSIBLE_VAULT;1.1;AES256\\n30300a3030|does not hold|1",
            })
    void refusesWhatIsNoVault(String text, String message, int line) {
        assertThatExceptionOfType(UndecryptableException.class)
                .isThrownBy(() -> vaults(secret("default", "password")).decrypt(text.replace("\\n", "\n"), PLACE))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.origin().line()).isEqualTo(line));
    }

    @Test
    void refusesAnEmptyCiphertextWithTheRightChecksum() throws IOException {
        var secret = secret("default", "password");
        byte[] salt = new byte[32];
        var keys = VaultKeys.derive(secret.password(), salt);
        var vault = new VaultText("default", salt, keys.checksum(new byte[0]), new byte[0]).text();

        assertThatExceptionOfType(UndecryptableException.class)
                .isThrownBy(() -> vaults(secret).decrypt(vault, PLACE))
                .withMessageContaining("padding");
    }
}
