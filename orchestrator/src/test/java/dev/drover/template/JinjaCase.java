package dev.drover.template;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One recorded template with what it yields. */
record JinjaCase(Map<String, Object> json) {

    /** What came out: a value as text that tells types apart, or {@code !} and a class of errors. */
    record Outcome(String value, String detail) {}

    String id() {
        return (String) json.get("id");
    }

    String category() {
        return (String) json.get("category");
    }

    boolean compatible() {
        return json.containsKey("compat");
    }

    /** Whether the outcome is the recorded one, of this version or of 2.19. */
    boolean meets(Outcome outcome) {
        return Stream.of("expect", "expect_219").anyMatch(key -> meets(outcome, key));
    }

    boolean meets(Outcome outcome, String key) {
        return json.containsKey(key) && expected(key).equals(outcome.value());
    }

    @SuppressWarnings("unchecked")
    String expected(String key) {
        var expected = (Map<String, Object>) json.get(key);
        return expected.containsKey("value")
                ? shown(new CaseValues(false, "/tmp/case").of(expected.get("value")))
                : "!" + errorClass((String) expected.get("error"));
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
        if (value instanceof Value.Sequence(var items) && json.containsKey("unordered")) {
            return items.stream().map(CaseText::of).sorted().toList().toString();
        }
        return CaseText.of(value);
    }

    /** Evaluates the template in a folder with the case's files. */
    Outcome run(boolean strict) throws IOException {
        var folder = Files.createTempDirectory("case");
        try {
            lay("templates", "templates/", folder);
            lay("files", "", folder);
            return run(new JinjaTemplar(new CaseHost(strict, folder)), folder.toString());
        } finally {
            delete(folder);
        }
    }

    private Outcome run(JinjaTemplar templar, String folder) {
        var decode = new CaseValues(json.containsKey("lazy"), folder);
        var context = new LinkedHashMap<String, Value>();
        ((Map<?, ?>) json.get("context")).forEach((name, value) -> context.put((String) name, decode.of(value)));
        String source = ((String) json.get("template")).replace("/tmp/case", folder);
        var template = json.containsKey("untrusted_template")
                ? Value.Text.data(source)
                : Value.Text.written(source, new Origin("case.yml", 1, 1));
        try {
            var value = evaluate(templar, template, variables(context, folder));
            String text = shown(value).replace(folder, "/tmp/case");
            return new Outcome(text, "");
        } catch (TemplateException e) {
            return new Outcome("!" + name(e.kind()), e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            var trace = Stream.of(e.getStackTrace()).limit(3).toList();
            return new Outcome("!" + e.getClass().getSimpleName(), e.getMessage() + " " + trace);
        }
    }

    private Value evaluate(JinjaTemplar templar, Value.Text template, Variables variables) {
        return switch ((String) json.get("mode")) {
            case "conditional" -> Value.of(templar.condition(template, variables));
            case "file", "render" -> Value.of(templar.render(template, options(), variables));
            case "expression" -> templar.expression(template, options(), variables);
            default -> templar.resolve(template, variables);
        };
    }

    private static String name(TemplateException.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Variables variables(Map<String, Value> context, String folder) {
        return new Variables() {
            @Override
            public Optional<Value> find(String name) {
                return name.equals("ansible_search_path")
                        ? Optional.of(Value.Sequence.ofTexts(List.of(folder)))
                        : Optional.ofNullable(context.get(name));
            }

            @Override
            public Set<String> names() {
                return context.keySet();
            }
        };
    }

    private TemplateOptions options() {
        var options = json.get("mode").equals("render") || json.get("mode").equals("expression")
                ? TemplateOptions.JINJA
                : TemplateOptions.DEFAULT;
        if (json.get("env") instanceof Map<?, ?> env) {
            for (var entry : env.entrySet()) {
                options = with(options, (String) entry.getKey(), entry.getValue());
            }
        }
        return options;
    }

    private static TemplateOptions with(TemplateOptions o, String key, Object value) {
        return switch (key) {
            case "trim_blocks" -> o.withTrimBlocks((Boolean) value);
            case "lstrip_blocks" -> o.withLstripBlocks((Boolean) value);
            case "variable_start_string" -> o.withVariables((String) value, o.variableEnd());
            case "variable_end_string" -> o.withVariables(o.variableStart(), (String) value);
            case "block_start_string" -> o.withBlocks((String) value, o.blockEnd());
            case "block_end_string" -> o.withBlocks(o.blockStart(), (String) value);
            case "comment_start_string" -> o.withComments((String) value, o.commentEnd());
            case "comment_end_string" -> o.withComments(o.commentStart(), (String) value);
            case "line_statement_prefix" -> o.withLineStatement((String) value);
            case "line_comment_prefix" -> o.withLineComment((String) value);
            case "keep_trailing_newline" -> o.withLastNewline((Boolean) value);
            case "extensions" ->
                o.withExtensions(((List<?>) value)
                        .stream()
                                .flatMap(name -> Extension.named((String) name).stream())
                                .collect(Collectors.toSet()));
            case "autoescape" -> o.withDialect(o.dialect().withAutoescape((Boolean) value));
            case "sandboxed" ->
                o.withDialect(o.dialect()
                        .withSandbox(
                                value.equals("SandboxedEnvironment")
                                        ? Dialect.Sandbox.SANDBOXED
                                        : Dialect.Sandbox.IMMUTABLE));
            case "undefined" -> {
                String kind = ((String) value).replace("Undefined", "").toUpperCase(Locale.ROOT);
                yield o.withDialect(o.dialect().withMissing(Dialect.Missing.valueOf(kind)));
            }
            case "newline_sequence" -> o.withNewline((String) value);
            default -> o;
        };
    }

    private void lay(String key, String under, Path folder) throws IOException {
        if (!(json.get(key) instanceof Map<?, ?> files)) {
            return;
        }
        for (var entry : files.entrySet()) {
            var path = folder.resolve(under + entry.getKey());
            Files.createDirectories(path.getParent());
            switch (entry.getValue()) {
                case Map<?, ?> link
                when link.containsKey("link") -> Files.createSymbolicLink(path, Path.of((String) link.get("link")));
                case Map<?, ?> bytes ->
                    Files.writeString(path, (String) bytes.get("__bytes__"), StandardCharsets.ISO_8859_1);
                default -> Files.writeString(path, (String) entry.getValue());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
