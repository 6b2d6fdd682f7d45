package dev.drover.module.packages;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Public keys as OpenPGP (RFC 4880) writes them: enough of it to tell them apart. */
record OpenPgpKeys(List<Key> keys) {

    private static final int PUBLIC_KEY = 6;
    private static final int PUBLIC_SUBKEY = 14;

    /**
     * @param fingerprints its own, and those of its subkeys, in upper case
     * @param bytes all its packets
     */
    record Key(List<String> fingerprints, byte[] bytes) {

        /** @param id the end of a fingerprint */
        boolean is(String id) {
            return fingerprints.stream().anyMatch(one -> one.endsWith(id));
        }

        String fingerprint() {
            return fingerprints.getFirst();
        }
    }

    /** @throws IllegalArgumentException where it is none, in words for the user */
    static OpenPgpKeys parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var keys = new ArrayList<Key>();
        if (!text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----")) {
            packets(bytes, keys);
            return new OpenPgpKeys(keys);
        }
        for (var block : text.split("-----BEGIN PGP PUBLIC KEY BLOCK-----\\s*?\r?\n")) {
            int end = block.indexOf("-----END PGP PUBLIC KEY BLOCK-----");
            if (end >= 0) {
                var body = block.substring(0, end)
                        .replace("\r", "")
                        .replaceFirst("(?s)^(?:[A-Za-z]+: [^\n]*\n)*[ \t]*\n", "");
                packets(Base64.getMimeDecoder().decode(body.replaceFirst("(?m)^=[A-Za-z0-9+/]{4}\\s*$", "")), keys);
            }
        }
        return new OpenPgpKeys(keys);
    }

    private static void packets(byte[] bytes, List<Key> keys) {
        int at = 0;
        int start = -1;
        var fingerprints = new ArrayList<String>();
        while (at < bytes.length) {
            int head = bytes[at] & 0xff;
            int[] header = header(bytes, at, head);
            int tag = (head & 0x40) != 0 ? head & 0x3f : head >> 2 & 0xf;
            int body = at + header[0];
            if ((head & 0x80) == 0 || header[1] < 0 || body + header[1] > bytes.length) {
                throw new IllegalArgumentException("this is no OpenPGP key");
            }
            if (tag == PUBLIC_KEY) {
                add(bytes, start, at, fingerprints, keys);
                start = at;
                fingerprints = new ArrayList<>();
            }
            if (start >= 0 && (tag == PUBLIC_KEY || tag == PUBLIC_SUBKEY)) {
                fingerprints.add(fingerprint(Arrays.copyOfRange(bytes, body, body + header[1])));
            }
            at = body + header[1];
        }
        add(bytes, start, at, fingerprints, keys);
    }

    private static void add(byte[] bytes, int start, int end, List<String> fingerprints, List<Key> keys) {
        if (start >= 0) {
            keys.add(new Key(List.copyOf(fingerprints), Arrays.copyOfRange(bytes, start, end)));
        }
    }

    /** How long a packet's header and body are. */
    private static int[] header(byte[] bytes, int at, int head) {
        int left = bytes.length - at;
        if ((head & 0x40) == 0) {
            int count = 1 << (head & 3);
            return count > 4 || left < 1 + count
                    ? new int[] {1, -1}
                    : new int[] {1 + count, number(bytes, at + 1, count)};
        }
        int first = left > 1 ? bytes[at + 1] & 0xff : 255;
        if (first < 192) {
            return new int[] {2, first};
        }
        if (first < 224 && left > 2) {
            return new int[] {3, (first - 192 << 8) + (bytes[at + 2] & 0xff) + 192};
        }
        return first == 255 && left > 5 ? new int[] {6, number(bytes, at + 2, 4)} : new int[] {1, -1};
    }

    private static int number(byte[] bytes, int at, int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 8 | bytes[at + i] & 0xff;
        }
        return number;
    }

    private static String fingerprint(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(new byte[] {(byte) 0x99, (byte) (body.length >> 8), (byte) body.length});
            return HexFormat.of().formatHex(digest.digest(body)).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        var all = new ByteArrayOutputStream();
        keys.forEach(key -> all.writeBytes(key.bytes()));
        return all.toByteArray();
    }

    boolean has(String id) {
        return keys.stream().anyMatch(key -> key.is(id));
    }

    OpenPgpKeys without(String id) {
        return new OpenPgpKeys(keys.stream().filter(key -> !key.is(id)).toList());
    }
}
