package dev.drover.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The old password hash of FreeBSD, {@code $1$}: too fast to be safe, asked for by old machines. */
final class Md5Crypt {

    private static final int[][] ORDER = {{0, 6, 12}, {1, 7, 13}, {2, 8, 14}, {3, 9, 15}, {4, 10, 5}};

    private Md5Crypt() {}

    static String crypt(String password, String saltText) {
        var key = password.getBytes(StandardCharsets.UTF_8);
        var salt = saltText.getBytes(StandardCharsets.UTF_8);
        var md5 = md5();
        md5.update(key);
        md5.update(salt);
        md5.update(key);
        var alternate = md5.digest();
        md5.update(key);
        md5.update("$1$".getBytes(StandardCharsets.US_ASCII));
        md5.update(salt);
        for (int left = key.length; left > 0; left -= 16) {
            md5.update(alternate, 0, Math.min(16, left));
        }
        for (int i = key.length; i > 0; i >>= 1) {
            md5.update((i & 1) != 0 ? 0 : key[0]);
        }
        var hash = md5.digest();
        for (int i = 0; i < 1000; i++) {
            md5.update((i & 1) != 0 ? key : hash);
            if (i % 3 != 0) {
                md5.update(salt);
            }
            if (i % 7 != 0) {
                md5.update(key);
            }
            md5.update((i & 1) != 0 ? hash : key);
            hash = md5.digest();
        }
        var text = new StringBuilder();
        for (var three : ORDER) {
            PasswordHash.append(text, hash[three[0]] & 0xff, hash[three[1]] & 0xff, hash[three[2]] & 0xff, 4);
        }
        PasswordHash.append(text, 0, 0, hash[11] & 0xff, 2);
        return text.toString();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
