package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Filters that make numbers and booleans. */
final class NumberFilters {

    private NumberFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(NumberFilters::toInt, "int")
            .add(NumberFilters::toFloat, "float")
            .add((value, arguments, evaluator) -> Value.of(bool(value)), "bool")
            .add(
                    (value, arguments, evaluator) -> value instanceof Value.Real(var number)
                            ? Value.of(Math.abs(number))
                            : new Value.Int(Py.integer(value).abs()),
                    "abs")
            .add(NumberFilters::round, "round")
            .add(NumberFilters::sum, "sum")
            .add((value, arguments, evaluator) -> extreme(value, arguments, evaluator, true), "min")
            .add((value, arguments, evaluator) -> extreme(value, arguments, evaluator, false), "max")
            .add(NumberFilters::random, "random")
            .add(NumberFilters::shuffle, "shuffle")
            .add(
                    (value, arguments, evaluator) -> Value.of(Math.pow(Py.real(value), Py.real(arguments.get(0, "y")))),
                    "pow")
            .add(
                    (value, arguments, evaluator) -> {
                        double base = Py.real(arguments.get(0, "base", Value.of(2)));
                        return Value.of(base == 2 ? Math.sqrt(Py.real(value)) : Math.pow(Py.real(value), 1 / base));
                    },
                    "root")
            .add(
                    (value, arguments, evaluator) -> arguments
                            .find(0, "base")
                            .<Value>map(base -> Value.of(
                                    Py.real(base) == 10
                                            ? Math.log10(Py.real(value))
                                            : Math.log(Py.real(value)) / Math.log(Py.real(base))))
                            .orElseGet(() -> Value.of(Math.log(Py.real(value)))),
                    "log")
            .add(NumberFilters::humanToBytes, "human_to_bytes")
            .add(NumberFilters::humanReadable, "human_readable")
            .add(NumberFilters::fileSize, "filesizeformat")
            .all();

    private static Value toInt(Value value, Arguments arguments, Evaluator evaluator) {
        var otherwise = arguments.get(0, "default", Value.of(0));
        int base = arguments.number(1, "base", 10);
        return switch (value) {
            case Value.Int number -> number;
            case Value.Bool truth -> new Value.Int(Py.integer(truth));
            case Value.Real(var number) ->
                Double.isFinite(number) ? new Value.Int(new BigDecimal(number).toBigInteger()) : otherwise;
            case Value.Text text ->
                parsed(text.text().strip().replace("_", ""), base)
                        .<Value>map(Value.Int::new)
                        .orElse(otherwise);
            default -> otherwise;
        };
    }

    private static Optional<BigInteger> parsed(String text, int base) {
        String digits = text;
        if (base == 16 || base == 8 || base == 2) {
            digits = digits.toLowerCase(Locale.ROOT).replaceFirst("^([-+]?)0[xob]", "$1");
        }
        try {
            return Optional.of(new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits, base));
        } catch (NumberFormatException e) {
            try {
                double real = Double.parseDouble(digits);
                return base == 10 && Double.isFinite(real) && digits.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")
                        ? Optional.of(new BigDecimal(real).toBigInteger())
                        : Optional.empty();
            } catch (NumberFormatException again) {
                return Optional.empty();
            }
        }
    }

    private static Value toFloat(Value value, Arguments arguments, Evaluator evaluator) {
        if (Py.isNumber(value)) {
            return Value.of(Py.real(value));
        }
        if (value instanceof Value.Text word && word.text().strip().matches("(?i)[-+]?(inf|infinity|nan)")) {
            String name = word.text().strip().toLowerCase(Locale.ROOT);
            return Value.of(
                    name.endsWith("nan")
                            ? Double.NaN
                            : name.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        if (value instanceof Value.Text text
                && text.text().strip().matches("(?i)[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[-+]?[0-9]+)?")) {
            return Value.of(Double.parseDouble(text.text().strip()));
        }
        return arguments.get(0, "default", Value.of(0.0));
    }

    static boolean bool(Value value) {
        return switch (value) {
            case Value.Bool(var truth) -> truth;
            case Value.Text text ->
                List.of("yes", "on", "1", "true").contains(text.text().toLowerCase(Locale.ROOT));
            case Value.Int(var number) -> number.equals(BigInteger.ONE);
            case Value.Real(var number) -> number == 1;
            default -> false;
        };
    }

    private static Value round(Value value, Arguments arguments, Evaluator evaluator) {
        int precision = arguments.number(0, "precision", 0);
        String method = arguments.text(1, "method", "common");
        if (!Py.isNumber(value)) {
            throw Mistake.of("type " + Py.typeName(value) + " doesn't define __round__ method");
        }
        var mode = switch (method) {
            case "common" -> RoundingMode.HALF_EVEN;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw Mistake.of("method must be common, ceil or floor");
        };
        if (!(value instanceof Value.Real(var number)) && method.equals("common")) {
            return precision >= 0
                    ? value
                    : new Value.Int(new BigDecimal(Py.integer(value))
                            .setScale(precision, mode)
                            .toBigInteger());
        }
        double real = Py.real(value);
        if (!Double.isFinite(real)) {
            return Value.of(real);
        }
        return Value.of(new BigDecimal(real)
                .setScale(Math.clamp(precision, -400, 400), mode)
                .doubleValue());
    }

    private static Value sum(Value value, Arguments arguments, Evaluator evaluator) {
        var attribute = arguments.find(0, "attribute").filter(one -> !(one instanceof Value.Nil));
        var total = arguments.get(1, "start", Value.of(0));
        for (var item : Py.items(value)) {
            total = Py.binary(
                    "+",
                    total,
                    attribute.map(path -> ListFilters.at(item, path, evaluator)).orElse(item));
        }
        return total;
    }

    private static Value extreme(Value value, Arguments arguments, Evaluator evaluator, boolean least) {
        var items = Py.items(value);
        if (items.isEmpty()) {
            return new Value.Undefined("No aggregated item, sequence was empty.");
        }
        var attribute = arguments.find(1, "attribute").filter(one -> !(one instanceof Value.Nil));
        boolean sensitive = arguments.flag(0, "case_sensitive", false);
        Value best = items.getFirst();
        for (var item : items) {
            int order = Py.order(
                    least ? "<" : ">",
                    key(item, attribute, sensitive, evaluator),
                    key(best, attribute, sensitive, evaluator));
            if (least ? order < 0 : order > 0) {
                best = item;
            }
        }
        return best;
    }

    private static Value key(Value item, Optional<Value> attribute, boolean sensitive, Evaluator evaluator) {
        var key = attribute.map(path -> ListFilters.at(item, path, evaluator)).orElse(item);
        return !sensitive && key instanceof Value.Text text
                ? Value.of(text.text().toLowerCase(Locale.ROOT))
                : key;
    }

    private static PythonRandom source(Arguments arguments) {
        return PythonRandom.seeded(arguments
                .find(-1, "seed")
                .filter(seed -> !(seed instanceof Value.Nil))
                .orElseGet(() -> new Value.Int(new BigInteger(256, new SecureRandom()))));
    }

    private static Value random(Value value, Arguments arguments, Evaluator evaluator) {
        var random = source(arguments);
        if (value instanceof Value.Int(var end)) {
            long from = arguments.number(0, "start", 0);
            long step = arguments.number(1, "step", 1);
            long count = step == 0 ? 0 : (end.longValueExact() - from + step - Long.signum(step)) / step;
            if (count <= 0) {
                throw Mistake.of("empty range in randrange(" + from + ", " + end + ", " + step + ")");
            }
            return Value.of(
                    from + step * random.below(BigInteger.valueOf(count)).longValueExact());
        }
        if (arguments.find(0, "start").isPresent() || arguments.find(1, "step").isPresent()) {
            throw Mistake.of("start and step can only be used with integer values");
        }
        var items = Py.items(value);
        if (items.isEmpty()) {
            throw Mistake.of("Cannot choose from an empty sequence");
        }
        return items.get(random.below(items.size()));
    }

    private static Value shuffle(Value value, Arguments arguments, Evaluator evaluator) {
        var items = new java.util.ArrayList<>(Py.items(value));
        source(arguments).shuffle(items);
        return new Value.Sequence(items);
    }

    private static final String UNITS = "BKMGTPEZY";

    private static Value humanToBytes(Value value, Arguments arguments, Evaluator evaluator) {
        var matcher = java.util.regex.Pattern.compile("\\s*([0-9]*\\.?[0-9]+)\\s*([A-Za-z]+)?\\s*")
                .matcher(PyText.str(value));
        if (!matcher.matches()) {
            throw Mistake.of("human_to_bytes() can't interpret following string: " + PyText.str(value));
        }
        String unit = matcher.group(2) == null ? arguments.text(0, "default_unit", "B") : matcher.group(2);
        int power = UNITS.indexOf(Character.toUpperCase(unit.charAt(0)));
        if (power < 0) {
            throw Mistake.of("human_to_bytes() failed to convert " + PyText.str(value) + " (unit = " + unit + ")");
        }
        double number = Double.parseDouble(matcher.group(1)) * Math.pow(1024, power);
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
        return Value.of(PyFormat.real(size / Math.pow(1024, power), 'f', 2) + " " + suffix);
    }

    private static Value fileSize(Value value, Arguments arguments, Evaluator evaluator) {
        boolean binary = arguments.flag(0, "binary", false);
        double base = binary ? 1024 : 1000;
        double size = Py.real(toFloat(value, Arguments.NONE, evaluator));
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
        return Value.of(PyFormat.real(size / Math.pow(base, power), 'f', 1) + " " + units.charAt(power - 1)
                + (binary ? "iB" : "B"));
    }
}
