package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private final Redactor redactor = new Redactor();

    @Test
    void replacesSecretsWhereverTheyStand() {
        redactor.add("s3cret-word");

        assertThat(redactor.redact("a s3cret-word, xs3cret-wordx")).isEqualTo("a $REDACTED$, x$REDACTED$x");
        assertThat(redactor.redact("nothing")).isEqualTo("nothing");
    }

    @ParameterizedTest
    @CsvSource({"abc, abc abc", "abcd, $REDACTED$ abcdx xabcd", "abcdef, $REDACTED$ abcdefx xabcdef"})
    void sparesShortSecretsInWords(String secret, String redacted) {
        redactor.add(secret);

        assertThat(redactor.redact(secret.equals("abc") ? "abc abc" : "%1$s %1$sx x%1$s".formatted(secret)))
                .isEqualTo(redacted);
    }

    @Test
    void knowsSecretsInJson() {
        redactor.add("a \"quoted\" \\ secret\nof two lines");

        assertThat(redactor.redact("{\"x\": \"a \\\"quoted\\\" \\\\ secret\\nof two lines\"}"))
                .isEqualTo("{\"x\": \"$REDACTED$\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret-word", "s3cret-word1", "s3cret-word12"})
    void knowsSecretsInBase64(String secret) {
        redactor.add(secret);
        String encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));

        assertThat(redactor.redact(encoded)).startsWith("$REDACTED$").doesNotContain(encoded.substring(0, 8));
    }

    @Test
    void replacesTheLongestFirst() {
        redactor.add("password");
        redactor.add("password-of-root");

        assertThat(redactor.redact("password-of-root")).isEqualTo("$REDACTED$");
    }

    @Test
    void knowsEachLineOfASecretOfSeveral() {
        redactor.add("first-line-of-key\nsecond-line-of-key\n");

        assertThat(redactor.redact("first-line-of-key")).isEqualTo("$REDACTED$");
        assertThat(redactor.redact("  second-line-of-key")).isEqualTo("  $REDACTED$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u:", "user:", "admin:"})
    void knowsSecretsInsideOfWhatIsEncoded(String before) {
        redactor.add("s3cret-word");
        byte[] header = (before + "s3cret-word").getBytes(StandardCharsets.UTF_8);

        for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            assertThat(redactor.redact("Basic " + encoder.encodeToString(header)))
                    .contains("$REDACTED$");
        }
    }

    @Test
    void knowsSecretsInAddressesAndInJsonOfAsciiOnly() {
        redactor.add("pä ss/w@rd\r");

        assertThat(redactor.redact("https://u:p%C3%A4+ss%2Fw%40rd%0D@x https://u:p%C3%A4%20ss%2Fw%40rd%0D@x"))
                .isEqualTo("https://u:$REDACTED$@x https://u:$REDACTED$@x");
        assertThat(redactor.redact("\"p\\u00e4 ss/w@rd\\r\"")).isEqualTo("\"$REDACTED$\"");
    }
}
