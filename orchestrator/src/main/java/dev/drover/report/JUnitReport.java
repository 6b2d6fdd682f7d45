package dev.drover.report;

import dev.drover.run.Outcome;
import dev.drover.run.RunEvent;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * JUnit's XML, as test reports of forges and build servers read it: a suite for each play, a case for each task on each host, named as
 * Ansible's junit callback names them. What could not be reached is an error, what failed is a failure unless it is ignored or rescued.
 */
public final class JUnitReport implements Report {

    private final Path file;
    private final Clock clock;
    private final UnaryOperator<String> redact;
    private final List<Suite> suites = new ArrayList<>();

    private record Suite(String name, Instant begun, List<RunEvent.TaskFinished> cases, List<String> figures) {}

    public JUnitReport(Path file, Clock clock, UnaryOperator<String> redact) {
        this.file = file;
        this.clock = clock;
        this.redact = redact;
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.PlayStarted play -> begin(play.name());
            case RunEvent.TaskFinished finished -> {
                if (suites.isEmpty()) {
                    begin("");
                }
                suites.getLast().cases().add(finished);
            }
            case RunEvent.CustomStats(var hosts, var run) -> {
                if (suites.isEmpty()) {
                    begin("");
                }
                run.forEach((name, value) -> figure(name, value));
                hosts.forEach((host, figures) -> figures.forEach((name, value) -> figure(host + "." + name, value)));
            }
            default -> {} // no case of its own
        }
    }

    private void begin(String play) {
        suites.add(
                new Suite(play, clock.instant().truncatedTo(ChronoUnit.SECONDS), new ArrayList<>(), new ArrayList<>()));
    }

    private void figure(String name, Value value) {
        suites.getLast()
                .figures()
                .add("      <property name=\"" + attribute(name) + "\" value=\"" + attribute(ResultText.brief(value))
                        + "\"/>\n");
    }

    /** Writes it; of a run that was given up what has been heard. */
    @Override
    public void close() throws IOException {
        ReportFile.write(file, text());
    }

    private String text() {
        var all = suites.stream().flatMap(suite -> suite.cases().stream()).toList();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts(all) + ">\n");
        for (var suite : suites) {
            xml.append("  <testsuite name=\"")
                    .append(attribute(suite.name()))
                    .append('"')
                    .append(counts(suite.cases()))
                    .append(" timestamp=\"")
                    .append(suite.begun())
                    .append("\">\n");
            if (!suite.figures().isEmpty()) {
                xml.append("    <properties>\n");
                suite.figures().forEach(xml::append);
                xml.append("    </properties>\n");
            }
            suite.cases().forEach(done -> testcase(suite.name(), done, xml));
            xml.append("  </testsuite>\n");
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static String counts(List<RunEvent.TaskFinished> cases) {
        var took = cases.stream().map(RunEvent.TaskFinished::took).reduce(Duration.ZERO, Duration::plus);
        return " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%s\""
                .formatted(
                        cases.size(),
                        cases.stream().filter(JUnitReport::isFailure).count(),
                        cases.stream().filter(JUnitReport::isError).count(),
                        cases.stream()
                                .filter(done -> done.outcome().status() == Outcome.Status.SKIPPED)
                                .count(),
                        seconds(took));
    }

    private static boolean isFailure(RunEvent.TaskFinished done) {
        return done.outcome().status() == Outcome.Status.FAILED
                && done.outcome().ends()
                && !done.mended();
    }

    private static boolean isError(RunEvent.TaskFinished done) {
        return done.outcome().status() == Outcome.Status.UNREACHABLE
                && done.outcome().ends();
    }

    private void testcase(String play, RunEvent.TaskFinished done, StringBuilder xml) {
        var origin = done.task().origin();
        String name = "[" + done.host() + "] " + (play.isEmpty() ? "" : play + ": ")
                + done.task().name();
        xml.append("    <testcase classname=\"")
                .append(attribute(place(origin)))
                .append("\" name=\"")
                .append(attribute(name))
                .append("\" time=\"")
                .append(seconds(done.took()))
                .append('"');
        if (origin.known()) {
            xml.append(" file=\"").append(attribute(origin.file())).append('"');
        }
        xml.append(">\n");
        var result = done.outcome().result();
        if (isFailure(done) || isError(done)) {
            String element = isError(done) ? "error" : "failure";
            var lines = ResultText.failure(result);
            xml.append("      <")
                    .append(element)
                    .append(" message=\"")
                    .append(attribute(lines.isEmpty() ? "" : lines.getFirst()))
                    .append("\" type=\"")
                    .append(isError(done) ? "unreachable" : "failed")
                    .append("\">")
                    .append(xml(String.join("\n", lines)))
                    .append("</")
                    .append(element)
                    .append(">\n");
        } else if (done.outcome().status() == Outcome.Status.SKIPPED) {
            String reason = ResultText.text(result.fields(), "skip_reason");
            xml.append("      <skipped message=\"")
                    .append(attribute(reason.isEmpty() ? ResultText.text(result.fields(), "msg") : reason))
                    .append("\"/>\n");
        }
        xml.append("      <system-out>")
                .append(xml(ResultText.fields(result)))
                .append("</system-out>\n    </testcase>\n");
    }

    /** As Ansible's has it: file and line. */
    private static String place(Origin origin) {
        return origin.line() == 0 ? origin.file() : origin.file() + ":" + origin.line();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }

    private String attribute(String text) {
        return XmlText.attribute(redact.apply(text));
    }

    private String xml(String text) {
        return XmlText.of(redact.apply(text));
    }
}
