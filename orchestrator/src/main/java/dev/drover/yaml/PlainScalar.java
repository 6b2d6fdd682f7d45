package dev.drover.yaml;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** What an unquoted scalar means under YAML 1.1, to the letter of PyYAML (which wants a sign in an exponent, and knows sexagesimals). */
final class PlainScalar {

    private PlainScalar() {}

    static Value resolve(String text, Origin origin) {
        if (text.isEmpty()) {
            return Value.NIL;
        }
        return switch (text.charAt(0)) {
            case '~', 'n', 'N' -> nullOrBoolean(text, origin);
            case 'y', 'Y', 't', 'T', 'f', 'F', 'o', 'O' -> booleanOrText(text, origin);
            case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberOrText(text, origin);
            default -> Value.Text.written(text, origin);
        };
    }

    private static Value nullOrBoolean(String text, Origin origin) {
        return switch (text) {
            case "~", "null", "Null", "NULL" -> Value.NIL;
            default -> booleanOrText(text, origin);
        };
    }

    private static Value booleanOrText(String text, Origin origin) {
        return switch (text) {
            case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> Value.TRUE;
            case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> Value.FALSE;
            default -> Value.Text.written(text, origin);
        };
    }

    private static Value numberOrText(String text, Origin origin) {
        if (Numbers.INTEGER.matcher(text).matches()) {
            return new Value.Int(integer(text.replace("_", "")));
        }
        if (Numbers.FLOAT.matcher(text).matches()) {
            return new Value.Real(real(text.replace("_", "")));
        }
        return Value.Text.written(text, origin);
    }

    private static BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        BigInteger magnitude;
        if (digits.startsWith("0b")) {
            magnitude = new BigInteger(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            magnitude = new BigInteger(digits.substring(2), 16);
        } else if (digits.indexOf(':') >= 0) {
            magnitude = BigInteger.ZERO;
            for (var part : digits.split(":")) {
                magnitude = magnitude.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
        } else if (digits.length() > 1 && digits.startsWith("0")) {
            magnitude = new BigInteger(digits, 8);
        } else {
            magnitude = new BigInteger(digits);
        }
        return negative ? magnitude.negate() : magnitude;
    }

    private static double real(String text) {
        double sign = text.startsWith("-") ? -1 : 1;
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (digits.equalsIgnoreCase(".inf")) {
            return sign * Double.POSITIVE_INFINITY;
        }
        if (digits.equalsIgnoreCase(".nan")) {
            return Double.NaN;
        }
        if (digits.indexOf(':') >= 0) {
            double sum = 0;
            for (var part : digits.split(":")) {
                sum = sum * 60 + Double.parseDouble(part);
            }
            return sign * sum;
        }
        return sign * Double.parseDouble(digits);
    }

    /** Loaded with the first scalar that looks like a number. */
    private static final class Numbers {
        static final Pattern INTEGER = Pattern.compile("[-+]?0b_*[01][01_]*|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)"
                + "|[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
        static final Pattern FLOAT = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
                + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
                + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    }
}
