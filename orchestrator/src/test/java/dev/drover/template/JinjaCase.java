package dev.drover.template;

import dev.drover.value.JsonReader;
import dev.drover.value.Value;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;

/** One recorded template with what it yields. */
record JinjaCase(Value.Mapping json) {

    /** What came out: a value as text that tells types apart, or {@code !} and a class of errors. */
    record Outcome(String value, String detail) {}

    static JinjaCase of(String line) {
        return new JinjaCase((Value.Mapping) JsonReader.parse(line));
    }

    String text(String key) {
        return json.get(key).map(PyText::str).orElse("");
    }

    boolean compatible() {
        return json.has("compat");
    }

    /** Whether the outcome is the recorded one, of this version or of 2.19. */
    boolean meets(Outcome outcome) {
        return Stream.of("expect", "expect_219").anyMatch(key -> meets(outcome, key));
    }

    boolean meets(Outcome outcome, String key) {
        return json.has(key) && expected(key).equals(outcome.value());
    }

    String expected(String key) {
        var expected = (Value.Mapping) json.get(key).orElseThrow();
        return expected.get("value")
                .map(value -> shown(new CaseValues(false, CaseValues.FOLDER).of(value)))
                .orElseGet(
                        () -> "!" + errorClass(PyText.str(expected.get("error").orElseThrow())));
    }

    private static String errorClass(String error) {
        return switch (error) {
            case "TemplateSyntaxError" -> "syntax";
            case "TemplateAssertionError" -> "missing-plugin";
            case "UndefinedError" -> "undefined";
            case "SecurityError" -> "security";
            case "TemplateNotFound", "TemplatesNotFound" -> "template-not-found";
            default -> error.startsWith("runtime:") || error.matches("[A-Z]\\w+") ? "runtime" : error;
        };
    }

    private String shown(Value value) {
        if (value instanceof Value.Sequence(var items) && json.has("unordered")) {
            return items.stream().map(CaseText::of).sorted().toList().toString();
        }
        return CaseText.of(value);
    }

    /** Evaluates the template on the machine of the recording. */
    Outcome run(boolean strict) throws IOException {
        try {
            return new Outcome(shown(new TemplateCase(json).evaluate(folder -> new CaseHost(strict, folder))), "");
        } catch (TemplateException e) {
            String kind = e.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new Outcome("!" + kind, e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            var trace = Stream.of(e.getStackTrace()).limit(3).toList();
            return new Outcome("!" + e.getClass().getSimpleName(), e.getMessage() + " " + trace);
        }
    }
}
