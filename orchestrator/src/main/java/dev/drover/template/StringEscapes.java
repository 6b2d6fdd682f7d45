package dev.drover.template;

/** Python's escape sequences in string constants; one that is none stays as it is written. */
final class StringEscapes {

    private StringEscapes() {}

    /**
     * Appends what the sequence behind a backslash stands for.
     *
     * @param at the place behind the backslash
     * @return the place behind the sequence
     */
    static int append(String source, int at, StringBuilder text) {
        char c = source.charAt(at);
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'v' -> text.append('\u000b');
            case '\\', '\'', '"' -> text.append(c);
            case '\n' -> {}
            case 'x' -> {
                return code(source, at, 2, text);
            }
            case 'u' -> {
                return code(source, at, 4, text);
            }
            case 'U' -> {
                return code(source, at, 8, text);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                int end = at;
                while (end < source.length() && end < at + 3 && "01234567".indexOf(source.charAt(end)) >= 0) {
                    end++;
                }
                text.appendCodePoint(Integer.parseInt(source.substring(at, end), 8));
                return end;
            }
            default -> text.append('\\').append(c);
        }
        return at + 1;
    }

    private static int code(String source, int at, int digits, StringBuilder text) {
        int end = at + 1 + digits;
        if (end <= source.length()) {
            try {
                int code = Integer.parseInt(source.substring(at + 1, end), 16);
                if (Character.isValidCodePoint(code)) {
                    text.appendCodePoint(code);
                    return end;
                }
            } catch (NumberFormatException e) {
                // falls through: no such sequence
            }
        }
        throw new SyntaxMistake("truncated \\" + source.charAt(at) + " escape", at);
    }
}
