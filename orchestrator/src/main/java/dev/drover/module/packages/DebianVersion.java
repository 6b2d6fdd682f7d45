package dev.drover.module.packages;

/** The order of Debian's version numbers: {@code [epoch:]upstream[-revision]}, as deb-version(7) has it. */
final class DebianVersion {

    private DebianVersion() {}

    /** Less than, equal to or greater than 0, as the first is older than, the same as or newer than the second. */
    static int compare(String first, String second) {
        int epochs = Long.compare(epoch(first), epoch(second));
        if (epochs != 0) {
            return epochs;
        }
        int upstream = part(upstream(first), upstream(second));
        return upstream != 0 ? upstream : part(revision(first), revision(second));
    }

    private static long epoch(String version) {
        int colon = version.indexOf(':');
        return colon > 0 && version.substring(0, colon).matches("[0-9]{1,18}")
                ? Long.parseLong(version.substring(0, colon))
                : 0;
    }

    private static String upstream(String version) {
        var rest = version.substring(version.indexOf(':') + 1);
        return rest.contains("-") ? rest.substring(0, rest.lastIndexOf('-')) : rest;
    }

    private static String revision(String version) {
        return version.contains("-") ? version.substring(version.lastIndexOf('-') + 1) : "";
    }

    /** Text and numbers in turn. */
    private static int part(String first, String second) {
        int i = 0;
        int j = 0;
        while (i < first.length() || j < second.length()) {
            while (text(first, i) || text(second, j)) {
                int order = Integer.compare(weight(first, i), weight(second, j));
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            int numberEnds = numberEnd(first, i);
            int otherEnds = numberEnd(second, j);
            int order = number(first.substring(Math.min(i, first.length()), numberEnds))
                    .compareTo(number(second.substring(Math.min(j, second.length()), otherEnds)));
            if (order != 0) {
                return order;
            }
            i = numberEnds;
            j = otherEnds;
        }
        return 0;
    }

    private static boolean text(String version, int at) {
        return at < version.length() && !digit(version.charAt(at));
    }

    /** A tilde is before the end, the end before letters, letters before anything else. */
    private static int weight(String version, int at) {
        if (at >= version.length() || digit(version.charAt(at))) {
            return 0;
        }
        char c = version.charAt(at);
        return c == '~' ? -1 : Character.isLetter(c) ? c : c + 256;
    }

    private static int numberEnd(String version, int from) {
        int at = Math.min(from, version.length());
        while (at < version.length() && digit(version.charAt(at))) {
            at++;
        }
        return at;
    }

    private static java.math.BigInteger number(String digits) {
        return digits.isEmpty() ? java.math.BigInteger.ZERO : new java.math.BigInteger(digits);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
