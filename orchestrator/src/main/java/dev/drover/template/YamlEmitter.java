package dev.drover.template;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes the events of one YAML document as libyaml does. */
final class YamlEmitter {

    /** Where a node stands. */
    enum Context {
        ROOT,
        SEQUENCE,
        MAPPING,
        SIMPLE_KEY
    }

    private record Container(boolean mapping, boolean flow, int indent) {}

    private final PyYaml.Style style;
    private final int bestIndent;
    private final int width;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Container> containers = new ArrayDeque<>();
    private int indent = -1;
    private int column;
    private int flowLevel;
    private boolean whitespace = true;
    private boolean indention = true;
    private boolean first;

    YamlEmitter(PyYaml.Style style) {
        this.style = style;
        this.bestIndent = style.indent() < 2 || style.indent() > 9 ? 2 : style.indent();
        this.width = style.width() < 0 ? Integer.MAX_VALUE : style.width() <= bestIndent * 2 ? 80 : style.width();
    }

    /** Whether a scalar may stand before a colon without a question mark. */
    static boolean isSimple(String scalar) {
        return scalar.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 128
                && scalar.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029);
    }

    void start() {
        if (style.start()) {
            indicator("---", true, false, false);
        }
    }

    String end() {
        indent();
        if (style.end()) {
            indicator("...", true, false, false);
            indent();
        }
        return text.toString();
    }

    void alias(String anchor) {
        indicator("*", true, false, false);
        put(anchor);
    }

    void begin(boolean mapping, boolean wantsFlow, boolean empty, String anchor, String tag, Context context) {
        if (!anchor.isEmpty()) {
            indicator("&", true, false, false);
            put(anchor);
        }
        if (!tag.isEmpty()) {
            indicator(tag, true, false, false);
        }
        boolean flow = flowLevel > 0 || wantsFlow || empty;
        containers.push(new Container(mapping, flow, indent));
        if (flow) {
            indicator(mapping ? "{" : "[", true, true, false);
            deeper(true, false);
            flowLevel++;
        } else {
            deeper(false, !mapping && context == Context.MAPPING && !indention);
        }
        first = true;
    }

    private void deeper(boolean flow, boolean indentless) {
        if (indent < 0) {
            indent = flow ? bestIndent : 0;
        } else if (!indentless) {
            indent += bestIndent;
        }
    }

    void item() {
        if (containers.element().flow()) {
            separated();
        } else {
            indent();
            indicator("-", true, false, true);
        }
        first = false;
    }

    private void separated() {
        if (!first) {
            indicator(",", false, false, false);
        }
        if (column > width) {
            indent();
        }
    }

    void key(boolean simple) {
        if (containers.element().flow()) {
            separated();
        } else {
            indent();
        }
        first = false;
        if (!simple) {
            indicator("?", true, false, !containers.element().flow());
        }
    }

    void value(boolean simple) {
        if (simple) {
            indicator(":", false, false, false);
            return;
        }
        boolean flow = containers.element().flow();
        if (!flow || column > width) {
            indent();
        }
        indicator(":", true, false, !flow);
    }

    void finish() {
        var container = containers.pop();
        if (container.flow()) {
            flowLevel--;
            indent = container.indent();
            indicator(container.mapping() ? "}" : "]", false, false, false);
        }
        indent = container.indent();
        first = false;
    }

    /** @param implicit whether the plain form means the same value */
    void scalar(String scalar, boolean implicit, Context context) {
        var analysis = ScalarAnalysis.of(scalar, style.unicode());
        boolean breaks = context != Context.SIMPLE_KEY;
        int before = indent;
        deeper(true, false);
        switch (chosen(scalar, analysis, implicit, breaks)) {
            case '\'' -> singleQuoted(scalar, breaks);
            case '"' -> doubleQuoted(scalar, breaks);
            default -> plain(scalar, breaks);
        }
        indent = before;
    }

    private char chosen(String scalar, ScalarAnalysis analysis, boolean implicit, boolean breaks) {
        char wanted =
                style.quote().filter(quote -> quote == '"' || quote == '\'').orElse(' ');
        if (wanted == '"' || !breaks && analysis.multiline()) {
            return '"';
        }
        boolean plain = wanted == ' '
                && (flowLevel > 0 ? analysis.flowPlain() : analysis.blockPlain())
                && !(scalar.isEmpty() && (flowLevel > 0 || !breaks))
                && implicit;
        return plain ? ' ' : analysis.singleQuoted() ? '\'' : '"';
    }

    private void plain(String scalar, boolean breaks) {
        if (!whitespace && (!scalar.isEmpty() || flowLevel > 0)) {
            put(" ");
        }
        boolean spaces = false;
        for (int i = 0; i < scalar.length(); ) {
            int c = scalar.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c == ' ') {
                if (breaks && !spaces && column > width && !isSpace(scalar, next)) {
                    indent();
                } else {
                    put(c);
                }
                spaces = true;
            } else {
                put(c);
                indention = false;
                spaces = false;
            }
            i = next;
        }
        whitespace = false;
        indention = false;
    }

    private void singleQuoted(String scalar, boolean allowed) {
        indicator("'", true, false, false);
        boolean spaces = false;
        boolean breaks = false;
        for (int i = 0; i < scalar.length(); ) {
            int c = scalar.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c == ' ') {
                if (allowed && !spaces && column > width && i > 0 && next < scalar.length() && !isSpace(scalar, next)) {
                    indent();
                } else {
                    put(c);
                }
                spaces = true;
            } else if (ScalarAnalysis.isBreak(c)) {
                if (!breaks && c == '\n') {
                    newline();
                }
                if (c == '\n') {
                    newline();
                } else {
                    put(c);
                    column = 0;
                }
                indention = true;
                breaks = true;
            } else {
                if (breaks) {
                    indent();
                }
                if (c == '\'') {
                    put(c);
                }
                put(c);
                indention = false;
                spaces = false;
                breaks = false;
            }
            i = next;
        }
        if (breaks) {
            indent();
        }
        indicator("'", false, false, false);
        whitespace = false;
        indention = false;
    }

    private void doubleQuoted(String scalar, boolean allowed) {
        indicator("\"", true, false, false);
        boolean spaces = false;
        for (int i = 0; i < scalar.length(); ) {
            int c = scalar.codePointAt(i);
            int next = i + Character.charCount(c);
            if (!ScalarAnalysis.isPrintable(c)
                    || c > 126 && !style.unicode()
                    || ScalarAnalysis.isBreak(c)
                    || c == 0xfeff
                    || c == '"'
                    || c == '\\') {
                put(escaped(c));
                spaces = false;
            } else if (c == ' ') {
                if (allowed && !spaces && column > width && i > 0 && next < scalar.length()) {
                    indent();
                    if (isSpace(scalar, next)) {
                        put("\\");
                    }
                } else {
                    put(c);
                }
                spaces = true;
            } else {
                put(c);
                spaces = false;
            }
            i = next;
        }
        indicator("\"", false, false, false);
        whitespace = false;
        indention = false;
    }

    private static String escaped(int c) {
        return switch (c) {
            case 0 -> "\\0";
            case 7 -> "\\a";
            case 8 -> "\\b";
            case 9 -> "\\t";
            case 10 -> "\\n";
            case 11 -> "\\v";
            case 12 -> "\\f";
            case 13 -> "\\r";
            case 27 -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0xa0 -> "\\_";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default -> (c <= 0xff ? "\\x%02X" : c <= 0xffff ? "\\u%04X" : "\\U%08X").formatted(c);
        };
    }

    private static boolean isSpace(String text, int at) {
        return at < text.length() && text.charAt(at) == ' ';
    }

    private void indicator(String what, boolean needsBlank, boolean isBlank, boolean isIndention) {
        if (needsBlank && !whitespace) {
            put(" ");
        }
        put(what);
        whitespace = isBlank;
        indention &= isIndention;
    }

    private void indent() {
        int to = Math.max(0, indent);
        if (!indention || column > to || column == to && !whitespace) {
            newline();
        }
        while (column < to) {
            put(" ");
        }
        whitespace = true;
        indention = true;
    }

    private void newline() {
        text.append('\n');
        column = 0;
    }

    private void put(int c) {
        text.appendCodePoint(c);
        column++;
    }

    private void put(String what) {
        text.append(what);
        column += what.codePointCount(0, what.length());
        if (text.length() > Bounds.MAX_OUTPUT) {
            throw Mistake.of("the text is too long");
        }
    }
}
