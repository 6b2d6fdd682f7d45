package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.run.RunEvent;
import dev.drover.value.Value;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The shape is that of Ansible's junit callback where it has one. */
class JUnitReportTest {

    @TempDir
    Path directory;

    private final Redactor redactor = new Redactor();

    @Test
    void hasASuiteForEachPlayAndACaseForEachTaskOnEachHost() throws Exception {
        var xml = written(
                Events.play("web"),
                Events.finished("a", "install", Events.ok()),
                Events.finished("b", "install", Events.skipped()),
                Events.play("db"),
                Events.finished("a", "migrate", Events.failed("no such table\nin line 3")),
                Events.finished("b", "migrate", Events.unreachable("no route to host")),
                Events.end());

        assertThat(attributes(xml.getDocumentElement(), "tests", "failures", "errors", "skipped", "time"))
                .isEqualTo("4 1 1 1 6.000");
        assertThat(attributes(element(xml, "testsuite", 1), "name", "tests", "timestamp"))
                .isEqualTo("db 2 2026-05-04T12:00:00Z");
        assertThat(attributes(element(xml, "testcase", 0), "classname", "name", "time", "file"))
                .isEqualTo("site.yml:3 [a] web: install 1.500 site.yml");
        assertThat(attributes(element(xml, "skipped", 0), "message")).isEqualTo("it is not wanted");
        assertThat(attributes(element(xml, "failure", 0), "message", "type")).isEqualTo("no such table failed");
        assertThat(element(xml, "failure", 0).getTextContent()).isEqualTo("no such table\nin line 3");
        assertThat(attributes(element(xml, "error", 0), "message", "type")).isEqualTo("no route to host unreachable");
    }

    @Test
    void takesWhatIsRescuedForNoFailure() throws Exception {
        var rescued = new RunEvent.TaskFinished(
                "a", Events.task("t"), Events.failed("bad"), Optional.empty(), Duration.ZERO, true);

        assertThat(attributes(written(rescued).getDocumentElement(), "tests", "failures"))
                .isEqualTo("1 0");
    }

    @Test
    void isXmlWhateverIsInIt() throws Exception {
        redactor.add("s3cret<&>word");
        var xml = written(
                Events.play("<\"&\n\u0000>"),
                Events.finished("a", "t", Events.failed("\u001b[31m]]>\ud800\uffff\u0085😀 s3cret<&>word")));

        assertThat(element(xml, "testsuite", 0).getAttribute("name")).isEqualTo("<\"&\n\\u0000>");
        assertThat(element(xml, "failure", 0).getTextContent())
                .isEqualTo("\\u001b[31m]]>\\ud800\\uffff\\u0085😀 $REDACTED$");
    }

    @Test
    void holdsTheFiguresOfTheRun() throws Exception {
        var xml = written(
                Events.play("web"),
                new RunEvent.CustomStats(
                        Map.of("a", Map.of("n", Value.of(2))), Map.of("all", Value.Sequence.of(Value.of("x")))));

        assertThat(attributes(element(xml, "property", 0), "name", "value")).isEqualTo("all [\"x\"]");
        assertThat(attributes(element(xml, "property", 1), "name", "value")).isEqualTo("a.n 2");
    }

    @Test
    void leavesNothingBesideTheFile() throws Exception {
        written(Events.play("web"));

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("junit.xml"));
        }
    }

    private Document written(RunEvent... events) throws Exception {
        var file = Files.writeString(directory.resolve("junit.xml"), "of the last run");
        try (var report = new JUnitReport(file, Events.NOON, redactor::redact)) {
            for (var event : events) {
                report.accept(event);
            }
            assertThat(file).hasContent("of the last run");
        }
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static Element element(Document xml, String name, int index) {
        return (Element) xml.getElementsByTagName(name).item(index);
    }

    private static String attributes(Element element, String... names) {
        var text = new StringBuilder();
        for (var name : names) {
            text.append(text.isEmpty() ? "" : " ").append(element.getAttribute(name));
        }
        return text.toString();
    }
}
