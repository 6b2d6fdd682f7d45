package dev.drover.check;

import dev.drover.template.Analysis;
import dev.drover.template.Analysis.Certainty;
import dev.drover.template.Analyzer;
import dev.drover.template.Form;
import dev.drover.template.TemplateOptions;
import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Follows the variables that a task uses to what they are defined as, and on to what that needs. */
final class DefinitionCheck {

    /** Definitions of definitions are followed no deeper. */
    private static final int MAX_DEPTH = 100;

    private record Followed(String name, boolean certain) {}

    private final Names names;
    private final Findings findings;
    private final Map<Value, Analysis> analyses = new IdentityHashMap<>();
    private final Set<Followed> followed = new HashSet<>();

    DefinitionCheck(Names names, Findings findings) {
        this.names = names;
        this.findings = findings;
    }

    /** Begins with another task. */
    void next() {
        followed.clear();
    }

    /**
     * Looks at what a variable is defined as.
     *
     * @param certain whether the task that uses it fails where the variable has no value
     * @param guarded the names that the task asks about before it uses them
     */
    void follow(String name, boolean certain, Set<String> guarded) {
        follow(name, certain, guarded, 0);
    }

    private void follow(String name, boolean certain, Set<String> guarded, int depth) {
        if (depth > MAX_DEPTH || !followed.add(new Followed(name, certain))) {
            return;
        }
        for (var definition : names.definitions().of(name)) {
            value(name, definition.value(), certain && definition.certain(), guarded, depth);
        }
    }

    private void value(String name, Value value, boolean certain, Set<String> guarded, int depth) {
        switch (value) {
            case Value.Text text -> {
                var analysis =
                        analyses.computeIfAbsent(text, _ -> Analyzer.analyse(text, Form.TEXT, TemplateOptions.DEFAULT));
                for (var use : analysis.variables()) {
                    use(name, use, certain && use.certainty() == Certainty.CERTAIN, guarded, depth);
                }
            }
            // of a list or a mapping only the parts that are used are evaluated
            case Value.Sequence(var items) -> items.forEach(item -> value(name, item, false, guarded, depth));
            case Value.Mapping(var entries) ->
                entries.values().forEach(item -> value(name, item, false, guarded, depth));
            default -> {}
        }
    }

    private void use(String name, Analysis.Use use, boolean certain, Set<String> guarded, int depth) {
        if (use.certainty() == Certainty.GUARDED || guarded.contains(use.name())) {
            return;
        }
        if (names.has(use.name())) {
            follow(use.name(), certain, guarded, depth + 1);
            return;
        }
        findings.add(
                new Problem(
                        Code.UNDEFINED,
                        "nothing defines the variable \"" + use.name() + "\", which \"" + name + "\" needs",
                        use.origin(),
                        Nearest.to(use.name(), names.all()).map(near -> "did you mean `" + near + "`?")),
                certain && !names.isOpen());
    }
}
