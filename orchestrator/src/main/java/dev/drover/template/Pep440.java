package dev.drover.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A version as Python's packages have them (PEP 440): {@code 1!2.0rc1.post2.dev3+local.4}.
 *
 * @param release without zeros at its end
 * @param pre -1 for a development release of no pre-release, 0 to 2 for a, b, rc, 3 for none
 * @param post -1 for none
 * @param dev the largest number for none
 */
record Pep440(
        BigInteger epoch,
        List<BigInteger> release,
        int pre,
        BigInteger preNumber,
        BigInteger post,
        BigInteger dev,
        String local)
        implements Comparable<Pep440> {

    private static final Pattern FORM = Pattern.compile("\\s*v?(?:([0-9]+)!)?([0-9]+(?:\\.[0-9]+)*)"
            + "(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?([0-9]+)?)?"
            + "(?:-([0-9]+)|([-_.]?(?:post|rev|r)[-_.]?)([0-9]+)?)?"
            + "(?:([-_.]?dev[-_.]?)([0-9]+)?)?(?:\\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?\\s*");
    private static final BigInteger NONE = BigInteger.ONE.negate();
    private static final BigInteger LAST = BigInteger.ONE.shiftLeft(4096);
    private static final Comparator<Pep440> ORDER = Comparator.comparing(Pep440::epoch)
            .thenComparing(Pep440::release, Pep440::numbers)
            .thenComparing(Pep440::pre)
            .thenComparing(Pep440::preNumber)
            .thenComparing(Pep440::post)
            .thenComparing(Pep440::dev)
            .thenComparing(Pep440::local, Pep440::locals);

    static Pep440 of(String text) {
        var matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw Mistake.of("Version comparison failed: Invalid version: " + PyText.repr(text));
        }
        var release = new ArrayList<BigInteger>();
        for (var part : matcher.group(2).split("\\.")) {
            release.add(new BigInteger(part));
        }
        while (release.size() > 1 && release.getLast().signum() == 0) {
            release.removeLast();
        }
        String pre = matcher.group(3);
        boolean post = matcher.group(5) != null || matcher.group(6) != null;
        boolean dev = matcher.group(8) != null;
        String postNumber = matcher.group(5) != null ? matcher.group(5) : matcher.group(7);
        int stage = pre == null
                ? dev && !post ? -1 : 3
                : "abcpr".indexOf(pre.charAt(0)) < 2 ? "ab".indexOf(pre.charAt(0)) : 2;
        return new Pep440(
                number(matcher.group(1)),
                release,
                stage,
                number(matcher.group(4)),
                post ? number(postNumber) : NONE,
                dev ? number(matcher.group(9)) : LAST,
                matcher.group(10) == null ? "" : matcher.group(10));
    }

    private static BigInteger number(String digits) {
        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static int numbers(List<BigInteger> a, List<BigInteger> b) {
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int order =
                    (i < a.size() ? a.get(i) : BigInteger.ZERO).compareTo(i < b.size() ? b.get(i) : BigInteger.ZERO);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Numbers come behind words; a longer one behind its beginning; none before any. */
    private static int locals(String a, String b) {
        var x = a.isEmpty() ? List.<String>of() : List.of(a.split("[-_.]"));
        var y = b.isEmpty() ? List.<String>of() : List.of(b.split("[-_.]"));
        for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
            boolean xNumber = x.get(i).chars().allMatch(Character::isDigit);
            boolean yNumber = y.get(i).chars().allMatch(Character::isDigit);
            int order = xNumber && yNumber
                    ? new BigInteger(x.get(i)).compareTo(new BigInteger(y.get(i)))
                    : xNumber != yNumber ? xNumber ? 1 : -1 : x.get(i).compareTo(y.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(x.size(), y.size());
    }

    @Override
    public int compareTo(Pep440 other) {
        return ORDER.compare(this, other);
    }
}
