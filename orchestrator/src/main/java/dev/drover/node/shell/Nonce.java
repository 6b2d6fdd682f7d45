package dev.drover.node.shell;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random words that nothing on a node can guess. */
final class Nonce {

    private Nonce() {}

    /** 128 bits in hexadecimal. */
    static String fresh() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
