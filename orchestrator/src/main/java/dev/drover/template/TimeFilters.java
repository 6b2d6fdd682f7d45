package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Filters between times and text. */
final class TimeFilters {

    private TimeFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(TimeFilters::strftime, "strftime")
            .add(TimeFilters::toDateTime, "to_datetime")
            .all();

    private static Value strftime(Value value, Arguments arguments, Evaluator evaluator) {
        boolean utc = arguments.flag(1, "utc", false);
        var now = evaluator.evaluation.templar.host().now();
        var zone = utc ? java.time.ZoneOffset.UTC : now.getZone();
        var time = arguments
                .find(0, "second")
                .filter(second -> !(second instanceof Value.Nil))
                .map(second -> Instant.ofEpochMilli((long) (Py.real(toNumber(second)) * 1000))
                        .atZone(zone))
                .orElse(now.withZoneSameInstant(zone));
        return Value.of(StrfTime.format(PyText.str(value), time));
    }

    private static Value toNumber(Value value) {
        if (Py.isNumber(value)) {
            return value;
        }
        try {
            return Value.of(Double.parseDouble(PyText.str(value)));
        } catch (NumberFormatException e) {
            throw Mistake.of("Invalid value for epoch value (" + PyText.str(value) + ")");
        }
    }

    private static Value toDateTime(Value value, Arguments arguments, Evaluator evaluator) {
        String format = arguments.text(0, "format", "%Y-%m-%d %H:%M:%S");
        String pattern = format.replace("%Y", "yyyy")
                .replace("%m", "MM")
                .replace("%d", "dd")
                .replace("%H", "HH")
                .replace("%M", "mm")
                .replace("%S", "ss")
                .replace("T", "'T'")
                .replace("Z", "'Z'");
        try {
            var parser = DateTimeFormatter.ofPattern(pattern);
            var parsed = parser.parseBest(PyText.str(value), LocalDateTime::from, java.time.LocalDate::from);
            return new Opaques.Date(
                    parsed instanceof java.time.LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw Mistake.of("time data " + PyText.repr(value) + " does not match format " + PyText.repr(format));
        }
    }
}
