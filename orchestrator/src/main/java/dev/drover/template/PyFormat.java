package dev.drover.template;

import dev.drover.value.Value;
import java.util.Locale;

/** Python's newer way to put values into text: {@code '{}'.format(x)}. */
final class PyFormat {

    private PyFormat() {}

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
        int width = PyPercent.number(matcher.group(6) == null ? "" : matcher.group(6));
        String group = matcher.group(7) == null ? "" : matcher.group(7);
        int precision = matcher.group(8) == null ? -1 : PyPercent.number(matcher.group(8));
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
                        ? precision < 0 ? PyText.real(real) : PyPercent.real(real, 'g', precision)
                        : Py.integer(value).toString();
            case "x" -> (alternate ? "0x" : "") + Py.integer(value).toString(16);
            case "X" -> (alternate ? "0X" : "") + Py.integer(value).toString(16).toUpperCase(Locale.ROOT);
            case "o" -> (alternate ? "0o" : "") + Py.integer(value).toString(8);
            case "b" -> (alternate ? "0b" : "") + Py.integer(value).toString(2);
            case "c" -> Character.toString(Py.index(value));
            case "%" -> PyPercent.real(Py.real(value) * 100, 'f', precision < 0 ? 6 : precision) + "%";
            case "s" -> throw Mistake.of("Unknown format code 's' for object of type '" + Py.typeName(value) + "'");
            default -> PyPercent.real(Py.real(value), type.charAt(0), precision < 0 ? 6 : precision);
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
