package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Python's older way to put values into text: {@code '%s' % x}. */
final class PyPercent {

    private static final int MAX_WIDTH = 1_000_000;

    private PyPercent() {}

    /** {@code format % arguments}. */
    static String format(String format, Value arguments) {
        var list = arguments instanceof Opaques.Tuple(var items, var named) ? items : List.of(arguments);
        var text = new StringBuilder();
        int used = 0;
        boolean named = false;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                text.append(c);
                continue;
            }
            if (++i >= format.length()) {
                throw Mistake.of("incomplete format");
            }
            Value value = null;
            if (format.charAt(i) == '(') {
                int end = format.indexOf(')', i);
                if (end < 0) {
                    throw Mistake.of("incomplete format key");
                }
                if (!(arguments instanceof Value.Mapping(var entries))) {
                    throw Mistake.of("format requires a mapping");
                }
                String key = format.substring(i + 1, end);
                value = entries.get(Value.of(key));
                if (value == null) {
                    throw Mistake.of(PyText.repr(key));
                }
                named = true;
                i = end + 1;
            }
            var spec = new Spec();
            while (i < format.length() && "-+ #0".indexOf(format.charAt(i)) >= 0) {
                spec.flag(format.charAt(i++));
            }
            int from = i;
            while (i < format.length() && Character.isDigit(format.charAt(i))) {
                i++;
            }
            spec.width = number(format.substring(from, i));
            if (i < format.length() && format.charAt(i) == '.') {
                from = ++i;
                while (i < format.length() && Character.isDigit(format.charAt(i))) {
                    i++;
                }
                spec.precision = number(format.substring(from, i));
            }
            while (i < format.length() && "hlL".indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            if (i >= format.length()) {
                throw Mistake.of("incomplete format");
            }
            char type = format.charAt(i);
            if (type == '%') {
                text.append('%');
                continue;
            }
            if (value == null) {
                if (used >= list.size()) {
                    throw Mistake.of("not enough arguments for format string");
                }
                value = list.get(used++);
            }
            text.append(spec.converted(type, Py.defined(value), i));
        }
        if (!named && used < list.size() && !(arguments instanceof Value.Mapping)) {
            throw Mistake.of("not all arguments converted during string formatting");
        }
        return text.toString();
    }

    static int number(String digits) {
        if (digits.isEmpty()) {
            return 0;
        }
        if (digits.length() > 7 || Integer.parseInt(digits) > MAX_WIDTH) {
            throw Mistake.of("the width is too large");
        }
        return Integer.parseInt(digits);
    }

    /** A conversion of {@code %}: flags, width, precision. */
    private static final class Spec {
        boolean left;
        boolean plus;
        boolean blank;
        boolean zero;
        boolean alternate;
        int width;
        int precision = -1;

        void flag(char c) {
            left |= c == '-';
            plus |= c == '+';
            blank |= c == ' ';
            zero |= c == '0';
            alternate |= c == '#';
        }

        String converted(char type, Value value, int at) {
            String text = switch (type) {
                case 's' -> cut(PyText.str(value));
                case 'r', 'a' -> cut(PyText.repr(value));
                case 'c' -> value instanceof Value.Int ? Character.toString(Py.index(value)) : PyText.str(value);
                case 'd', 'i', 'u' -> {
                    if (!Py.isNumber(value)) {
                        throw Mistake.of("%" + type + " format: a real number is required, not " + Py.typeName(value));
                    }
                    yield signed(
                            value instanceof Value.Real(var real)
                                    ? new BigDecimal(real).toBigInteger().toString()
                                    : Py.integer(value).toString());
                }
                case 'x', 'X', 'o' -> {
                    if (!(value instanceof Value.Int || value instanceof Value.Bool)) {
                        throw Mistake.of("%" + type + " format: an integer is required, not " + Py.typeName(value));
                    }
                    String digits = Py.integer(value).toString(type == 'o' ? 8 : 16);
                    String prefixed = alternate ? (type == 'o' ? "0o" : "0x") + digits : digits;
                    yield signed(type == 'X' ? prefixed.toUpperCase(Locale.ROOT) : prefixed);
                }
                case 'e', 'E', 'f', 'F', 'g', 'G' -> {
                    if (!Py.isNumber(value)) {
                        throw Mistake.of("must be real number, not " + Py.typeName(value));
                    }
                    yield signed(real(Py.real(value), type, precision < 0 ? 6 : precision));
                }
                default ->
                    throw Mistake.of("unsupported format character '" + type + "' (0x" + Integer.toHexString(type)
                            + ") at index " + at);
            };
            int missing = width - text.codePointCount(0, text.length());
            if (missing <= 0) {
                return text;
            }
            if (left) {
                return text + " ".repeat(missing);
            }
            boolean numeric = "sra".indexOf(type) < 0 && type != 'c';
            if (zero && numeric) {
                int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
                return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
            }
            return " ".repeat(missing) + text;
        }

        private String cut(String text) {
            return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
        }

        private String signed(String digits) {
            return digits.startsWith("-") ? digits : plus ? "+" + digits : blank ? " " + digits : digits;
        }
    }

    /** A real number with so many digits: fixed, with an exponent, or the shorter of both. */
    static String real(double number, char type, int precision) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return PyText.real(number);
        }
        var exact = new BigDecimal(number);
        return switch (type) {
            case 'f', 'F' ->
                sign(number)
                        + exact.abs()
                                .setScale(precision, RoundingMode.HALF_EVEN)
                                .toPlainString();
            case 'e', 'E' -> exponential(number, exact, precision, type);
            default -> {
                int digits = precision == 0 ? 1 : precision;
                if (number == 0) {
                    yield sign(number) + "0";
                }
                var rounded = exact.round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
                int exponent = rounded.precision() - rounded.scale() - 1;
                if (exponent < -4 || exponent >= digits) {
                    String text = exponential(number, exact, digits - 1, type == 'G' ? 'E' : 'e');
                    int mark = text.indexOf(type == 'G' ? 'E' : 'e');
                    String mantissa = text.substring(0, mark);
                    yield (mantissa.indexOf('.') >= 0 ? mantissa.replaceFirst("\\.?0+$", "") : mantissa)
                            + text.substring(mark);
                }
                yield rounded.stripTrailingZeros().toPlainString();
            }
        };
    }

    private static String sign(double number) {
        return number < 0 || 1 / number < 0 ? "-" : "";
    }

    private static String exponential(double number, BigDecimal exact, int precision, char mark) {
        var rounded = exact.abs().round(new java.math.MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = number == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String digits = rounded.unscaledValue().toString();
        digits = digits + "0".repeat(Math.max(0, precision + 1 - digits.length()));
        digits = digits.substring(0, precision + 1);
        return sign(number)
                + digits.charAt(0)
                + (precision > 0 ? "." + digits.substring(1) : "")
                + mark
                + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
