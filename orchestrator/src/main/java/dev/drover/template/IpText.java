package dev.drover.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IP addresses as people write them. */
final class IpText {

    private IpText() {}

    static Optional<BigInteger> v4(String text) {
        if (!text.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}")) {
            return Optional.empty();
        }
        long number = 0;
        for (var part : text.split("\\.")) {
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return Optional.empty();
            }
            number = number << 8 | octet;
        }
        return Optional.of(BigInteger.valueOf(number));
    }

    static Optional<BigInteger> v6(String text) {
        String all = text;
        int dot = text.indexOf('.');
        if (dot >= 0) {
            int colon = text.lastIndexOf(':');
            var last = v4(text.substring(colon + 1));
            if (last.isEmpty()) {
                return Optional.empty();
            }
            long number = last.get().longValue();
            all = text.substring(0, colon + 1) + Long.toHexString(number >> 16) + ":"
                    + Long.toHexString(number & 0xffff);
        }
        int gap = all.indexOf("::");
        if (gap != all.lastIndexOf("::")) {
            return Optional.empty();
        }
        var groups = new ArrayList<String>(words(gap < 0 ? all : all.substring(0, gap)));
        if (gap >= 0) {
            var behind = words(all.substring(gap + 2));
            int missing = 8 - groups.size() - behind.size();
            if (missing < 1) {
                return Optional.empty();
            }
            groups.addAll(java.util.Collections.nCopies(missing, "0"));
            groups.addAll(behind);
        }
        if (groups.size() != 8 || groups.stream().anyMatch(group -> !group.matches("[0-9a-fA-F]{1,4}"))) {
            return Optional.empty();
        }
        var number = BigInteger.ZERO;
        for (var group : groups) {
            number = number.shiftLeft(16).or(new BigInteger(group, 16));
        }
        return Optional.of(number);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    /** An address as text; of IPv6 the longest run of zeros is left out. */
    static String of(BigInteger number, int bits) {
        if (bits == 32) {
            long value = number.longValue();
            return (value >> 24 & 255) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255);
        }
        var groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = number.shiftRight(112 - 16 * i).intValue() & 0xffff;
        }
        int best = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                best = i;
                length = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** The eight groups of an IPv6 address. */
    static List<Integer> groups(BigInteger number) {
        var groups = new ArrayList<Integer>();
        for (int i = 0; i < 8; i++) {
            groups.add(number.shiftRight(112 - 16 * i).intValue() & 0xffff);
        }
        return groups;
    }
}
