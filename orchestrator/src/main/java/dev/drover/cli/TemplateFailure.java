package dev.drover.cli;

import dev.drover.report.ProblemText;
import dev.drover.template.Analyzer;
import dev.drover.template.Form;
import dev.drover.template.PyText;
import dev.drover.template.Surroundings;
import dev.drover.template.Templar;
import dev.drover.template.TemplateException;
import dev.drover.template.TemplateOptions;
import dev.drover.value.Nearest;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import java.util.List;
import java.util.Optional;

/** What is said of a template that failed: where and why, and the values of the variables around it. */
final class TemplateFailure {

    private static final int LONGEST = 160;

    private final ProblemText problems;
    private final Templar templar;
    private final Layers variables;

    TemplateFailure(ProblemText problems, Templar templar, Layers variables) {
        this.problems = problems;
        this.templar = templar;
        this.variables = variables;
    }

    String of(TemplateException mistake, Value.Text text, Form form) {
        var known = Analyzer.analyse(text, form, TemplateOptions.DEFAULT).mistakes();
        boolean written = mistake.kind() == TemplateException.Kind.SYNTAX
                || mistake.kind() == TemplateException.Kind.MISSING_PLUGIN;
        if (written && !known.isEmpty()) {
            return problems.of(known);
        }
        var around = Surroundings.of(mistake, text, form, variables);
        var hint = Surroundings.undefined(mistake)
                .flatMap(name -> Nearest.to(name, variables.names()))
                .map(name -> "did you mean " + name + "?");
        var told = new StringBuilder(problems.of(List.of(new Problem(mistake.getMessage(), around.origin(), hint))));
        around.names().stream()
                .filter(name -> !Surroundings.undefined(mistake).equals(Optional.of(name)))
                .forEach(name -> told.append("  ").append(described(name)).append('\n'));
        return told.toString();
    }

    /** {@code name = value (where it comes from)}. */
    private String described(String name) {
        for (var layer : variables.fromLowest().reversed()) {
            var value = layer.find(name);
            if (value.isPresent()) {
                return name + " " + shown(value.get()) + " (" + place(value.get(), layer) + ")";
            }
        }
        return name + " is not defined";
    }

    private static String place(Value value, Layer layer) {
        return value instanceof Value.Text text && text.origin().known()
                ? text.origin().toString()
                : layer.label();
    }

    private String shown(Value value) {
        try {
            String text = PyText.repr(redacted(templar.resolve(value, variables)));
            return "= " + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        } catch (TemplateException e) {
            return "has no value: " + e.getMessage();
        }
    }

    /** With secret text left out. */
    private static Value redacted(Value value) {
        return switch (value) {
            case Value.Text text -> Value.of(text.toString());
            case Value.Sequence(var items) ->
                new Value.Sequence(items.stream().map(TemplateFailure::redacted).toList());
            case Value.Mapping(var entries) -> {
                var map = new java.util.LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> map.put(redacted(key), redacted(item)));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }
}
