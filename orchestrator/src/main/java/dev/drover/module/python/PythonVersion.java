package dev.drover.module.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a Python distribution, ordered as PEP 440 says.
 *
 * @param pre the kind of a pre-release ({@code a}, {@code b}, {@code rc}) and its number
 */
record PythonVersion(
        BigInteger epoch,
        List<BigInteger> release,
        Optional<Pre> pre,
        Optional<BigInteger> post,
        Optional<BigInteger> dev,
        List<String> local)
        implements Comparable<PythonVersion> {

    record Pre(String kind, BigInteger number) implements Comparable<Pre> {
        @Override
        public int compareTo(Pre other) {
            int kinds = kind.compareTo(other.kind);
            return kinds != 0 ? kinds : number.compareTo(other.number);
        }
    }

    private static final Pattern FORM = Pattern.compile("\\s*v?(?:(?<epoch>\\d+)!)?(?<release>\\d+(?:\\.\\d+)*)"
            + "(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<prenumber>\\d*))?"
            + "(?:-(?<implicit>\\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postnumber>\\d*))?"
            + "(?:[-_.]?(?<dev>dev)[-_.]?(?<devnumber>\\d*))?"
            + "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\\s*");

    static Optional<PythonVersion> parse(String text) {
        var form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        var release = new ArrayList<BigInteger>();
        for (var part : form.group("release").split("\\.")) {
            release.add(new BigInteger(part));
        }
        var post = form.group("implicit") != null
                ? Optional.of(new BigInteger(form.group("implicit")))
                : number(form, "post", "postnumber");
        return Optional.of(new PythonVersion(
                form.group("epoch") == null ? BigInteger.ZERO : new BigInteger(form.group("epoch")),
                List.copyOf(release),
                number(form, "pre", "prenumber").map(number -> new Pre(kind(form.group("pre")), number)),
                post,
                number(form, "dev", "devnumber"),
                form.group("local") == null
                        ? List.of()
                        : List.of(form.group("local").split("[-_.]"))));
    }

    private static Optional<BigInteger> number(Matcher form, String word, String number) {
        if (form.group(word) == null) {
            return Optional.empty();
        }
        return Optional.of(form.group(number).isEmpty() ? BigInteger.ZERO : new BigInteger(form.group(number)));
    }

    private static String kind(String word) {
        return switch (word) {
            case "alpha", "a" -> "a";
            case "beta", "b" -> "b";
            default -> "rc";
        };
    }

    boolean preRelease() {
        return pre.isPresent() || dev.isPresent();
    }

    /** Without its local part. */
    PythonVersion published() {
        return new PythonVersion(epoch, release, pre, post, dev, List.of());
    }

    /** Whether both are of the same release: {@code 1.2rc1} and {@code 1.2.post3} are. */
    boolean sameBase(PythonVersion other) {
        return epoch.equals(other.epoch) && compareRelease(other) == 0;
    }

    /** Whether its release begins with these numbers. */
    boolean startsWith(PythonVersion prefix) {
        if (!epoch.equals(prefix.epoch)) {
            return false;
        }
        for (int i = 0; i < prefix.release.size(); i++) {
            if (!part(i).equals(prefix.part(i))) {
                return false;
            }
        }
        return true;
    }

    /** The release without its last number, for {@code ~=}. */
    PythonVersion shorter() {
        return new PythonVersion(
                epoch,
                release.subList(0, release.size() - 1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Override
    public int compareTo(PythonVersion other) {
        int order = epoch.compareTo(other.epoch);
        order = order != 0 ? order : compareRelease(other);
        order = order != 0 ? order : comparePre(other);
        order = order != 0 ? order : compare(post, other.post, -1);
        order = order != 0 ? order : compare(dev, other.dev, 1);
        return order != 0 ? order : compareLocal(other);
    }

    private BigInteger part(int index) {
        return index < release.size() ? release.get(index) : BigInteger.ZERO;
    }

    private int compareRelease(PythonVersion other) {
        for (int i = 0; i < Math.max(release.size(), other.release.size()); i++) {
            int order = part(i).compareTo(other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int comparePre(PythonVersion other) {
        int order = Integer.compare(stage(), other.stage());
        return order != 0 || pre.isEmpty() || other.pre.isEmpty()
                ? order
                : pre.get().compareTo(other.pre.get());
    }

    /** {@code 1.dev1} comes before {@code 1a1}, and that before {@code 1}. */
    private int stage() {
        if (pre.isPresent()) {
            return 1;
        }
        return dev.isPresent() && post.isEmpty() ? 0 : 2;
    }

    /** @param missing where one that is not there comes: -1 before all others, 1 behind them */
    private static int compare(Optional<BigInteger> one, Optional<BigInteger> other, int missing) {
        if (one.isPresent() && other.isPresent()) {
            return one.get().compareTo(other.get());
        }
        return one.isPresent() ? -missing : other.isPresent() ? missing : 0;
    }

    private int compareLocal(PythonVersion other) {
        for (int i = 0; i < Math.min(local.size(), other.local.size()); i++) {
            var mine = local.get(i);
            var its = other.local.get(i);
            boolean number = mine.matches("\\d+");
            boolean itsNumber = its.matches("\\d+");
            int order = number && itsNumber
                    ? new BigInteger(mine).compareTo(new BigInteger(its))
                    : number != itsNumber ? Boolean.compare(number, itsNumber) : mine.compareTo(its);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(local.size(), other.local.size());
    }
}
