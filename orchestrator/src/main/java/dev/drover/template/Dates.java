package dev.drover.template;

import dev.drover.value.Value;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** What Python's dates and the time between them have: arithmetic, attributes, methods. */
final class Dates {

    private Dates() {}

    /** The time between two dates. */
    record Delta(Duration duration) implements Value.Opaque {
        @Override
        public String typeName() {
            return "timedelta";
        }

        @Override
        public String toString() {
            long days = Math.floorDiv(duration.getSeconds(), 86_400L);
            long seconds = Math.floorMod(duration.getSeconds(), 86_400L);
            String clock = "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
            return days == 0 ? clock : days + (Math.abs(days) == 1 ? " day, " : " days, ") + clock;
        }
    }

    /** A sum or difference with a date in it, if this is one. */
    static Optional<Value> binary(String operator, Value left, Value right) {
        boolean minus = operator.equals("-");
        if (!minus && !operator.equals("+")) {
            return Optional.empty();
        }
        if (left instanceof Opaques.Date(var a, var zone) && right instanceof Opaques.Date(var b, var other) && minus) {
            return Optional.of(new Delta(Duration.between(b, a)));
        }
        if (left instanceof Opaques.Date(var date, var zone) && right instanceof Delta(var duration)) {
            return Optional.of(new Opaques.Date(minus ? date.minus(duration) : date.plus(duration), zone));
        }
        if (left instanceof Opaques.Day(var a) && right instanceof Opaques.Day(var b) && minus) {
            return Optional.of(new Delta(Duration.between(b.atStartOfDay(), a.atStartOfDay())));
        }
        if (left instanceof Opaques.Day(var day) && right instanceof Delta(var duration)) {
            long days = Math.floorDiv(duration.getSeconds(), 86_400L);
            return Optional.of(new Opaques.Day(minus ? day.minusDays(days) : day.plusDays(days)));
        }
        if (left instanceof Delta(var a) && right instanceof Delta(var b)) {
            return Optional.of(new Delta(minus ? a.minus(b) : a.plus(b)));
        }
        return Optional.empty();
    }

    /** An attribute or a method without arguments. */
    static Optional<Value> attribute(Value value, String name) {
        return switch (value) {
            case Opaques.Date(var time, var zone) -> ofDate(time, name);
            case Opaques.Day(var date) -> ofDay(date, name);
            case Delta(var duration) -> ofDelta(duration, name);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> ofDate(LocalDateTime time, String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "year" -> Value.of(time.getYear());
                    case "month" -> Value.of(time.getMonthValue());
                    case "day" -> Value.of(time.getDayOfMonth());
                    case "hour" -> Value.of(time.getHour());
                    case "minute" -> Value.of(time.getMinute());
                    case "second" -> Value.of(time.getSecond());
                    case "microsecond" -> Value.of(time.getNano() / 1000);
                    case "date" -> function(name, new Opaques.Day(time.toLocalDate()));
                    case "strftime" -> strftime(time);
                    case "isoformat" -> function(name, Value.of(iso(time)));
                    case "weekday" ->
                        function(name, Value.of(time.getDayOfWeek().getValue() - 1L));
                    case "isoweekday" ->
                        function(name, Value.of(time.getDayOfWeek().getValue()));
                    case "timestamp" ->
                        function(name, new Value.Real(time.toEpochSecond(ZoneOffset.UTC) + time.getNano() / 1e9));
                    default -> null;
                });
    }

    private static Optional<Value> ofDay(LocalDate date, String name) {
        return switch (name) {
            case "year", "month", "day", "weekday", "isoweekday" -> ofDate(date.atStartOfDay(), name);
            case "isoformat" -> Optional.of(function(name, Value.of(date.toString())));
            case "strftime" -> Optional.of(strftime(date.atStartOfDay()));
            default -> Optional.empty();
        };
    }

    /** As isoformat writes it: with seconds, and microseconds where there are some. */
    static String iso(LocalDateTime time) {
        return new Opaques.Date(time).toString().replace(' ', 'T');
    }

    private static Value strftime(LocalDateTime time) {
        return new Opaques.Method(
                "strftime",
                arguments -> Value.of(StrfTime.format(arguments.text(0, "format"), time.atZone(ZoneOffset.UTC))));
    }

    private static Optional<Value> ofDelta(Duration duration, String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "days" -> Value.of(Math.floorDiv(duration.getSeconds(), 86_400L));
                    case "seconds" -> Value.of(Math.floorMod(duration.getSeconds(), 86_400L));
                    case "microseconds" -> Value.of(duration.getNano() / 1000);
                    case "total_seconds" ->
                        function(name, new Value.Real(duration.getSeconds() + duration.getNano() / 1e9));
                    default -> null;
                });
    }

    private static Value function(String name, Value result) {
        return new Opaques.Method(name, arguments -> result);
    }
}
