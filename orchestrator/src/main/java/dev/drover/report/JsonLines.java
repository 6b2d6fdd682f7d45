package dev.drover.report;

import dev.drover.run.RunEvent;
import dev.drover.value.Value;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Every event of a run as a JSON object in a line of its own, as soon as it happens. docs/events.md describes them. */
public final class JsonLines implements Report {

    /** Raised when a field changes its meaning or goes away; not for fields and types that come. */
    private static final int SCHEMA = 1;

    private final Consumer<String> out;
    private final Clock clock;
    private final UnaryOperator<String> redact;
    private final boolean diff;
    private final Ending ending;
    private String play = "";

    /**
     * @param out takes a line and sends it on at once
     * @param diff whether what was changed is told
     */
    public JsonLines(Consumer<String> out, Clock clock, UnaryOperator<String> redact, boolean diff) {
        this(out, clock, redact, diff, () -> {});
    }

    private JsonLines(Consumer<String> out, Clock clock, UnaryOperator<String> redact, boolean diff, Ending ending) {
        this.ending = ending;
        this.out = out;
        this.clock = clock;
        this.redact = redact;
        this.diff = diff;
    }

    /** Events into a file, each written at once: whoever follows the file sees them as they happen. */
    public static JsonLines into(Path file, Clock clock, UnaryOperator<String> redact, boolean diff)
            throws IOException {
        var stream = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
        return new JsonLines(
                line -> {
                    stream.println(line);
                    stream.flush();
                },
                clock,
                redact,
                diff,
                () -> {
                    boolean failed = stream.checkError();
                    stream.close();
                    if (failed) {
                        throw new IOException(file + ": not all of it could be written");
                    }
                });
    }

    /** Ends where the lines go. */
    private interface Ending {
        void end() throws IOException;
    }

    @Override
    public void close() throws IOException {
        ending.end();
    }

    /**
     * The first line, which says what is run.
     *
     * @param version of this program
     */
    public JsonLines begin(String version, List<String> playbooks, boolean check) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("type", Value.of("run_started"));
        fields.put("time", Value.of(now()));
        fields.put("schema", Value.of(SCHEMA));
        fields.put("version", Value.of(version));
        fields.put("playbooks", Value.Sequence.ofTexts(playbooks));
        fields.put("check", Value.of(check));
        print(fields);
        return this;
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.PlayStarted started -> play = started.name();
            case RunEvent.HostTraffic traffic -> play = "";
            case RunEvent.CustomStats stats -> play = "";
            case RunEvent.RunFinished finished -> play = "";
            default -> {} // belongs to the play that runs
        }
        print(EventFields.of(event, now(), play, diff));
    }

    private void print(Map<String, Value> fields) {
        out.accept(JsonLine.of(fields, redact));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
