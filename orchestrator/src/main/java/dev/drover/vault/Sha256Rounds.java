package dev.drover.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The rounds of PBKDF2 with HMAC-SHA256: each hashes what the one before yielded.
 *
 * <p>Written out since the JDK's own is fast only where its best compiler has seen it, which short runs never wait for: here the two
 * states that the key leaves are kept as numbers, nothing is copied into bytes and back, and nothing is allocated. A derivation
 * costs a third, and from the first one on.
 */
final class Sha256Rounds {

    private static final int WORDS = 8;
    private static final int STEPS = 64;
    private static final int BLOCK_WORDS = 16;
    private static final int BLOCK_BYTES = 64;
    private static final int HASH_BITS = 256;
    private static final int BLOCK_BITS = 512;

    private static final int[] START = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    private static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, //
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, //
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, //
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, //
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, //
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, //
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, //
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private final int[] words = new int[STEPS];
    private final int[] inner;
    private final int[] outer;

    /**
     * @param inner the block that HMAC hashes before the text: the key, mixed with a constant
     * @param outer the one before the hash
     */
    Sha256Rounds(byte[] inner, byte[] outer) {
        this.inner = after(inner);
        this.outer = after(outer);
    }

    private int[] after(byte[] block) {
        ByteBuffer.wrap(block, 0, BLOCK_BYTES).asIntBuffer().get(words, 0, BLOCK_WORDS);
        int[] state = new int[WORDS];
        compress(START, state);
        return state;
    }

    /** All the hashes from {@code first} on, {@code rounds} with it, added up without carry. */
    byte[] sum(byte[] first, int rounds) {
        int[] round = new int[WORDS];
        ByteBuffer.wrap(first).asIntBuffer().get(round);
        int[] sum = round.clone();
        for (int i = 1; i < rounds; i++) {
            hash(inner, round);
            hash(outer, round);
            for (int j = 0; j < WORDS; j++) {
                sum[j] ^= round[j];
            }
        }
        var bytes = ByteBuffer.allocate(first.length);
        bytes.asIntBuffer().put(sum);
        return bytes.array();
    }

    /** Hashes a hash behind the block that left this state, in place. */
    private void hash(int[] state, int[] hash) {
        System.arraycopy(hash, 0, words, 0, WORDS);
        words[WORDS] = 0x80000000;
        Arrays.fill(words, WORDS + 1, BLOCK_WORDS - 1, 0);
        words[BLOCK_WORDS - 1] = BLOCK_BITS + HASH_BITS;
        compress(state, hash);
    }

    /** FIPS 180-4, 6.2.2, of the block in {@code words}. */
    private void compress(int[] from, int[] to) {
        int[] w = words;
        for (int i = BLOCK_WORDS; i < STEPS; i++) {
            int x = w[i - 15];
            int y = w[i - 2];
            int s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
            int s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
        int a = from[0];
        int b = from[1];
        int c = from[2];
        int d = from[3];
        int e = from[4];
        int f = from[5];
        int g = from[6];
        int h = from[7];
        for (int i = 0; i < STEPS; i++) {
            int s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
            int t1 = h + s1 + ((f ^ g) & e ^ g) + K[i] + w[i];
            int s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
            int t2 = s0 + (a & b | c & (a | b));
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
        }
        to[0] = from[0] + a;
        to[1] = from[1] + b;
        to[2] = from[2] + c;
        to[3] = from[3] + d;
        to[4] = from[4] + e;
        to[5] = from[5] + f;
        to[6] = from[6] + g;
        to[7] = from[7] + h;
    }
}
