package dev.drover.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of shell text that is safe to send. {@link #sh} is the only way to make one: whatever is put into it is quoted.
 *
 * @param text POSIX sh
 */
public record Sh(String text) {

    /**
     * The text of {@code pattern} with each {@code {}} replaced by the next argument: an {@link Sh} as it is, an iterable as
     * its elements with blanks between them, anything else as one quoted word.
     *
     * @param pattern written in our source, never made of data
     * @throws IllegalArgumentException where arguments and places do not match, or an argument holds a NUL character
     */
    public static Sh sh(String pattern, Object... arguments) {
        var text = new StringBuilder();
        int from = 0;
        for (var argument : arguments) {
            int at = pattern.indexOf("{}", from);
            if (at < 0) {
                throw new IllegalArgumentException("more arguments than places in: " + pattern);
            }
            text.append(pattern, from, at).append(word(argument));
            from = at + 2;
        }
        if (pattern.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("more places than arguments in: " + pattern);
        }
        return new Sh(text.append(pattern, from, pattern.length()).toString());
    }

    /** Pieces one after another, each on a line of its own. */
    public static Sh lines(List<Sh> pieces) {
        return new Sh(String.join("\n", pieces.stream().map(Sh::text).toList()));
    }

    private static String word(Object argument) {
        return switch (argument) {
            case Sh(var raw) -> raw;
            case Path path -> quote(path.toString()); // which is iterable, too
            case Iterable<?> many -> {
                var words = new ArrayList<String>();
                many.forEach(one -> words.add(word(one)));
                yield String.join(" ", words);
            }
            default -> quote(argument.toString());
        };
    }

    /** The one quoting function: every byte but NUL survives single quotes in dash, busybox and bash. */
    static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL character can't be passed to a shell");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
