package dev.drover.vault;

import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import dev.drover.yaml.Decryption;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A vault as it is written: a line that says what it is, then hexadecimal digits, 80 on a line.
 *
 * @param label the id of the password it was encrypted with; {@code default} where it names none
 * @param mac what HMAC-SHA256 makes of the ciphertext
 */
record VaultText(String label, byte[] salt, byte[] mac, byte[] ciphertext) {

    static final String DEFAULT_LABEL = "default";

    private static final String CIPHER = "AES256";
    private static final int WIDTH = 80;
    private static final int MAC_BYTES = 32;
    private static final int SHOWN = 40;

    /**
     * Reads a vault.
     *
     * @param origin where its first character stands
     * @throws UndecryptableException where it is none
     */
    static VaultText parse(String text, Origin origin) {
        var lines = text.strip().lines().map(String::strip).toList();
        var header = lines.isEmpty() ? new String[0] : lines.getFirst().split(";", -1);
        if (header.length < 3 || !header[0].equals(Decryption.MARK)) {
            throw new UndecryptableException(
                    "this is no vault: its first line must be " + Decryption.MARK + ";1.1;AES256", origin);
        }
        String version = header[1].strip();
        if (!version.equals("1.1") && !version.equals("1.2")) {
            throw new UndecryptableException(
                    "this is a vault of version " + shown(version) + "; only 1.1 and 1.2 can be read", origin);
        }
        if (!header[2].strip().equals(CIPHER)) {
            throw new UndecryptableException(
                    "this vault is encrypted with " + shown(header[2].strip()) + "; only AES256 can be read", origin);
        }
        String label = header.length > 3 && version.equals("1.2") ? header[3].strip() : DEFAULT_LABEL;
        for (int i = 1; i < lines.size(); i++) {
            hexOnly(lines.get(i), below(origin, i));
        }
        return body(label, String.join("", lines.subList(1, lines.size())), origin);
    }

    /** For a message: whoever wrote it may have written anything. */
    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static Origin below(Origin origin, int lines) {
        return origin.line() == 0 ? origin : new Origin(origin.file(), origin.line() + lines, origin.column());
    }

    private static void hexOnly(String line, Origin origin) {
        for (int i = 0; i < line.length(); i++) {
            if (!HexFormat.isHexDigit(line.charAt(i))) {
                throw new UndecryptableException(
                        "this vault is damaged: \"" + line.charAt(i) + "\" is no hexadecimal digit",
                        new Origin(origin.file(), origin.line(), origin.column() + i));
            }
        }
    }

    private static VaultText body(String label, String digits, Origin origin) {
        var parts = new String(bytes(digits, origin), StandardCharsets.ISO_8859_1).split("\n", 3);
        if (parts.length < 3) {
            throw new UndecryptableException(
                    "this vault is damaged: it does not hold salt, checksum and ciphertext", origin);
        }
        var vault = new VaultText(label, bytes(parts[0], origin), bytes(parts[1], origin), bytes(parts[2], origin));
        if (vault.mac.length != MAC_BYTES) {
            throw new UndecryptableException("this vault is damaged: its checksum is not 32 bytes long", origin);
        }
        return vault;
    }

    private static byte[] bytes(String digits, Origin origin) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new UndecryptableException(
                    "this vault is damaged: it is cut off, or something else is in it", origin);
        }
    }

    /** As it is written to a file; ends with a newline. */
    String text() {
        var hex = HexFormat.of();
        String inner = hex.formatHex(salt) + "\n" + hex.formatHex(mac) + "\n" + hex.formatHex(ciphertext);
        String digits = hex.formatHex(inner.getBytes(StandardCharsets.ISO_8859_1));
        var text = new StringBuilder(Decryption.MARK);
        text.append(label.equals(DEFAULT_LABEL) ? ";1.1;" + CIPHER : ";1.2;" + CIPHER + ";" + label)
                .append('\n');
        for (int i = 0; i < digits.length(); i += WIDTH) {
            text.append(digits, i, Math.min(digits.length(), i + WIDTH)).append('\n');
        }
        return text.toString();
    }
}
