package dev.drover.module.python.lock;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a lock pins: the one form of all formats.
 *
 * @param python which versions of Python it was made for, where it says so
 * @param pins sorted by name and version
 * @param warnings what is in the lock and is not heeded
 */
record Locked(Optional<String> python, List<Pin> pins, List<String> warnings) {

    Locked {
        pins = pins.stream().sorted().toList();
        warnings = List.copyOf(warnings);
    }

    static Locked of(Optional<String> python, List<Pin> pins) {
        return new Locked(python, pins, List.of());
    }

    /** For {@code pip install --require-hashes --no-deps -r}. Equal pins make equal texts, whatever they were read from. */
    String requirements() {
        return pins.stream().map(Pin::requirement).collect(Collectors.joining());
    }
}
