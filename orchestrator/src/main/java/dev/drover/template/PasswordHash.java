package dev.drover.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.mindrot.jbcrypt.BCrypt;

/** Password hashes as {@code crypt} makes and reads them: SHA-256 and SHA-512 here, MD5 and bcrypt beside. */
final class PasswordHash {

    private static final String LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int[][] ORDER_256 = {
        {0, 10, 20},
        {21, 1, 11},
        {12, 22, 2},
        {3, 13, 23},
        {24, 4, 14},
        {15, 25, 5},
        {6, 16, 26},
        {27, 7, 17},
        {18, 28, 8},
        {9, 19, 29}
    };

    private PasswordHash() {}

    /**
     * What a hash is made with.
     *
     * @param salt empty: made by chance
     * @param rounds empty: 656,000 for sha512, 535,000 for sha256, 12 (as a power of two) for blowfish, as Ansible has it
     * @param ident the variant of blowfish: 2a, 2b, 2y; empty: 2b
     */
    record Recipe(Optional<String> salt, Optional<Integer> rounds, Optional<String> ident) {}

    /**
     * The hash of a password.
     *
     * @param scheme sha512, sha256, md5 or blowfish, or passlib's names for them
     */
    static String of(String password, String scheme, Recipe recipe) {
        return switch (scheme) {
            case "sha512", "sha512_crypt" -> sha(password, recipe, true);
            case "sha256", "sha256_crypt" -> sha(password, recipe, false);
            case "md5", "md5_crypt" -> {
                String salt = checked(recipe.salt().orElseGet(() -> salt(8)), 8);
                yield "$1$" + salt + "$" + Md5Crypt.crypt(password, salt);
            }
            case "blowfish", "bcrypt" -> bcrypt(password, recipe);
            default ->
                throw Mistake.of(
                        scheme + " is not in the list of supported passlib algorithms: md5, blowfish, sha256, sha512");
        };
    }

    private static String sha(String password, Recipe recipe, boolean large) {
        String salt = checked(recipe.salt().orElseGet(() -> salt(16)), 16);
        int times = recipe.rounds().orElse(large ? 656_000 : 535_000);
        if (times < 1000 || times > 999_999_999) {
            throw Mistake.of("rounds must be between 1000 and 999999999, not " + times);
        }
        String shown = times == 5000 ? "" : "rounds=" + times + "$";
        return (large ? "$6$" : "$5$") + shown + salt + "$" + crypt(password, salt, times, large);
    }

    private static String checked(String salt, int most) {
        if (salt.chars().anyMatch(c -> LETTERS.indexOf(c) < 0)) {
            throw Mistake.of("invalid characters in salt");
        }
        if (salt.length() > most) {
            throw Mistake.of("invalid salt size supplied (" + salt.length() + "), expected at most " + most);
        }
        return salt;
    }

    private static String bcrypt(String password, Recipe recipe) {
        int cost = recipe.rounds().orElse(12);
        if (cost < 4 || cost > 30) {
            throw Mistake.of("rounds must be between 4 and 30, not " + cost);
        }
        String ident = recipe.ident().orElse("2b");
        if (!java.util.Set.of("2a", "2b", "2y").contains(ident)) {
            throw Mistake.of("invalid ident: " + PyText.repr(ident));
        }
        String salt = recipe.salt().orElseGet(() -> BCrypt.gensalt().substring(7));
        if (salt.chars().anyMatch(c -> LETTERS.indexOf(c) < 0)) {
            throw Mistake.of("invalid characters in salt");
        }
        if (salt.length() != 22) {
            throw Mistake.of("invalid salt size supplied (" + salt.length() + "), expected 22");
        }
        String cut = "%02d$".formatted(cost) + salt;
        return "$" + ident + "$" + BCrypt.hashpw(password, "$2a$" + cut).substring(4);
    }

    private static String salt(int length) {
        var random = new SecureRandom();
        var salt = new StringBuilder();
        for (int i = 0; i < length; i++) {
            salt.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return salt.toString();
    }

    private static MessageDigest digest(boolean large) {
        try {
            return MessageDigest.getInstance(large ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String crypt(String password, String saltText, int rounds, boolean large) {
        var key = password.getBytes(StandardCharsets.UTF_8);
        var salt = saltText.getBytes(StandardCharsets.UTF_8);
        var digest = digest(large);
        digest.update(key);
        digest.update(salt);
        digest.update(key);
        var alternate = digest.digest();
        digest.update(key);
        digest.update(salt);
        digest.update(repeated(alternate, key.length));
        for (int i = key.length; i > 0; i >>= 1) {
            digest.update((i & 1) != 0 ? alternate : key);
        }
        var result = digest.digest();
        for (int i = 0; i < key.length; i++) {
            digest.update(key);
        }
        var p = repeated(digest.digest(), key.length);
        for (int i = 0; i < 16 + (result[0] & 0xff); i++) {
            digest.update(salt);
        }
        var s = repeated(digest.digest(), salt.length);
        for (int i = 0; i < rounds; i++) {
            digest.update((i & 1) != 0 ? p : result);
            if (i % 3 != 0) {
                digest.update(s);
            }
            if (i % 7 != 0) {
                digest.update(p);
            }
            digest.update((i & 1) != 0 ? result : p);
            result = digest.digest();
        }
        return large ? encoded512(result) : encoded256(result);
    }

    private static byte[] repeated(byte[] block, int length) {
        var all = new byte[length];
        for (int from = 0; from < length; from += block.length) {
            System.arraycopy(block, 0, all, from, Math.min(block.length, length - from));
        }
        return all;
    }

    private static String encoded512(byte[] hash) {
        var text = new StringBuilder();
        int a = 0;
        int b = 21;
        int c = 42;
        for (int i = 0; i < 21; i++) {
            append(text, hash[a] & 0xff, hash[b] & 0xff, hash[c] & 0xff, 4);
            int next = a;
            a = b + 1;
            b = c + 1;
            c = next + 1;
        }
        append(text, 0, 0, hash[63] & 0xff, 2);
        return text.toString();
    }

    private static String encoded256(byte[] hash) {
        var text = new StringBuilder();
        Arrays.stream(ORDER_256)
                .forEach(three -> append(text, hash[three[0]] & 0xff, hash[three[1]] & 0xff, hash[three[2]] & 0xff, 4));
        append(text, 0, hash[31] & 0xff, hash[30] & 0xff, 3);
        return text.toString();
    }

    static void append(StringBuilder text, int high, int middle, int low, int letters) {
        int bits = high << 16 | middle << 8 | low;
        for (int i = 0; i < letters; i++) {
            text.append(LETTERS.charAt(bits & 0x3f));
            bits >>= 6;
        }
    }
}
