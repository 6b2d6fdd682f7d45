package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code to_seconds} and its like of community.general: lengths of time from one unit to another. */
final class TimeUnits {

    private static final Pattern PART = Pattern.compile("(-?\\d+)([a-zA-Z]+)");
    private static final String KNOWN = "Available units (singular or plural): millisecond, msec, msecond, sec, second,"
            + " hour, min, minute, day, week, month, year. Available short units: ms, s, m, h, d, w, mo, y";

    private TimeUnits() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .addAll(to("millisecond"))
            .addAll(to("second"))
            .addAll(to("minute"))
            .addAll(to("hour"))
            .addAll(to("day"))
            .addAll(to("week"))
            .addAll(to("month"))
            .addAll(to("year"))
            .add(
                    (value, arguments, evaluator) ->
                            converted(value, arguments.text(0, "unit", "ms"), arguments.rest()),
                    "community.general.to_time_unit")
            .all();

    private static Map<String, Filter> to(String unit) {
        return new Named<Filter>()
                .add(
                        (value, arguments, evaluator) -> converted(value, unit, arguments),
                        "community.general.to_" + unit + "s")
                .all();
    }

    private static Value converted(Value value, String unit, Arguments options) {
        double year = options.find(-1, "year").map(Py::real).orElse(365.0);
        double month = options.find(-1, "month").map(Py::real).orElse(30.0);
        var unknown = options.named().keySet().stream()
                .filter(name -> !List.of("year", "month", "unit").contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw Mistake.of("to_time_unit() got unknown keyword arguments: " + String.join(", ", unknown));
        }
        if (!(value instanceof Value.Text text)) {
            throw Mistake.of("'" + Py.typeName(value) + "' object has no attribute 'split'");
        }
        double seconds = 0;
        for (var part : text.text().strip().split("\\s+")) {
            var matcher = PART.matcher(part);
            var factor = matcher.matches() ? factor(matcher.group(2), year, month) : Optional.<Double>empty();
            if (factor.isEmpty()) {
                throw Mistake.of("to_time_unit() can not interpret following string: " + text.text());
            }
            seconds += Long.parseLong(matcher.group(1)) * factor.get();
        }
        double into = factor(unit, year, month)
                .orElseThrow(() ->
                        Mistake.of("to_time_unit() can not convert to the following unit: " + unit + ". " + KNOWN));
        return Value.of(new BigDecimal(seconds / into)
                .setScale(12, RoundingMode.HALF_EVEN)
                .doubleValue());
    }

    /** How many seconds it has. */
    private static Optional<Double> factor(String unit, double year, double month) {
        double day = 86_400;
        return Optional.ofNullable(
                switch (unit) {
                    case "s" -> 1.0;
                    case "ms" -> 0.001;
                    case "m" -> 60.0;
                    case "h" -> 3600.0;
                    case "d" -> day;
                    case "w" -> 7 * day;
                    case "mo" -> month * day;
                    case "y" -> year * day;
                    default ->
                        switch (singular(unit)) {
                            case "millisecond", "msec", "msecond" -> 0.001;
                            case "sec", "second" -> 1.0;
                            case "min", "minute" -> 60.0;
                            case "hour" -> 3600.0;
                            case "day" -> day;
                            case "week" -> 7 * day;
                            case "month" -> month * day;
                            case "year" -> year * day;
                            default -> null;
                        };
                });
    }

    private static String singular(String unit) {
        String name = unit.toLowerCase(Locale.ROOT);
        return name.length() > 2 && name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }
}
