package dev.drover.inventory;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts as an inventory names them: a name, maybe with ranges, or an address, and the port of ssh behind a colon. */
record HostAndPort(List<String> hosts, Optional<Integer> port) {

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]+)](?::(.*))?");

    static HostAndPort of(String text, Origin origin) {
        var bracketed = BRACKETED.matcher(text);
        if (bracketed.matches()) {
            return new HostAndPort(
                    List.of(bracketed.group(1)),
                    Optional.ofNullable(bracketed.group(2)).map(port -> port(port, origin)));
        }
        int behindRanges = text.lastIndexOf(']') + 1;
        int colon = text.indexOf(':', behindRanges);
        if (colon < 0 || text.indexOf(':', colon + 1) >= 0) { // several: an address of the sixth version
            return new HostAndPort(HostRange.expand(text, origin), Optional.empty());
        }
        return new HostAndPort(
                HostRange.expand(text.substring(0, colon), origin),
                Optional.of(port(text.substring(colon + 1), origin)));
    }

    /** One host, and no range. */
    static HostAndPort single(String text, Origin origin) {
        return text.indexOf('[') > 0 ? new HostAndPort(List.of(text), Optional.empty()) : of(text, origin);
    }

    private static int port(String text, Origin origin) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new InventoryException("\"" + text + "\" is no port; quote it or drop the colon", origin);
        }
        return Integer.parseInt(text);
    }

    /** What the port says to those who connect. */
    Map<String, Value> variables() {
        return port.map(number -> Map.<String, Value>of("ansible_port", Value.of(number)))
                .orElse(Map.of());
    }
}
