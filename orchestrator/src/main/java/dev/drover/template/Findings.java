package dev.drover.template;

import dev.drover.template.Analysis.Certainty;
import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is found in one template while it is looked through. */
final class Findings {

    final Source source;
    private final List<Analysis.Use> variables = new ArrayList<>();
    private final List<Problem> mistakes = new ArrayList<>();
    private final List<Analysis.TemplateReference> templates = new ArrayList<>();
    private boolean dynamic;
    private Origin statement;

    Findings(Source source) {
        this.source = source;
        this.statement = source.place(0);
    }

    Analysis analysis() {
        return new Analysis(variables, mistakes, templates, dynamic);
    }

    void statement(int at) {
        statement = source.place(at);
    }

    void use(String name, Certainty certainty, int at) {
        variables.add(new Analysis.Use(name, certainty, source.place(at), statement));
    }

    void dynamic() {
        dynamic = true;
    }

    void reference(String name, Analysis.Bringing how, boolean optional, boolean context, Set<String> visible, int at) {
        templates.add(new Analysis.TemplateReference(name, how, optional, context, visible, source.place(at)));
    }

    /** A name that is none of those there are. */
    void unknown(String what, String name, Collection<String> known, int at) {
        var nearest = Nearest.to(name, known);
        // one of a collection may well be there, and be written in Python
        String lack = name.contains(".") && nearest.isEmpty() ? "Drover does not have the " : "there is no ";
        mistakes.add(new Problem(
                what.equals("function") ? Code.UNDEFINED : Code.UNKNOWN_PLUGIN,
                lack + what + " " + name,
                source.place(at),
                nearest.map(near -> "did you mean " + near + "?")));
    }

    /** What a template inside of this one has, at most as certain as its place. */
    void add(Analysis inner, Certainty certainty) {
        inner.variables()
                .forEach(use -> variables.add(
                        new Analysis.Use(use.name(), use.certainty().or(certainty), use.origin(), statement)));
        mistakes.addAll(inner.mistakes());
        templates.addAll(inner.templates());
        dynamic |= inner.dynamic();
    }

    int count() {
        return variables.size();
    }

    /** The variables that were asked about since there were this many uses. */
    Set<String> askedSince(int count) {
        return variables.subList(count, variables.size()).stream()
                .filter(use -> use.certainty() == Certainty.GUARDED)
                .map(Analysis.Use::name)
                .collect(Collectors.toSet());
    }
}
