package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Python's random numbers from a seed, the Mersenne Twister: what a playbook chose by a host's name stays the same. */
final class PythonRandom {

    private static final int SIZE = 624;
    private final int[] state = new int[SIZE];
    private int at = SIZE;

    private PythonRandom(BigInteger seed) {
        var words = new ArrayList<Integer>();
        for (var rest = seed.abs(); rest.signum() > 0 || words.isEmpty(); rest = rest.shiftRight(32)) {
            words.add(rest.intValue());
        }
        start(19650218);
        int i = 1;
        int j = 0;
        for (int k = Math.max(SIZE, words.size()); k > 0; k--) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1664525) + words.get(j) + j;
            i = next(i);
            j = (j + 1) % words.size();
        }
        for (int k = SIZE - 1; k > 0; k--) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1566083941) - i;
            i = next(i);
        }
        state[0] = 0x80000000;
    }

    /** @param seed text, a number, or anything else by its text */
    static PythonRandom seeded(Value seed) {
        if (seed instanceof Value.Int || seed instanceof Value.Bool) {
            return new PythonRandom(Py.integer(seed));
        }
        var text = PyText.str(seed).getBytes(StandardCharsets.UTF_8);
        try {
            var digest = MessageDigest.getInstance("SHA-512").digest(text);
            var all = java.util.Arrays.copyOf(text, text.length + digest.length);
            System.arraycopy(digest, 0, all, text.length, digest.length);
            return new PythonRandom(new BigInteger(1, all));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    private int next(int i) {
        if (i + 1 < SIZE) {
            return i + 1;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    private int word() {
        if (at >= SIZE) {
            for (int i = 0; i < SIZE; i++) {
                int y = state[i] & 0x80000000 | state[(i + 1) % SIZE] & 0x7fffffff;
                state[i] = state[(i + 397) % SIZE] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            at = 0;
        }
        int y = state[at++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    /** A number from 0 to the bound without it. */
    int below(int bound) {
        return below(BigInteger.valueOf(bound)).intValue();
    }

    BigInteger below(BigInteger bound) {
        int bits = bound.bitLength();
        BigInteger number;
        do {
            number = bits(bits);
        } while (number.compareTo(bound) >= 0);
        return number;
    }

    private BigInteger bits(int count) {
        var number = BigInteger.ZERO;
        for (int done = 0; done < count; done += 32) {
            int left = Math.min(32, count - done);
            long word = Integer.toUnsignedLong(word()) >>> 32 - left;
            number = number.or(BigInteger.valueOf(word).shiftLeft(done));
        }
        return number;
    }

    void shuffle(List<Value> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            java.util.Collections.swap(items, i, below(i + 1));
        }
    }
}
