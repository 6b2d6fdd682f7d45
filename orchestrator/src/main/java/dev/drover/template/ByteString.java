package dev.drover.template;

import dev.drover.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Python's bytes.
 *
 * @param octets each character is a byte
 */
record ByteString(String octets) implements Value.Opaque {

    private static final int ESCAPE = 0xdc00;

    static ByteString of(byte[] bytes) {
        return new ByteString(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** {@code text.encode(encoding)}. */
    static ByteString encoded(String text, String encoding) {
        return of(bytes(text, charset(encoding)));
    }

    byte[] bytes() {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    String decoded() {
        return text(bytes(), StandardCharsets.UTF_8);
    }

    /** {@code bytes.decode(encoding)}, strict. */
    String decoded(String encoding) {
        try {
            return charset(encoding)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Mistake.of("'" + encoding + "' codec can't decode the bytes " + this);
        }
    }

    /** The encoding of a Python name. */
    static Charset charset(String name) {
        String known = switch (name.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "utf-8", "utf8", "u8" -> "UTF-8";
            case "utf-16", "utf16", "u16" -> "x-UTF-16LE-BOM";
            case "utf-16-le", "utf-16le" -> "UTF-16LE";
            case "utf-16-be", "utf-16be" -> "UTF-16BE";
            case "utf-32", "utf32" -> "UTF-32LE";
            case "utf-32-le" -> "UTF-32LE";
            case "utf-32-be" -> "UTF-32BE";
            case "latin-1", "latin1", "l1", "iso-8859-1" -> "ISO-8859-1";
            case "ascii", "us-ascii" -> "US-ASCII";
            default -> name;
        };
        try {
            return Charset.forName(known);
        } catch (IllegalArgumentException e) {
            throw Mistake.of("unknown encoding: " + name);
        }
    }

    /** Text as bytes; what {@link #text} escaped becomes the byte it was. */
    static byte[] bytes(String text, Charset charset) {
        if (text.chars().noneMatch(c -> c >= ESCAPE + 0x80 && c <= ESCAPE + 0xff)) {
            return text.getBytes(charset);
        }
        var bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            if (c >= ESCAPE + 0x80 && c <= ESCAPE + 0xff) {
                bytes.write(c - ESCAPE);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(charset));
            }
        });
        return bytes.toByteArray();
    }

    /** Bytes as text; each one that can't be decoded becomes a lone surrogate, as Python's surrogateescape has it. */
    static String text(byte[] bytes, Charset charset) {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 16);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isError()) {
                break;
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xff)));
            }
            decoder.reset();
        }
        return out.flip().toString();
    }

    @Override
    public String typeName() {
        return "bytes";
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        char quote = octets.indexOf('\'') >= 0 && octets.indexOf('"') < 0 ? '"' : '\'';
        for (char c : octets.toCharArray()) {
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default ->
                    text.append(
                            c == quote
                                    ? "\\" + c
                                    : c < ' ' || c > '~' ? "\\x%02x".formatted((int) c) : String.valueOf(c));
            }
        }
        return "b" + quote + text + quote;
    }
}
