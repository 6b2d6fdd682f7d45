package dev.drover.lab;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The /24 of a lab, by its first three numbers ("10.88.0"). The machine is .1 in it, node K is .(10 + K). */
public record LabNetwork(String prefix) {

    private static final Pattern VALID = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    public LabNetwork {
        var match = VALID.matcher(prefix);
        if (!match.matches() || IntStream.rangeClosed(1, 3).anyMatch(i -> Integer.parseInt(match.group(i)) > 255)) {
            throw new LabException(
                    "'" + prefix + "' is no network for a lab: give its first three numbers, such as 10.88.0");
        }
    }

    /** The networks to try where none was asked for, 10.88.0 first. */
    static Stream<LabNetwork> candidates() {
        return IntStream.range(0, 256).mapToObj(i -> new LabNetwork("10.88." + i));
    }

    String machine() {
        return prefix + ".1";
    }

    String subnet() {
        return prefix + ".0/24";
    }

    public String address(NodeName node) {
        return prefix + "." + (10 + node.number());
    }

    /** Always the same for an address, so that nobody's ARP table is wrong after a node was made anew. */
    String mac(NodeName node) {
        String[] parts = prefix.split("\\.");
        return "02:88:%02x:%02x:%02x:%02x"
                .formatted(
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2]),
                        10 + node.number());
    }

    /** Whether an address of the machine lies in this network. */
    boolean holds(String address) {
        return address.startsWith(prefix + ".");
    }

    @Override
    public String toString() {
        return prefix;
    }
}
