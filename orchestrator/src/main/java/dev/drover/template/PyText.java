package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigDecimal;
import java.util.Map;

/** Values as text, to the letter of Python: {@code str()} and {@code repr()}. */
public final class PyText {

    private PyText() {}

    /** {@code str(value)}. */
    public static String str(Value value) {
        if (value instanceof Opaques.Nothing nothing) {
            return nothing.shown();
        }
        if (value instanceof Markup(var text)) {
            return text.text();
        }
        return value instanceof Value.Text text ? text.text() : repr(value);
    }

    /** Writes {@code str(value)} behind what there is. */
    static void append(Value value, StringBuilder text) {
        switch (value) {
            case Value.Text string -> text.append(string.text());
            case Value.Int number -> write(number, text);
            default -> text.append(str(value));
        }
    }

    /** {@code repr(value)}. */
    public static String repr(Value value) {
        var text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(Value value, StringBuilder text) {
        if (text.length() > Bounds.MAX_OUTPUT) {
            throw Mistake.of("the text is too long");
        }
        switch (value) {
            case Value.Nil nil -> text.append("None");
            case Value.Bool(var truth) -> text.append(truth ? "True" : "False");
            case Value.Int number -> {
                if (number.isLong()) {
                    text.append(number.value().longValue());
                } else {
                    text.append(number.value());
                }
            }
            case Value.Real(var number) -> text.append(real(number));
            case Value.Text string -> text.append(repr(string.text()));
            case Value.Sequence(var items) -> {
                text.append('[');
                String separator = "";
                for (var item : items) {
                    text.append(separator);
                    write(item, text);
                    separator = ", ";
                }
                text.append(']');
            }
            case Value.Mapping(var entries) -> {
                text.append('{');
                String separator = "";
                for (Map.Entry<Value, Value> entry : entries.entrySet()) {
                    text.append(separator);
                    write(entry.getKey(), text);
                    text.append(": ");
                    write(entry.getValue(), text);
                    separator = ", ";
                }
                text.append('}');
            }
            case Value.Undefined undefined -> text.append("Undefined");
            case Opaques.Tuple(var items, var named) -> {
                text.append('(');
                for (int i = 0; i < items.size(); i++) {
                    text.append(i > 0 ? ", " : "");
                    write(items.get(i), text);
                }
                text.append(items.size() == 1 ? ",)" : ")");
            }
            case Value.Opaque opaque -> text.append(opaque);
        }
    }

    /** With single quotes, unless the text holds such and no double ones. */
    static String repr(String string) {
        char quote = string.indexOf('\'') >= 0 && string.indexOf('"') < 0 ? '"' : '\'';
        var text = new StringBuilder().append(quote);
        string.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c == quote) {
                        text.append('\\').append(quote);
                    } else if (c < ' ' || c == 0x7f || c >= 0x80 && c < 0xa0 || c == 0xad) {
                        text.append("\\x%02x".formatted(c));
                    } else if (isPrintable(c)) {
                        text.appendCodePoint(c);
                    } else {
                        text.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
                    }
                }
            }
        });
        return text.append(quote).toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /** The shortest text that means the number, with an exponent outside of 1e-4 to 1e16. */
    static String real(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        var decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - decimal.scale() - 1;
        String sign = number < 0 ? "-" : "";
        if (exponent < -4 || exponent >= 16) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+")
                    + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        }
        String plain = decimal.abs().toPlainString();
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }
}
