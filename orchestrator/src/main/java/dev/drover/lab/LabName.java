package dev.drover.lab;

import java.util.regex.Pattern;

/** What a lab is called. Short, because the names of network interfaces are made of it and may have 15 characters. */
public record LabName(String text) {

    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9]{0,7}");

    public LabName {
        if (!VALID.matcher(text).matches()) {
            throw new LabException(
                    "'" + text + "' is no name for a lab: a letter, then at most 7 letters and digits, all small");
        }
    }

    String bridge() {
        return "br-" + text;
    }

    /** The machine's end of a node's cable. */
    String cable(NodeName node) {
        return text + "-" + node;
    }

    /** The cgroup's name in every hierarchy. */
    String cgroup() {
        return "drover-" + text;
    }

    /** The nft table of the lab. */
    String table() {
        return "drover-" + text;
    }

    @Override
    public String toString() {
        return text;
    }
}
