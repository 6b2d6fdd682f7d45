package dev.drover.inventory;

import dev.drover.value.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Host patterns: {@code web:db}, {@code all,!web3}, {@code app:&staging}, {@code ~web\d+}, {@code app[0]}. Plain parts are taken first,
 * then intersections, then exclusions, wherever they stand.
 */
public final class HostPattern {

    private HostPattern() {}

    /**
     * The hosts that match, in the order of the inventory within each part.
     *
     * @param unmatched hears of parts that match nothing
     */
    public static List<String> match(
            String pattern, Inventory inventory, java.util.function.Consumer<String> unmatched) {
        var parts = new ArrayList<String>();
        split(pattern).forEach(part -> parts.addAll(part.startsWith("@") ? listed(part.substring(1)) : List.of(part)));
        var plain = parts.stream()
                .filter(part -> !part.startsWith("&") && !part.startsWith("!"))
                .toList();
        Set<String> hosts = new LinkedHashSet<>();
        if (plain.isEmpty()) {
            hosts.addAll(inventory.hostsOf("all"));
        }
        for (var part : plain) {
            var found = one(part, inventory);
            if (found.isEmpty()) {
                unmatched.accept(part);
            }
            hosts.addAll(found);
        }
        for (var part : parts) {
            if (part.startsWith("&")) {
                hosts.retainAll(Set.copyOf(one(part.substring(1), inventory)));
            }
        }
        for (var part : parts) {
            if (part.startsWith("!")) {
                one(part.substring(1), inventory).forEach(hosts::remove);
            }
        }
        return List.copyOf(hosts);
    }

    /** The patterns in a file, one on a line: what {@code --limit @FILE} names. */
    private static List<String> listed(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .flatMap(line -> split(line).stream())
                    .toList();
        } catch (IOException e) {
            throw new InventoryException("there is no file of host patterns that can be read", new Origin(file, 0, 0));
        }
    }

    /** At commas; without any at colons that are in no bracket and no address. */
    private static List<String> split(String pattern) {
        var parts = new ArrayList<String>();
        if (pattern.contains(",")) {
            for (var part : pattern.split(",")) {
                parts.add(part.strip());
            }
        } else if (pattern.startsWith("~")
                || pattern.chars().filter(c -> c == ':').count() > 1 && isAddress(pattern)) {
            parts.add(pattern);
        } else {
            int depth = 0;
            var part = new StringBuilder();
            for (char c : pattern.toCharArray()) {
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
                if (c == ':' && depth == 0) {
                    parts.add(part.toString().strip());
                    part.setLength(0);
                } else {
                    part.append(c);
                }
            }
            parts.add(part.toString().strip());
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static boolean isAddress(String text) {
        return text.matches("[0-9a-fA-F:.]+");
    }

    private static List<String> one(String part, Inventory inventory) {
        if (part.equals("all") || part.equals("*")) {
            return inventory.hostsOf("all");
        }
        if (part.startsWith("~")) {
            return named(regex(part.substring(1)), inventory);
        }
        int bracket = part.lastIndexOf('[');
        if (part.endsWith("]") && bracket > 0 && part.substring(bracket).matches("\\[-?\\d*(:-?\\d*)?]")) {
            return subscript(
                    one(part.substring(0, bracket), inventory), part.substring(bracket + 1, part.length() - 1));
        }
        if (inventory.groups().containsKey(part)) {
            return inventory.hostsOf(part);
        }
        if (inventory.hosts().contains(part)) {
            return List.of(part);
        }
        return part.matches(".*[*?\\[].*") ? named(glob(part), inventory) : List.of();
    }

    private static List<String> named(Pattern pattern, Inventory inventory) {
        var hosts = new LinkedHashSet<String>();
        inventory.groups().keySet().stream()
                .filter(group -> pattern.matcher(group).lookingAt())
                .forEach(group -> hosts.addAll(inventory.hostsOf(group)));
        inventory.hosts().stream()
                .filter(host -> pattern.matcher(host).lookingAt())
                .forEach(hosts::add);
        return List.copyOf(hosts);
    }

    private static Pattern regex(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new InventoryException("the host pattern ~" + text + " is no regular expression", Origin.NONE);
        }
    }

    /**
     * The pattern of a file name: {@code *}, {@code ?} and {@code [a-z]}.
     *
     * <p>What stands between two stars is looked for once, from the left: to go back for it would only find it further on.
     */
    public static Pattern glob(String text) {
        var pieces = pieces(text);
        var regex = new StringBuilder(pieces.getFirst());
        for (int i = 1; i < pieces.size(); i++) {
            boolean last = i + 1 == pieces.size();
            if (last || !pieces.get(i).isEmpty()) {
                regex.append(last ? ".*" + pieces.get(i) : "(?>.*?" + pieces.get(i) + ")");
            }
        }
        return regex(regex.append("$").toString());
    }

    /** The parts between stars, each as a regular expression. */
    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int close = c == '[' ? text.indexOf(']', i + 2) : -1;
            if (c == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else if (c == '?') {
                piece.append('.');
            } else if (close > 0) {
                String set = text.substring(i + 1, close).replace("\\", "\\\\");
                piece.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = close;
            } else {
                piece.append(Pattern.quote(String.valueOf(c)));
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /** {@code [0]}, {@code [-1]}, {@code [1:3]} with both ends, {@code [1:]}. */
    private static List<String> subscript(List<String> hosts, String subscript) {
        int colon = subscript.indexOf(':');
        try {
            if (colon < 0) {
                int index = place(subscript, hosts.size());
                return index >= 0 && index < hosts.size() ? List.of(hosts.get(index)) : List.of();
            }
            int from = subscript.substring(0, colon).isEmpty() ? 0 : place(subscript.substring(0, colon), hosts.size());
            int to = subscript.substring(colon + 1).isEmpty()
                    ? hosts.size() - 1
                    : place(subscript.substring(colon + 1), hosts.size());
            return hosts.subList(
                    Math.clamp(from, 0, hosts.size()),
                    Math.clamp(to + 1L, Math.clamp(from, 0, hosts.size()), hosts.size()));
        } catch (NumberFormatException e) {
            throw new InventoryException("[" + subscript + "] is no subscript of a group", Origin.NONE);
        }
    }

    private static int place(String text, int size) {
        int number = Integer.parseInt(text);
        return number < 0 ? size + number : number;
    }
}
