package dev.drover.template;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Python's strftime in the C locale. */
final class StrfTime {

    private StrfTime() {}

    static String format(String format, ZonedDateTime time) {
        var text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            text.append(directive(format.charAt(++i), time));
        }
        return text.toString();
    }

    private static String directive(char c, ZonedDateTime time) {
        return switch (c) {
            case 'Y' -> Integer.toString(time.getYear());
            case 'y' -> two(time.getYear() % 100);
            case 'C' -> two(time.getYear() / 100);
            case 'm' -> two(time.getMonthValue());
            case 'd' -> two(time.getDayOfMonth());
            case 'e' -> "%2d".formatted(time.getDayOfMonth());
            case 'H' -> two(time.getHour());
            case 'I' -> two((time.getHour() + 11) % 12 + 1);
            case 'M' -> two(time.getMinute());
            case 'S' -> two(time.getSecond());
            case 'f' -> "%06d".formatted(time.getNano() / 1000);
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'j' -> "%03d".formatted(time.getDayOfYear());
            case 'a' -> named("EEE", time);
            case 'A' -> named("EEEE", time);
            case 'b', 'h' -> named("MMM", time);
            case 'B' -> named("MMMM", time);
            case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
            case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
            case 'U' -> two((time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7);
            case 'W' -> two((time.getDayOfYear() + 6 - (time.getDayOfWeek().getValue() - 1)) / 7);
            case 'V' -> two(time.get(java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> Integer.toString(time.get(java.time.temporal.IsoFields.WEEK_BASED_YEAR));
            case 's' -> Long.toString(time.toEpochSecond());
            case 'z' -> named("xx", time);
            case 'Z' -> time.getOffset().getTotalSeconds() == 0 ? "UTC" : named("zzz", time);
            case 'F' -> format("%Y-%m-%d", time);
            case 'T' -> format("%H:%M:%S", time);
            case 'R' -> format("%H:%M", time);
            case 'D', 'x' -> format("%m/%d/%y", time);
            case 'X' -> format("%H:%M:%S", time);
            case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
            case 'k' -> "%2d".formatted(time.get(ChronoField.HOUR_OF_DAY));
            case 'l' -> "%2d".formatted((time.getHour() + 11) % 12 + 1);
            case 'r' -> format("%I:%M:%S %p", time);
            case 'P' -> time.getHour() < 12 ? "am" : "pm";
            case 'g' -> two(time.get(java.time.temporal.IsoFields.WEEK_BASED_YEAR) % 100);
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> "%" + c;
        };
    }

    private static String named(String pattern, ZonedDateTime time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }

    private static String two(int number) {
        return "%02d".formatted(number);
    }
}
