package dev.drover.report;

/** Text as XML 1.0 can hold it. What it can't hold, not even as a reference, is written as in Java: {@code \u001b}. */
final class XmlText {

    private XmlText() {}

    /** For attributes, whose line breaks would become spaces. */
    static String attribute(String text) {
        return of(text).replace("\n", "&#10;").replace("\t", "&#9;");
    }

    static String of(String text) {
        var xml = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\n', '\t' -> xml.append((char) c);
                default -> {
                    if (isAllowed(c)) {
                        xml.appendCodePoint(c);
                    } else {
                        xml.append("\\u%04x".formatted(c));
                    }
                }
            }
        });
        return xml.toString();
    }

    private static boolean isAllowed(int c) {
        return c >= 0x20 && c < 0x7f || c > 0x9f && c < 0xd800 || c > 0xdfff && c < 0xfffe || c > 0xffff;
    }
}
