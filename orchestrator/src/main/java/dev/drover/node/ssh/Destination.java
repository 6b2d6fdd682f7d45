package dev.drover.node.ssh;

import java.util.Optional;
import java.util.OptionalInt;

/** A host as it is named on ssh's command line: {@code user@host:port}, {@code [::1]:22}, {@code ssh://host}. */
record Destination(Optional<String> user, String host, OptionalInt port) {

    static Destination parse(String text) {
        String plain = text.startsWith("ssh://") ? text.substring("ssh://".length()) : text;
        int at = plain.lastIndexOf('@');
        Optional<String> user = at < 0 ? Optional.empty() : Optional.of(plain.substring(0, at));
        String place = plain.substring(at + 1);
        int colon = place.lastIndexOf(':');
        boolean withPort = colon > 0 && (place.indexOf(':') == colon || place.charAt(colon - 1) == ']');
        String host = (withPort ? place.substring(0, colon) : place).replaceAll("^\\[|]$", "");
        try {
            var port = withPort ? OptionalInt.of(Integer.parseInt(place.substring(colon + 1))) : OptionalInt.empty();
            return new Destination(user, host, port);
        } catch (NumberFormatException e) {
            throw new SettingsException("the jump host \"" + text + "\" has no number as its port");
        }
    }

    /** Whether it may be this host itself. */
    boolean names(String other, int otherPort) {
        return host.equals(other) && port.orElse(otherPort) == otherPort;
    }
}
