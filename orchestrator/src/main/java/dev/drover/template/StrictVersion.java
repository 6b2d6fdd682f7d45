package dev.drover.template;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A version of two or three numbers with an alpha or beta behind: {@code 1.2}, {@code 1.2.3b4}.
 *
 * @param stage a, b, or c where it is none
 */
record StrictVersion(int major, int minor, int patch, char stage, int number) implements Comparable<StrictVersion> {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?(?:([ab])(\\d{1,9}))?");
    private static final Comparator<StrictVersion> ORDER = Comparator.comparingInt(StrictVersion::major)
            .thenComparing(StrictVersion::minor)
            .thenComparing(StrictVersion::patch)
            .thenComparing(StrictVersion::stage)
            .thenComparing(StrictVersion::number);

    static StrictVersion of(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw Mistake.of("Version comparison failed: invalid version number " + PyText.repr(text));
        }
        return new StrictVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)),
                matcher.group(4) == null ? 'c' : matcher.group(4).charAt(0),
                matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5)));
    }

    @Override
    public int compareTo(StrictVersion other) {
        return ORDER.compare(this, other);
    }
}
