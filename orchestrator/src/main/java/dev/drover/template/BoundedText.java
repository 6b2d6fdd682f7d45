package dev.drover.template;

/** Text that a regular expression may look at so often and no more: patterns that try everything end in an error. */
final class BoundedText implements CharSequence {

    private static final int LOOKS = 100_000_000;

    private final String text;
    private int looks;

    BoundedText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks > LOOKS) {
            throw Mistake.of("the regular expression tries too many ways");
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.substring(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
