package dev.drover.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.value.Encrypted;
import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import dev.drover.value.Value;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Vaults that somebody has broken, as a file and as a value: each is an error that names the file and a line. */
@Timeout(60)
class BrokenVaultsTest {

    private static final VaultSecret SECRET =
            new VaultSecret("dev", "password".getBytes(StandardCharsets.UTF_8), "a file");
    private static final String WHOLE = new Vaults(List.of(SECRET), false, text -> {})
            .encrypt("user: shop\npassword: hunter2\n".getBytes(StandardCharsets.UTF_8), SECRET, Optional.empty());

    @TempDir
    Path directory;

    static Stream<Arguments> broken() {
        return Stream.of(
                // the header
                variant("no mark", text -> text.substring(1)),
                variant("small letters", text -> text.replace("$ANSIBLE_VAULT", "$ansible_vault")),
                variant("another mark", text -> text.replace("$ANSIBLE_VAULT", "$ANSIBLE_VAULTS")),
                variant("a mark of one bit less", text -> text.replace("$ANSIBLE", "$ANSIBLD")),
                variant("the mark alone", text -> "$ANSIBLE_VAULT"),
                variant("no version", text -> text.replace(";1.2;AES256;dev", "")),
                variant("an empty version", text -> text.replace(";1.2;", ";;")),
                variant("version 1.0", text -> text.replace(";1.2;", ";1.0;")),
                variant("version 2", text -> text.replace(";1.2;", ";2;")),
                variant("a version that is a word", text -> text.replace(";1.2;", ";new;")),
                variant("no cipher", text -> text.replace(";AES256;dev", "")),
                variant("an empty cipher", text -> text.replace(";AES256;", ";;")),
                variant("the old cipher", text -> text.replace(";AES256;", ";AES;")),
                variant("another cipher", text -> text.replace(";AES256;", ";DES3;")),
                variant("a cipher in small letters", text -> text.replace(";AES256;", ";aes256;")),
                variant("commas", text -> text.replace(';', ',')),
                variant("a header alone", text -> text.lines().findFirst().orElseThrow() + "\n"),
                variant("a header in two lines", text -> text.replace(";AES256", "\n;AES256")),
                // the digits
                variant(
                        "an odd number of digits",
                        text -> text.strip().substring(0, text.strip().length() - 1)),
                variant("a digit that is none", text -> flipped(text, 5, 'g')),
                variant("a blank inside", text -> flipped(text, 40, ' ')),
                variant("a zero byte", text -> flipped(text, 41, '\0')),
                variant("a letter that is no ASCII", text -> flipped(text, 42, 'é')),
                variant("a minus", text -> flipped(text, 0, '-')),
                variant("cut in the salt", text -> cut(text, 20)),
                variant("cut behind the salt", text -> cut(text, 130)),
                variant("cut in the checksum", text -> cut(text, 200)),
                variant("cut behind the checksum", text -> cut(text, 258)),
                variant("cut in the ciphertext", text -> cut(text, 300)),
                variant("a line less", text -> text.replaceFirst("\n[0-9a-f]{80}\n", "\n")),
                variant("a line twice", text -> text.replaceFirst("\n([0-9a-f]{80})\n", "\n$1\n$1\n")),
                variant(
                        "two lines in the other order",
                        text -> text.replaceFirst("\n([0-9a-f]{80})\n([0-9a-f]{80})\n", "\n$2\n$1\n")),
                variant("two vaults", text -> text + text),
                variant("something behind it", text -> text + "password: x\n"),
                // what they mean
                variant("a bit of the salt", text -> inner(text, 0)),
                variant("the last bit of the salt", text -> inner(text, 63)),
                variant("a bit of the checksum", text -> inner(text, 65)),
                variant("the last bit of the checksum", text -> inner(text, 128)),
                variant("a bit of the ciphertext", text -> inner(text, 130)),
                variant("the last bit of the ciphertext", text -> inner(text, -1)),
                variant("no newline behind the salt", text -> replaced(text, "\n", "0")),
                variant("no salt", text -> replaced(text, "^[0-9a-f]+\n", "\n")),
                variant("no checksum", text -> replaced(text, "\n[0-9a-f]+\n", "\n\n")),
                variant("a short checksum", text -> replaced(text, "\n[0-9a-f]{2}", "\n")),
                variant("no ciphertext", text -> replaced(text, "\n[0-9a-f]+$", "\n")),
                variant("half a byte of ciphertext", text -> replaced(text, "[0-9a-f]$", "")),
                variant("words for digits", text -> replaced(text, "^[0-9a-f]{4}", "salt")),
                variant("ten megabytes of digits", text -> text + "31".repeat(5_000_000) + "\n"),
                variant("a million lines", text -> text + "\n".repeat(1_000_000) + "31\n"),
                variant("ten megabytes of something", text -> text.replace("AES256", "A".repeat(10_000_000))));
    }

    private static Arguments variant(String name, UnaryOperator<String> breaking) {
        return Arguments.of(name, breaking.apply(WHOLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void asAFile(String name, String text) throws IOException {
        var file = Files.writeString(directory.resolve("secrets.yml"), text);

        var error = catchThrowableOfType(UndecryptableException.class, () -> files().open(file.toString()));

        assertThat(error.origin().file()).isEqualTo(file.toString());
        assertThat(error.origin().line()).isPositive();
        assertThat(error.getMessage()).isNotBlank().hasSizeLessThan(1000).doesNotContain("hunter2");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void asAValue(String name, String text) throws IOException {
        String value = "a: 1\nb: !vault |\n" + text.indent(2);
        var file = Files.writeString(directory.resolve("values.yml"), value);

        Origin origin;
        String message;
        try {
            var document = YamlDocument.readData(file, file.toString(), (said, place) -> {}, vaults());
            var vault = ((Value.Mapping) document.orElseThrow().value()).get("b");
            var error =
                    catchThrowableOfType(UndecryptableException.class, () -> ((Encrypted) vault.orElseThrow()).text());
            origin = error.origin();
            message = error.getMessage();
        } catch (YamlException e) {
            origin = e.origin();
            message = e.getMessage();
        }

        assertThat(origin.file()).isEqualTo(file.toString());
        assertThat(origin.line()).isGreaterThanOrEqualTo(2);
        assertThat(message).isNotBlank().hasSizeLessThan(1000).doesNotContain("hunter2");
    }

    @Test
    void whatIsNoText() throws IOException {
        for (byte[] bytes : new byte[][] {
            {},
            {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '$', 'A'},
            ("\ufeff" + WHOLE).getBytes(StandardCharsets.UTF_8),
            WHOLE.getBytes(StandardCharsets.UTF_16LE),
            new byte[10_000_000],
            HexFormat.of().parseHex("24414e5349424c455f5641554c54ff00"),
        }) {
            var file = Files.write(directory.resolve("secrets.yml"), bytes);

            var error = catchThrowableOfType(UndecryptableException.class, () -> files().open(file.toString()));

            assertThat(error.origin().file()).isEqualTo(file.toString());
            assertThat(error.getMessage()).hasSizeLessThan(1000);
        }
    }

    @Test
    void linesMayEndAsOnOtherSystems() throws IOException {
        for (String whole :
                List.of(WHOLE.replace("\n", "\r\n"), WHOLE.strip(), WHOLE + "\n\n", WHOLE.replace(";", " ; "))) {
            var file = Files.writeString(
                    directory.resolve("secrets.yml"), whole.replace("$ANSIBLE_VAULT ", "$ANSIBLE_VAULT"));
            assertThat(new String(files().open(file.toString()).plain(), StandardCharsets.UTF_8))
                    .startsWith("user: shop");
        }
    }

    private static Vaults vaults() {
        return new Vaults(List.of(SECRET), false, text -> {});
    }

    private static VaultFiles files() {
        return new VaultFiles(
                vaults(), Optional.empty(), new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
    }

    /** Another character at a place of the digits. */
    private static String flipped(String text, int at, char character) {
        int place = text.indexOf('\n') + 1 + at;
        return text.substring(0, place) + character + text.substring(place + 1);
    }

    private static String cut(String text, int digits) {
        String header = text.lines().findFirst().orElseThrow() + "\n";
        return header + String.join("", text.lines().skip(1).toList()).substring(0, digits) + "\n";
    }

    /** What the digits mean, with one bit changed; a place below 0 counts from the end. */
    private static String inner(String text, int at) {
        byte[] meant = meant(text);
        int place = at < 0 ? meant.length + at : at;
        // 0 and 1, 2 and 3, … differ in one bit; a and c do
        meant[place] = (byte) (meant[place] ^ (meant[place] >= 'a' ? 2 : 1));
        meant[place] = meant[place] == 'g' ? (byte) 'f' : meant[place];
        return written(text, new String(meant, StandardCharsets.ISO_8859_1));
    }

    private static String replaced(String text, String pattern, String by) {
        return written(text, new String(meant(text), StandardCharsets.ISO_8859_1).replaceFirst(pattern, by));
    }

    private static byte[] meant(String text) {
        return HexFormat.of().parseHex(String.join("", text.lines().skip(1).toList()));
    }

    private static String written(String text, String meant) {
        return text.lines().findFirst().orElseThrow() + "\n"
                + HexFormat.of().formatHex(meant.getBytes(StandardCharsets.ISO_8859_1)) + "\n";
    }
}
