package dev.drover.template;

import java.util.List;
import java.util.Optional;

/** A part of a template's body. */
sealed interface Statement {

    record Data(String text) implements Statement {}

    record Print(Expr value) implements Statement {}

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Branch(Expr condition, List<Statement> body) {}

    record For(
            Target target,
            Expr source,
            Optional<Expr> condition,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise,
            int at)
            implements Statement {}

    record Set(Target target, Expr value, int at) implements Statement {}

    record SetBlock(Target target, Optional<Expr.Filter> filter, List<Statement> body) implements Statement {}

    record With(List<Assignment> assignments, List<Statement> body) implements Statement {}

    record Assignment(Target target, Expr value) {}

    record Macro(String name, List<Parameter> parameters, List<Statement> body) implements Statement {}

    record Parameter(String name, Optional<Expr> otherwise) {}

    record CallBlock(Expr.Call call, List<Parameter> parameters, List<Statement> body) implements Statement {}

    record FilterBlock(Expr.Filter filter, List<Statement> body) implements Statement {}

    record Include(Expr names, boolean ignoreMissing, boolean withContext, int at) implements Statement {}

    record Import(Expr name, String as, boolean withContext, int at) implements Statement {}

    record FromImport(Expr name, List<Imported> names, boolean withContext, int at) implements Statement {}

    record Imported(String name, String as) {}

    record Extends(Expr name, int at) implements Statement {}

    record Block(String name, List<Statement> body, boolean scoped) implements Statement {}

    record Do(Expr value) implements Statement {}

    record Break() implements Statement {}

    record Continue() implements Statement {}

    /** What is assigned to: a name, several, or an attribute of a namespace. */
    sealed interface Target {
        record Name(String name) implements Target {}

        record Names(List<Target> targets) implements Target {}

        record NamespaceAttribute(String namespace, String name) implements Target {}
    }
}
