package dev.drover.lab;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A node of a lab by its number: n1, n2, … n189. */
public record NodeName(int number) implements Comparable<NodeName> {

    public static final int MOST = 189;

    private static final Pattern VALID = Pattern.compile("n([1-9][0-9]{0,2})");

    public NodeName {
        if (number < 1 || number > MOST) {
            throw new LabException("a lab has between 1 and " + MOST + " nodes, so there is no node " + number);
        }
    }

    /** The node called {@code text}; a {@link LabException} if it is not the name of one. */
    public static NodeName of(String text) {
        var match = VALID.matcher(text);
        if (!match.matches()) {
            throw new LabException("'" + text + "' is no node: nodes are called n1, n2, …");
        }
        return new NodeName(Integer.parseInt(match.group(1)));
    }

    /** n1 to n{@code count}. */
    static List<NodeName> upTo(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(NodeName::new).toList();
    }

    @Override
    public int compareTo(NodeName other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "n" + number;
    }
}
