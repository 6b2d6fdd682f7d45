package dev.drover.template;

import dev.drover.value.JsonReader;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Evaluates templates that are given one a line, as JSON: {@code {"id": "a", "mode": "template", "template": "{{ x }}", "context": {"x": 1}}}.
 *
 * <p>Modes are {@code template} (a YAML string), {@code conditional}, {@code file}, {@code expression} and {@code render} (Jinja without Ansible).
 */
public final class Cases {

    private final Function<Path, TemplateHost> host;
    private final boolean strict;

    /**
     * @param host the machine as it is seen from the folder of a case
     * @param strict whether what only older versions of Ansible accepted is refused even in cases that are marked {@code compat}
     */
    public Cases(Function<Path, TemplateHost> host, boolean strict) {
        this.host = host;
        this.strict = strict;
    }

    /**
     * The answer to one line, in one line: {@code {"id": …, "value": …}} or {@code {"id": …, "error": class, "message": …}}, with
     * {@code "warns"} where there are any. A line that is no case is answered with an error of the class {@code case}.
     */
    public String answer(String line) {
        var answer = new LinkedHashMap<String, String>();
        try {
            if (!(JsonReader.parse(line) instanceof Value.Mapping json)) {
                throw new IllegalArgumentException("a case is a JSON object");
            }
            answer.put("id", TaggedJson.of(json.get("id").orElse(Value.NIL), Value.Text::text));
            answer(new TemplateCase(json), answer);
        } catch (IllegalArgumentException | IOException e) {
            answer.putIfAbsent("id", "null");
            answer.put("error", quoted("case"));
            answer.put("message", quoted(firstLine(String.valueOf(e.getMessage()))));
        }
        var fields = new ArrayList<String>();
        answer.forEach((name, value) -> fields.add(quoted(name) + ": " + value));
        return "{" + String.join(", ", fields) + "}";
    }

    private void answer(TemplateCase one, Map<String, String> answer) throws IOException {
        var warnings = new ArrayList<String>();
        boolean strictly = strict || !one.compatible();
        try {
            answer.put(
                    "value",
                    TaggedJson.of(
                            one.evaluate(folder -> new Listening(host.apply(folder), strictly, warnings)),
                            Value.Text::text));
        } catch (TemplateException e) {
            answer.put("error", quoted(CaseErrors.name(e, one.mode())));
            answer.put("message", quoted(firstLine(CaseErrors.message(e, one.mode()))));
        }
        if (!warnings.isEmpty()) {
            answer.put(
                    "warns",
                    TaggedJson.of(
                            Value.Sequence.ofTexts(warnings.stream()
                                    .map(Cases::firstLine)
                                    .distinct()
                                    .toList()),
                            Value.Text::text));
        }
    }

    private static String quoted(String text) {
        return TaggedJson.of(Value.of(text), Value.Text::text);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** A host whose warnings are kept. */
    record Listening(TemplateHost host, boolean strict, List<String> warnings) implements TemplateHost {
        @Override
        public byte[] read(Path file) throws IOException {
            return host.read(file);
        }

        @Override
        public Optional<String> environment(String name) {
            return host.environment(name);
        }

        @Override
        public String pipe(String command) throws IOException, InterruptedException {
            return host.pipe(command);
        }

        @Override
        public Path directory() {
            return host.directory();
        }

        @Override
        public Optional<Setting> setting(String name) {
            return host.setting(name);
        }

        @Override
        public List<String> hosts(String pattern, Map<String, List<String>> groups) {
            return host.hosts(pattern, groups);
        }

        @Override
        public boolean hasModule(String name) {
            return host.hasModule(name);
        }

        @Override
        public Vaulting vaults() {
            return host.vaults();
        }

        @Override
        public ZonedDateTime now() {
            return host.now();
        }

        @Override
        public void warn(String message, Origin origin) {
            warnings.add(CaseErrors.warning(message));
        }
    }
}
