package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.template.Analysis.Certainty;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the analysis says of recorded templates against what really happened. */
class AnalyzerCasesTest {

    private static final Pattern UNDEFINED = Pattern.compile("'(\\w+)' is undefined");
    /** These the recording had beside the context. */
    private static final Set<String> MAGIC = Set.of("ansible_search_path", "environment", "template_host", "hostvars");

    @ParameterizedTest
    @ValueSource(strings = {"ansible-cases", "ansible-more"})
    void whatIsCertainIsDefinedWhereATemplateHasAValue(String file) throws IOException {
        var alarms = new ArrayList<String>();
        for (var one : cases(file)) {
            if (!expected(one).has("value")) {
                continue;
            }
            var known = names(one);
            var analysis = analysis(one);
            analysis.variables().stream()
                    .filter(use -> use.certainty() == Certainty.CERTAIN)
                    .map(Analysis.Use::name)
                    .filter(name -> !known.contains(name) && !MAGIC.contains(name))
                    .forEach(name -> alarms.add(one.text("id") + " " + name + ": " + one.text("template")));
        }
        assertThat(alarms).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ansible-cases", "ansible-more"})
    void whatWasUndefinedIsAmongTheUses(String file) throws IOException {
        var missed = new ArrayList<String>();
        for (var one : cases(file)) {
            var undefined = UNDEFINED.matcher(
                    expected(one).get("message").map(PyText::str).orElse(""));
            if (!undefined.find()
                    || one.json().has("lazy")
                    || one.json().has("templates")
                    || one.json().has("files")) {
                continue; // the name may be in another text
            }
            String name = undefined.group(1);
            var analysis = analysis(one);
            boolean function = analysis.mistakes().stream()
                    .anyMatch(mistake -> mistake.message().equals("there is no function " + name));
            if (!analysis.dynamic()
                    && !function
                    && analysis.variables().stream().noneMatch(use -> use.name().equals(name))) {
                missed.add(one.text("id") + " " + name + ": " + one.text("template"));
            }
        }
        assertThat(missed).isEmpty();
    }

    private static List<JinjaCase> cases(String file) throws IOException {
        var folder = JinjaCasesTest.folder();
        assumeTrue(folder.isPresent(), "no shared/jinja beside the project, none named by DROVER_SHARED");
        return Files.readAllLines(folder.get().resolve(file + ".jsonl")).stream()
                .map(JinjaCase::of)
                .filter(one -> !one.json().has("untrusted_template"))
                .toList();
    }

    private static Value.Mapping expected(JinjaCase one) {
        return (Value.Mapping) one.json().get("expect").orElseThrow();
    }

    private static Set<String> names(JinjaCase one) {
        var context = (Value.Mapping) one.json().get("context").orElseThrow();
        return context.entries().keySet().stream().map(PyText::str).collect(Collectors.toSet());
    }

    private static Analysis analysis(JinjaCase one) {
        var form = switch (one.text("mode")) {
            case "conditional" -> Form.CONDITION;
            case "file" -> Form.FILE;
            default -> Form.TEXT;
        };
        var text = Value.Text.written(one.text("template"), new Origin("case.yml", 1, 1));
        return Analyzer.analyse(text, form, new TemplateCase(one.json()).options());
    }
}
