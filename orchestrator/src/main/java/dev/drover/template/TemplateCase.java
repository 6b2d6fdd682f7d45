package dev.drover.template;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A template with all it needs to be evaluated, as a line of a case file has it.
 *
 * @param json its fields: {@code template}, {@code mode}, {@code context}, {@code files}, …
 */
record TemplateCase(Value.Mapping json) {

    /** Modes without Ansible. */
    static final Set<String> PLAIN_JINJA = Set.of("render", "expression");

    private static final Origin PLACE = new Origin("case.yml", 1, 1);

    /**
     * What its template yields. Files it needs are there meanwhile; the folder they are in is {@code /tmp/case} in what comes back.
     *
     * @param host the machine for a case whose files are in this folder
     * @throws TemplateException whatever is wrong with the template
     * @throws IllegalArgumentException whatever is wrong with the case
     * @throws IOException where its files can't be written
     */
    Value evaluate(Function<Path, TemplateHost> host) throws IOException {
        try (var folder = CaseFolder.of(json)) {
            String here = folder.path().toString();
            try {
                return called(evaluate(new JinjaTemplar(host.apply(folder.path())), here), here);
            } catch (TemplateException e) {
                throw new TemplateException(e.kind(), e.getMessage().replace(here, CaseValues.FOLDER), e.origin());
            }
        }
    }

    private Value evaluate(JinjaTemplar templar, String folder) {
        var decode = new CaseValues(json.has("lazy"), folder);
        var context = new LinkedHashMap<String, Value>();
        if (json.get("context").orElse(Value.EMPTY_MAPPING) instanceof Value.Mapping(var entries)) {
            entries.forEach((name, value) -> context.put(name.toString(), decode.of(value)));
        }
        var template = template(folder);
        var variables = variables(context, folder);
        return switch (mode()) {
            case "conditional" -> Value.of(templar.condition(template, variables));
            case "file", "render" -> Value.of(templar.render(template, options(), variables));
            case "expression" -> templar.expression(template, options(), variables);
            case "template", "native" -> templar.resolve(template, variables);
            default -> throw new IllegalArgumentException("there is no mode " + mode());
        };
    }

    /** How the template is to be read; a YAML string where the case says nothing of it. */
    String mode() {
        return json.get("mode").map(PyText::str).orElse("template");
    }

    /** Whether only older versions of Ansible accepted it. */
    boolean compatible() {
        return json.has("compat");
    }

    private Value.Text template(String folder) {
        if (!(json.get("template").orElse(Value.NIL) instanceof Value.Text written)) {
            throw new IllegalArgumentException("a case has a text as its template");
        }
        String source = written.text().replace(CaseValues.FOLDER, folder);
        return json.has("untrusted_template") ? Value.Text.data(source) : Value.Text.written(source, PLACE);
    }

    private Value.Mapping env() {
        return json.get("env").orElse(Value.NIL) instanceof Value.Mapping env ? env : Value.EMPTY_MAPPING;
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

    TemplateOptions options() {
        var options = PLAIN_JINJA.contains(mode()) ? TemplateOptions.JINJA : TemplateOptions.DEFAULT;
        for (var entry : env().entries().entrySet()) {
            options = with(options, entry.getKey().toString(), entry.getValue());
        }
        return options;
    }

    private static TemplateOptions with(TemplateOptions o, String key, Value value) {
        String text = PyText.str(value);
        return switch (key) {
            case "trim_blocks" -> o.withTrimBlocks(Py.truth(value));
            case "lstrip_blocks" -> o.withLstripBlocks(Py.truth(value));
            case "variable_start_string" -> o.withVariables(text, o.variableEnd());
            case "variable_end_string" -> o.withVariables(o.variableStart(), text);
            case "block_start_string" -> o.withBlocks(text, o.blockEnd());
            case "block_end_string" -> o.withBlocks(o.blockStart(), text);
            case "comment_start_string" -> o.withComments(text, o.commentEnd());
            case "comment_end_string" -> o.withComments(o.commentStart(), text);
            case "line_statement_prefix" -> o.withLineStatement(text);
            case "line_comment_prefix" -> o.withLineComment(text);
            case "keep_trailing_newline" -> o.withLastNewline(Py.truth(value));
            case "extensions" ->
                o.withExtensions(Py.items(value).stream()
                        .flatMap(name -> Extension.named(PyText.str(name)).stream())
                        .collect(Collectors.toSet()));
            case "autoescape" -> o.withDialect(o.dialect().withAutoescape(Py.truth(value)));
            case "sandboxed" -> o.withDialect(o.dialect().withSandbox(sandbox(text)));
            case "undefined" -> o.withDialect(o.dialect().withMissing(missing(text)));
            case "newline_sequence" -> o.withNewline(text);
            default -> o;
        };
    }

    private static Dialect.Sandbox sandbox(String environment) {
        return switch (environment) {
            case "SandboxedEnvironment" -> Dialect.Sandbox.SANDBOXED;
            case "ImmutableSandboxedEnvironment" -> Dialect.Sandbox.IMMUTABLE;
            default -> throw new IllegalArgumentException("there is no sandbox " + environment);
        };
    }

    private static Dialect.Missing missing(String undefined) {
        return switch (undefined) {
            case "Undefined" -> Dialect.Missing.PLAIN;
            case "ChainableUndefined" -> Dialect.Missing.CHAINABLE;
            case "DebugUndefined" -> Dialect.Missing.DEBUG;
            case "StrictUndefined" -> Dialect.Missing.STRICT;
            default -> throw new IllegalArgumentException("there is no kind of undefined values " + undefined);
        };
    }

    /** The value with its folder named as case files name it. */
    private static Value called(Value value, String folder) {
        return switch (value) {
            case Value.Text text
            when text.text().contains(folder) -> Py.derived(text.text().replace(folder, CaseValues.FOLDER), text);
            case Value.Sequence(var items) ->
                new Value.Sequence(
                        items.stream().map(item -> called(item, folder)).toList());
            case Value.Mapping(var entries) -> {
                var map = LinkedHashMap.<Value, Value>newLinkedHashMap(entries.size());
                entries.forEach((key, item) -> map.put(called(key, folder), called(item, folder)));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }
}
