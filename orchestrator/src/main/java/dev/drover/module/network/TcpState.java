package dev.drover.module.network;

import java.util.List;
import java.util.Locale;

/** A state of a TCP connection, by its name. */
public record TcpState(String name) {

    /** In the order of the kernel's numbers, from 1. */
    private static final List<String> NAMES =
            List.of("ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT");

    public static TcpState parse(String text) {
        var name = text.toUpperCase(Locale.ROOT);
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "must be some of %s, not \"%s\"".formatted(String.join(", ", NAMES), text));
        }
        return new TcpState(name);
    }

    /** Its number as the kernel writes it. */
    String hex() {
        return "%02X".formatted(NAMES.indexOf(name) + 1);
    }
}
