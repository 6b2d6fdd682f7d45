package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Filters between numbers of bytes and what people write for them. */
final class SizeFilters {

    private static final Pattern SIZE = Pattern.compile("\\s*([0-9]*\\.?[0-9]*)\\s*([A-Za-z]+)?\\s*", Pattern.DOTALL);

    private SizeFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(SizeFilters::humanToBytes, "human_to_bytes")
            .add(SizeFilters::humanReadable, "human_readable")
            .add(SizeFilters::fileSize, "filesizeformat")
            .all();

    private static final String UNITS = "BKMGTPEZY";

    private static Value humanToBytes(Value value, Arguments arguments, Evaluator evaluator) {
        String text = PyText.str(value);
        String failed = "human_to_bytes() can't interpret the input: human_to_bytes() ";
        var matcher = SIZE.matcher(text);
        if (!matcher.matches() || !matcher.group(1).matches("[0-9]*\\.?[0-9]+|[0-9]+\\.")) {
            throw Mistake.of(failed + "can't interpret following string: " + text);
        }
        boolean bits = arguments.flag(1, "isbits", false);
        String unit = matcher.group(2) != null
                ? matcher.group(2)
                : arguments
                        .find(0, "default_unit")
                        .filter(one -> !(one instanceof Value.Nil))
                        .map(PyText::str)
                        .orElse("");
        if (unit.isEmpty()) {
            return rounded(Double.parseDouble(matcher.group(1)));
        }
        char letter = Character.toUpperCase(unit.charAt(0));
        int power = UNITS.indexOf(letter);
        if (power < 0) {
            throw Mistake.of(failed + "failed to convert " + text + " (unit = " + unit
                    + "). The suffix must be one of Y, Z, E, P, T, G, M, K, B");
        }
        String whole = unit.toLowerCase(Locale.ROOT);
        boolean spelled = (power == 0 ? "" : NAMES[power - 1])
                .concat(bits ? "bit" : "byte")
                .equals(whole);
        String suffix = power == 0 ? bits ? "b" : "B" : bits ? "b" : "B";
        if (unit.length() > 1 && !spelled && !(unit.length() == 2 && power > 0 && unit.endsWith(suffix))) {
            throw Mistake.of(failed + "failed to convert " + text + ". Value is not a valid string (expect "
                    + (power == 0 ? suffix : letter + suffix + " or " + letter) + ")");
        }
        return rounded(Double.parseDouble(matcher.group(1)) * Math.pow(1024, power));
    }

    private static final String[] NAMES = {"kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta"};

    private static Value rounded(double number) {
        return new Value.Int(
                new BigDecimal(number).setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
    }

    private static Value humanReadable(Value value, Arguments arguments, Evaluator evaluator) {
        boolean bits = arguments.flag(0, "isbits", false);
        if (!Py.isNumber(value)) {
            throw Mistake.of("human_readable() failed on bad input: '>=' not supported between instances of '"
                    + Py.typeName(value) + "' and 'int'");
        }
        double size = Py.real(value);
        String unit = arguments
                .find(1, "unit")
                .filter(one -> !(one instanceof Value.Nil))
                .map(one -> PyText.str(one).toUpperCase(Locale.ROOT))
                .orElse("");
        int power = 0;
        while (power < UNITS.length() - 1
                && (unit.isEmpty()
                        ? Math.abs(size) >= Math.pow(1024, power + 1)
                        : UNITS.charAt(power) != unit.charAt(0))) {
            power++;
        }
        String suffix = (power == 0 ? "" : String.valueOf(UNITS.charAt(power)))
                + (bits ? power == 0 ? "bits" : "b" : power == 0 ? "Bytes" : "B");
        return Value.of(PyPercent.real(size / Math.pow(1024, power), 'f', 2) + " " + suffix);
    }

    private static Value fileSize(Value value, Arguments arguments, Evaluator evaluator) {
        boolean binary = arguments.flag(0, "binary", false);
        double base = binary ? 1024 : 1000;
        double size = Py.real(
                NumberFilters.toFloat(value, Arguments.of(Value.NIL), evaluator) instanceof Value.Real real
                        ? real
                        : notNumber(value));
        if (size == 1) {
            return Value.of("1 Byte");
        }
        if (size < base) {
            return Value.of((long) size + " Bytes");
        }
        String units = binary ? "KMGTPEZY" : "kMGTPEZY";
        int power = 1;
        while (power < units.length() && size >= Math.pow(base, power + 1)) {
            power++;
        }
        return Value.of(PyPercent.real(size / Math.pow(base, power), 'f', 1) + " " + units.charAt(power - 1)
                + (binary ? "iB" : "B"));
    }

    private static Value.Real notNumber(Value value) {
        throw Mistake.of("could not convert string to float: " + PyText.repr(value));
    }
}
