package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Python's two ways to put values into text: {@code '%s' % x} and {@code '{}'.format(x)}. */
final class PyFormat {

    private static final int MAX_WIDTH = 1_000_000;

    private PyFormat() {}

    /** {@code format % arguments}. */
    static String percent(String format, Value arguments) {
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

    private static int number(String digits) {
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

    /** {@code format.format(arguments)}. */
    static String braces(String format, Arguments arguments, Evaluator evaluator) {
        var text = new StringBuilder();
        int automatic = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if ((c == '{' || c == '}') && i + 1 < format.length() && format.charAt(i + 1) == c) {
                text.append(c);
                i++;
            } else if (c == '}') {
                throw Mistake.of("Single '}' encountered in format string");
            } else if (c == '{') {
                int end = closing(format, i);
                String field = format.substring(i + 1, end);
                i = end;
                int colon = field.indexOf(':');
                String spec = colon < 0 ? "" : field.substring(colon + 1);
                String name = colon < 0 ? field : field.substring(0, colon);
                char conversion = ' ';
                if (name.length() > 1 && name.charAt(name.length() - 2) == '!') {
                    conversion = name.charAt(name.length() - 1);
                    name = name.substring(0, name.length() - 2);
                }
                int rest = 0;
                while (rest < name.length() && name.charAt(rest) != '.' && name.charAt(rest) != '[') {
                    rest++;
                }
                String head = name.substring(0, rest);
                if (head.isEmpty()) {
                    head = Integer.toString(automatic++);
                }
                var value = path(argument(head, arguments), name.substring(rest), evaluator);
                if (spec.indexOf('{') >= 0) {
                    spec = braces(spec, arguments, evaluator);
                }
                text.append(
                        conversion == 'r'
                                ? field(Value.of(PyText.repr(value)), spec)
                                : conversion == 's' ? field(Value.of(PyText.str(value)), spec) : field(value, spec));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static int closing(String format, int open) {
        int depth = 0;
        for (int i = open; i < format.length(); i++) {
            depth += format.charAt(i) == '{' ? 1 : format.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw Mistake.of("expected '}' before end of string");
    }

    private static Value argument(String name, Arguments arguments) {
        if (name.chars().allMatch(Character::isDigit) && name.length() < 7) {
            int place = Integer.parseInt(name);
            if (place >= arguments.positional().size()) {
                throw Mistake.of("Replacement index " + place + " out of range for positional args tuple");
            }
            return Py.defined(arguments.positional().get(place));
        }
        var value = arguments.named().get(name);
        if (value == null) {
            throw Mistake.of(PyText.repr(name));
        }
        return Py.defined(value);
    }

    private static Value path(Value value, String path, Evaluator evaluator) {
        var at = value;
        int i = 0;
        while (i < path.length()) {
            int end = i + 1;
            if (path.charAt(i) == '[') {
                end = path.indexOf(']', i);
                if (end < 0) {
                    throw Mistake.of("expected '}' before end of string");
                }
                String key = path.substring(i + 1, end);
                at = evaluator.item(
                        at, key.chars().allMatch(Character::isDigit) ? Value.of(Long.parseLong(key)) : Value.of(key));
                i = end + 1;
            } else {
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                String name = path.substring(i + 1, end);
                if (evaluator.evaluation.dialect.ansible()
                        && at instanceof Value.Mapping
                        && Methods.find(at, name, evaluator).isEmpty()) {
                    throw Mistake.of("'dict' object has no attribute " + PyText.repr(Value.of(name)));
                }
                at = evaluator.attribute(at, name);
                i = end;
            }
            Py.defined(at);
        }
        return at;
    }

    /** {@code format(value, spec)}: fill, alignment, sign, width, grouping, precision, type. */
    static String field(Value value, String spec) {
        if (spec.isEmpty()) {
            return PyText.str(value);
        }
        var matcher = FieldSpec.PATTERN.matcher(spec);
        if (!matcher.matches()) {
            throw Mistake.of("Invalid format specifier '" + spec + "' for object of type '" + Py.typeName(value) + "'");
        }
        String fill = matcher.group(1) == null ? "" : matcher.group(1);
        String align = matcher.group(2) == null ? "" : matcher.group(2);
        boolean zero = matcher.group(5) != null;
        int width = number(matcher.group(6) == null ? "" : matcher.group(6));
        String group = matcher.group(7) == null ? "" : matcher.group(7);
        int precision = matcher.group(8) == null ? -1 : number(matcher.group(8));
        String type = matcher.group(9) == null ? "" : matcher.group(9);
        boolean numeric = Py.isNumber(value) && !(value instanceof Value.Bool && type.isEmpty());
        if (!numeric && !type.isEmpty() && !type.equals("s")) {
            throw Mistake.of("Unknown format code '" + type + "' for object of type '" + Py.typeName(value) + "'");
        }
        String text = numeric
                ? number(value, matcher.group(3), matcher.group(4) != null, group, precision, type)
                : cut(PyText.str(value), precision);
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (zero && align.isEmpty() && numeric) {
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
        }
        String filler = fill.isEmpty() ? zero ? "0" : " " : fill;
        return switch (align.isEmpty() ? numeric ? ">" : "<" : align) {
            case "<" -> text + filler.repeat(missing);
            case "^" -> filler.repeat(missing / 2) + text + filler.repeat(missing - missing / 2);
            case "=" -> {
                int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
                yield text.substring(0, sign) + filler.repeat(missing) + text.substring(sign);
            }
            default -> filler.repeat(missing) + text;
        };
    }

    private static String cut(String text, int precision) {
        return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
    }

    private static String number(
            Value value, String sign, boolean alternate, String group, int precision, String type) {
        String digits = switch (type) {
            case "d", "n", "" ->
                value instanceof Value.Real(var real)
                        ? precision < 0 ? PyText.real(real) : real(real, 'g', precision)
                        : Py.integer(value).toString();
            case "x" -> (alternate ? "0x" : "") + Py.integer(value).toString(16);
            case "X" -> (alternate ? "0X" : "") + Py.integer(value).toString(16).toUpperCase(Locale.ROOT);
            case "o" -> (alternate ? "0o" : "") + Py.integer(value).toString(8);
            case "b" -> (alternate ? "0b" : "") + Py.integer(value).toString(2);
            case "c" -> Character.toString(Py.index(value));
            case "%" -> real(Py.real(value) * 100, 'f', precision < 0 ? 6 : precision) + "%";
            case "s" -> throw Mistake.of("Unknown format code 's' for object of type '" + Py.typeName(value) + "'");
            default -> real(Py.real(value), type.charAt(0), precision < 0 ? 6 : precision);
        };
        if (!group.isEmpty()) {
            digits = grouped(digits, group);
        }
        boolean plus = sign != null && !sign.equals("-") && !digits.startsWith("-");
        return plus ? sign + digits : digits;
    }

    private static String grouped(String digits, String separator) {
        int sign = digits.startsWith("-") ? 1 : 0;
        int dot = digits.indexOf('.');
        String whole = digits.substring(sign, dot < 0 ? digits.length() : dot);
        var text = new StringBuilder();
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                text.append(separator);
            }
            text.append(whole.charAt(i));
        }
        return digits.substring(0, sign) + text + (dot < 0 ? "" : digits.substring(dot));
    }

    private static final class FieldSpec {
        static final java.util.regex.Pattern PATTERN = java.util.regex.Pattern.compile(
                "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?([0-9]+)?([,_])?(?:\\.([0-9]+))?([bcdeEfFgGnosxX%])?",
                java.util.regex.Pattern.DOTALL);
    }
}
