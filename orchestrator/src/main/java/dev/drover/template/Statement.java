package dev.drover.template;

import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;

/** A part of a template's body. Each knows where it begins, in characters from the start of its template. */
sealed interface Statement {

    int at();

    record Data(Value.Text text, int at) implements Statement {}

    record Print(Expr value, int at) implements Statement {}

    record If(List<Branch> branches, List<Statement> otherwise, int at) implements Statement {}

    record Branch(Expr condition, List<Statement> body) {}

    /** @param usesLoop whether the body looks at {@code loop}; only then do included templates see it */
    record For(
            Target target,
            Expr source,
            Optional<Expr> condition,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise,
            boolean usesLoop,
            int at)
            implements Statement {}

    record Set(Target target, Expr value, int at) implements Statement {}

    record SetBlock(Target target, Optional<Expr.Filter> filter, List<Statement> body, int at) implements Statement {}

    record With(List<Assignment> assignments, List<Statement> body, int at) implements Statement {}

    record Assignment(Target target, Expr value) {}

    record Macro(String name, List<Parameter> parameters, Body body, int at) implements Statement {}

    record Parameter(String name, Optional<Expr> otherwise) {}

    /** What a macro does, and whether it looks at {@code varargs} or {@code kwargs}, or at {@code caller}. */
    record Body(List<Statement> statements, boolean takesMore, boolean takesNamed, boolean takesCaller) {}

    record CallBlock(Expr.Call call, List<Parameter> parameters, Body body, int at) implements Statement {}

    record FilterBlock(Expr.Filter filter, List<Statement> body, int at) implements Statement {}

    record Include(Expr names, boolean ignoreMissing, boolean withContext, int at) implements Statement {}

    record Import(Expr name, String as, boolean withContext, int at) implements Statement {}

    record FromImport(Expr name, List<Imported> names, boolean withContext, int at) implements Statement {}

    record Imported(String name, String as) {}

    record Extends(Expr name, int at) implements Statement {}

    /** {@code {% do %}}. */
    record Do(Expr expression, int at) implements Statement {}

    record Break(int at) implements Statement {}

    record Continue(int at) implements Statement {}

    record Autoescape(Expr enabled, List<Statement> body, int at) implements Statement {}

    record Block(String name, List<Statement> body, boolean scoped, boolean required, int at) implements Statement {}

    /** What is assigned to: a name, several, or an attribute of a namespace. */
    sealed interface Target {
        record Name(String name) implements Target {}

        record Names(List<Target> targets) implements Target {}

        record NamespaceAttribute(String namespace, String name) implements Target {}
    }
}
