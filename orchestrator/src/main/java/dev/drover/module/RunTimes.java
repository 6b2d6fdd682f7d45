package dev.drover.module;

import dev.drover.value.Value;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** When a command ran: {@code start}, {@code end} and {@code delta} of its result, as Python writes times down. */
public final class RunTimes {

    private static final String START = "start";
    private static final String END = "end";
    private static final String DELTA = "delta";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int MICROS = 1_000_000;

    private RunTimes() {}

    /** A result that has them, but not yet: the engine fills them in where the command is run. */
    public static Result open(Result result) {
        return result.with(START, Value.NIL).with(END, Value.NIL).with(DELTA, Value.NIL);
    }

    /** The result with them, if it left them open. */
    public static Result fill(Result result, LocalDateTime start, LocalDateTime end) {
        if (!(result.fields().get(START) instanceof Value.Nil)) {
            return result;
        }
        return result.with(START, Value.Text.data(text(start)))
                .with(END, Value.Text.data(text(end)))
                .with(DELTA, Value.Text.data(text(Duration.between(start, end))));
    }

    private static String text(LocalDateTime time) {
        return SECONDS.format(time) + fraction(time.get(java.time.temporal.ChronoField.MICRO_OF_SECOND));
    }

    private static String text(Duration delta) {
        long micros = Math.max(0, delta.truncatedTo(ChronoUnit.MICROS).toNanos() / 1000);
        var whole = Duration.ofSeconds(micros / MICROS);
        long days = whole.toDays();
        String before = days == 0 ? "" : days == 1 ? "1 day, " : days + " days, ";
        return before
                + "%d:%02d:%02d".formatted(whole.toHoursPart(), whole.toMinutesPart(), whole.toSecondsPart())
                + fraction(micros % MICROS);
    }

    private static String fraction(long micros) {
        return micros == 0 ? "" : ".%06d".formatted(micros);
    }
}
