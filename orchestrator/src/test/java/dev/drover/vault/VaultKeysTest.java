package dev.drover.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultKeysTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 63, 64, 65, 200})
    void areWhatPbkdf2Yields(int length) throws GeneralSecurityException {
        var random = new Random(length);
        byte[] salt = new byte[length % 40 + 1];
        random.nextBytes(salt);
        String password = random.ints(length, 'a', 'z')
                .collect(StringBuilder::new, (text, letter) -> text.append((char) letter), StringBuilder::append)
                .toString();
        byte[] all = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 10_000, 80 * 8))
                .getEncoded();

        var keys = VaultKeys.derive(password.getBytes(StandardCharsets.UTF_8), salt);

        assertThat(all)
                .startsWith(keys.cipher())
                .endsWith(keys.counter())
                .hasSize(keys.cipher().length + 32 + keys.counter().length);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(all, 32, 32, "HmacSHA256"));
        assertThat(keys.checksum(salt)).isEqualTo(mac.doFinal(salt));
    }
}
