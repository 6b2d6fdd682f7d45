package dev.drover.template;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** BLAKE2b with 64 bytes and BLAKE2s with 32, without a key (RFC 7693): the Java platform has neither. */
final class Blake2 {

    private static final long[] START_B = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
    };
    private static final byte[][] SIGMA = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}
    };
    private static final int[][] COLUMNS = {
        {0, 4, 8, 12},
        {1, 5, 9, 13},
        {2, 6, 10, 14},
        {3, 7, 11, 15},
        {0, 5, 10, 15},
        {1, 6, 11, 12},
        {2, 7, 8, 13},
        {3, 4, 9, 14}
    };

    /** Words have 64 bits or 32; those of 32 stand in the lower half of a long. */
    private final boolean wide;

    private final long[] state = new long[8];

    private Blake2(boolean wide) {
        this.wide = wide;
        for (int i = 0; i < 8; i++) {
            state[i] = wide ? START_B[i] : START_B[i] >>> 32;
        }
        state[0] ^= 0x01010000L ^ (wide ? 64 : 32);
    }

    /** @param wide BLAKE2b; else BLAKE2s */
    static byte[] digest(byte[] data, boolean wide) {
        var blake = new Blake2(wide);
        int block = wide ? 128 : 64;
        int last = Math.max(0, (data.length - 1) / block);
        for (int i = 0; i <= last; i++) {
            var bytes = new byte[block];
            System.arraycopy(data, i * block, bytes, 0, Math.min(block, data.length - i * block));
            blake.compress(bytes, i == last ? data.length : (i + 1L) * block, i == last);
        }
        var out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        for (var word : blake.state) {
            if (wide) {
                out.putLong(word);
            } else {
                out.putInt((int) word);
            }
        }
        return java.util.Arrays.copyOf(out.array(), wide ? 64 : 32);
    }

    private void compress(byte[] block, long count, boolean last) {
        var in = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        var message = new long[16];
        for (int i = 0; i < 16; i++) {
            message[i] = wide ? in.getLong() : in.getInt() & 0xffffffffL;
        }
        var v = new long[16];
        for (int i = 0; i < 8; i++) {
            v[i] = state[i];
            v[i + 8] = wide ? START_B[i] : START_B[i] >>> 32;
        }
        v[12] ^= wide ? count : count & 0xffffffffL;
        v[13] ^= wide ? 0 : count >>> 32;
        if (last) {
            v[14] = wide ? ~v[14] : ~v[14] & 0xffffffffL;
        }
        for (int round = 0; round < (wide ? 12 : 10); round++) {
            var order = SIGMA[round % 10];
            for (int i = 0; i < 8; i++) {
                mix(v, COLUMNS[i], message[order[2 * i]], message[order[2 * i + 1]]);
            }
        }
        for (int i = 0; i < 8; i++) {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    private void mix(long[] v, int[] at, long x, long y) {
        v[at[0]] = cut(v[at[0]] + v[at[1]] + x);
        v[at[3]] = right(v[at[3]] ^ v[at[0]], wide ? 32 : 16);
        v[at[2]] = cut(v[at[2]] + v[at[3]]);
        v[at[1]] = right(v[at[1]] ^ v[at[2]], wide ? 24 : 12);
        v[at[0]] = cut(v[at[0]] + v[at[1]] + y);
        v[at[3]] = right(v[at[3]] ^ v[at[0]], wide ? 16 : 8);
        v[at[2]] = cut(v[at[2]] + v[at[3]]);
        v[at[1]] = right(v[at[1]] ^ v[at[2]], wide ? 63 : 7);
    }

    private long cut(long word) {
        return wide ? word : word & 0xffffffffL;
    }

    private long right(long word, int bits) {
        return wide ? Long.rotateRight(word, bits) : Integer.rotateRight((int) word, bits) & 0xffffffffL;
    }
}
