package dev.drover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The programs of a lab that are not Java, one resource each. Data reaches them as arguments only. */
enum Scripts {
    BOOT,
    BUSYBOX,
    DEBIAN,
    ENTER,
    GUEST,
    LAYER,
    NODE,
    RELAY;

    String text() {
        String file = name().toLowerCase(java.util.Locale.ROOT) + (this == RELAY ? ".py" : ".sh");
        try (var in = Scripts.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
