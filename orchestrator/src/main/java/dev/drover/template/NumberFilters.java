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
            .add(NumberFilters::bool, "bool")
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
            .add(NumberFilters::power, "pow")
            .add(NumberFilters::root, "root")
            .add(NumberFilters::logarithm, "log")
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

    static Value toFloat(Value value, Arguments arguments, Evaluator evaluator) {
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

    private static Value bool(Value value, Arguments arguments, Evaluator evaluator) {
        boolean truth = bool(value);
        boolean known = switch (value) {
            case Value.Bool bool -> true;
            case Value.Text text ->
                truth || List.of("no", "off", "0", "false").contains(text.text().toLowerCase(Locale.ROOT));
            case Value.Int(var number) -> number.bitLength() < 2 && number.signum() >= 0;
            default -> false;
        };
        if (!known && !Secrets.in(List.of(value))) {
            evaluator
                    .evaluation
                    .templar
                    .host()
                    .warn(
                            "deprecation: The `bool` filter coerced invalid value " + PyText.repr(value) + " ("
                                    + Py.typeName(value) + ") to " + (truth ? "True." : "False."),
                            evaluator.source.origin());
        }
        return Value.of(truth);
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
            int order = PyOrder.order(
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

    private static Value power(Value value, Arguments arguments, Evaluator evaluator) {
        return Value.of(Math.pow(number(value, "pow"), number(arguments.get(0, "y"), "pow")));
    }

    private static Value root(Value value, Arguments arguments, Evaluator evaluator) {
        double base = number(arguments.get(0, "base", Value.of(2)), "root");
        double of = number(value, "root");
        if (base == 0) {
            throw Mistake.of("division by zero");
        }
        if (base == 2 && of < 0) {
            throw Mistake.of(
                    "root() can only be used on numbers: expected a nonnegative input, got " + PyText.real(of));
        }
        return Value.of(base == 2 ? Math.sqrt(of) : Math.pow(of, 1 / base));
    }

    private static Value logarithm(Value value, Arguments arguments, Evaluator evaluator) {
        double of = number(value, "log");
        double base = number(arguments.get(0, "base", Value.of(Math.E)), "log");
        if (of <= 0 || base <= 0) {
            throw Mistake.of("expected a positive input");
        }
        if (base == 10) {
            return Value.of(Math.log10(of));
        }
        if (base == 1) {
            throw Mistake.of("division by zero");
        }
        return Value.of(base == Math.E ? Math.log(of) : Math.log(of) / Math.log(base));
    }

    private static double number(Value value, String filter) {
        if (!Py.isNumber(value)) {
            throw Mistake.of(filter + "() can only be used on numbers: must be real number, not " + Py.typeName(value));
        }
        return Py.real(value);
    }
}
