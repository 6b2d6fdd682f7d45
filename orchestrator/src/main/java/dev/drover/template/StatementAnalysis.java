package dev.drover.template;

import dev.drover.template.Analysis.Bringing;
import dev.drover.template.Analysis.Certainty;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks through the statements of a template, with the names that are set at each point of it. */
final class StatementAnalysis {

    private final Findings findings;
    private final ExpressionAnalysis expressions;
    private boolean extended;

    StatementAnalysis(Findings findings) {
        this.findings = findings;
        this.expressions = new ExpressionAnalysis(findings);
    }

    void template(List<Statement> body, NameScope scope) {
        extended = body.stream().anyMatch(Statement.Extends.class::isInstance);
        look(body, scope, Certainty.CERTAIN);
    }

    private void look(List<Statement> body, NameScope scope, Certainty reached) {
        body.forEach(statement -> look(statement, scope, reached));
    }

    private void look(Statement statement, NameScope scope, Certainty reached) {
        if (!(statement instanceof Statement.Data)) {
            findings.statement(statement.at());
        }
        switch (statement) {
            case Statement.Data data -> {}
            case Statement.Print(var value, var at) -> expressions.printed(value, scope, reached);
            case Statement.If(var branches, var otherwise, var at) -> branches(branches, otherwise, scope, reached);
            case Statement.For loop -> loop(loop, scope, reached);
            case Statement.Set(var target, var value, var at) -> {
                expressions.passed(value, scope, reached);
                set(target, scope, reached, at);
            }
            case Statement.SetBlock(var target, var filter, var body, var at) -> {
                look(body, scope.inner(), reached);
                filter.ifPresent(one -> expressions.passed(one, scope, reached));
                set(target, scope, reached, at);
            }
            case Statement.With(var assignments, var body, var at) -> {
                var inner = scope.inner();
                assignments.forEach(one -> expressions.passed(one.value(), scope, reached));
                assignments.forEach(one -> set(one.target(), inner, reached, at));
                look(body, inner, reached);
            }
            case Statement.Do(var expression, var at) -> expressions.passed(expression, scope, reached);
            case Statement.Break end -> {}
            case Statement.Continue next -> {}
            case Statement.Autoescape(var enabled, var body, var at) -> {
                expressions.needed(enabled, scope, reached);
                look(body, scope.inner(), reached);
            }
            case Statement.Macro(var name, var parameters, var body, var at) -> {
                scope.set(name);
                macro(parameters, body, scope);
            }
            case Statement.CallBlock(var call, var parameters, var body, var at) -> {
                expressions.needed(call, scope, reached);
                macro(parameters, body, scope);
            }
            case Statement.FilterBlock(var filter, var body, var at) -> {
                expressions.needed(filter, scope, reached);
                look(body, scope.inner(), reached);
            }
            case Statement.Include(var names, var ignoreMissing, var context, var at) -> {
                expressions.needed(names, scope, reached);
                bring(names, Bringing.INCLUDE, ignoreMissing, context, scope);
            }
            case Statement.Import(var name, var as, var context, var at) -> {
                expressions.needed(name, scope, reached);
                bring(name, Bringing.IMPORT, false, context, scope);
                scope.set(as);
            }
            case Statement.FromImport(var name, var names, var context, var at) -> {
                expressions.needed(name, scope, reached);
                bring(name, Bringing.IMPORT, false, context, scope);
                names.forEach(one -> scope.set(one.as()));
            }
            case Statement.Extends(var name, var at) -> {
                expressions.needed(name, scope, reached);
                bring(name, Bringing.EXTENDS, false, true, scope);
            }
            case Statement.Block(var name, var body, var scoped, var required, var at) -> {
                var inner = scope.inner();
                inner.set("super");
                look(body, inner, extended ? reached.or(Certainty.IN_BRANCH) : reached);
            }
        }
    }

    private void branches(
            List<Statement.Branch> branches, List<Statement> otherwise, NameScope scope, Certainty reached) {
        var ends = new ArrayList<NameScope>();
        var condition = scope;
        var certainty = reached;
        for (var branch : branches) {
            condition = condition.asked(expressions.condition(branch.condition(), condition, certainty));
            certainty = reached.or(Certainty.IN_BRANCH);
            var inner = condition.inner();
            look(branch.body(), inner, certainty);
            ends.add(inner);
        }
        look(otherwise, condition, certainty);
        ends.add(condition);
        scope.join(ends);
    }

    private void loop(Statement.For loop, NameScope scope, Certainty reached) {
        expressions.needed(loop.source(), scope, reached);
        var inner = scope.inner();
        var body = isNeverEmpty(loop) ? reached : reached.or(Certainty.IN_BRANCH);
        set(loop.target(), inner, body, loop.at());
        if (loop.condition().isPresent()) {
            inner = inner.asked(expressions.condition(loop.condition().get(), inner, body));
        }
        inner.set("loop");
        look(loop.body(), inner, body);
        look(loop.otherwise(), scope.inner(), reached.or(Certainty.IN_BRANCH));
    }

    private static boolean isNeverEmpty(Statement.For loop) {
        return loop.condition().isEmpty()
                && loop.source() instanceof Expr.ListOf(var items, var at)
                && !items.isEmpty();
    }

    private void macro(List<Statement.Parameter> parameters, Statement.Body body, NameScope scope) {
        var inner = scope.inner();
        Set.of("varargs", "kwargs", "caller").forEach(inner::set);
        for (var parameter : parameters) {
            parameter.otherwise().ifPresent(value -> expressions.passed(value, inner, Certainty.IN_BRANCH));
            inner.set(parameter.name());
        }
        look(body.statements(), inner, Certainty.IN_BRANCH);
    }

    private void set(Statement.Target target, NameScope scope, Certainty reached, int at) {
        switch (target) {
            case Statement.Target.Name(var name) -> scope.set(name);
            case Statement.Target.Names(var targets) -> targets.forEach(one -> set(one, scope, reached, at));
            case Statement.Target.NamespaceAttribute(var namespace, var name) ->
                expressions.needed(new Expr.Name(namespace, at), scope, reached);
        }
    }

    private void bring(Expr names, Bringing how, boolean optional, boolean context, NameScope scope) {
        switch (names) {
            case Expr.Constant(Value.Text name, var at) ->
                findings.reference(name.text(), how, optional, context, context ? scope.names() : Set.of(), at + 1);
            case Expr.ListOf(var items, var at) ->
                items.forEach(item -> bring(item, how, optional || items.size() > 1, context, scope));
            case Expr.TupleOf(var items, var at) ->
                items.forEach(item -> bring(item, how, optional || items.size() > 1, context, scope));
            default -> findings.dynamic();
        }
    }
}
