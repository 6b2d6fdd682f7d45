package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Jinja asserts of a template that parses: filters and tests that exist, names that may be assigned to, {@code extends} where it can be.
 *
 * <p>Under an {@code if}, of either kind, an unknown filter counts only when it is reached, for a test before it may ask whether there is such a filter.
 */
final class Assertions {

    private final Dialect dialect;

    private Assertions(Dialect dialect) {
        this.dialect = dialect;
    }

    static void check(List<Statement> body, Dialect dialect) {
        new Assertions(dialect).all(body, false, true);
    }

    static void check(Expr expression, Dialect dialect) {
        new Assertions(dialect).check(expression, false);
    }

    /**
     * @param soft whether an unknown filter is no mistake yet
     * @param top whether this is the top level of the template
     */
    private void all(List<Statement> body, boolean soft, boolean top) {
        body.forEach(statement -> check(statement, soft, top));
    }

    private void check(Statement statement, boolean soft, boolean top) {
        switch (statement) {
            case Statement.Data data -> {}
            case Statement.Break end -> {}
            case Statement.Continue next -> {}
            case Statement.Print(var value, var at) -> check(value, soft);
            case Statement.Do(var expression, var at) -> check(expression, soft);
            case Statement.If(var branches, var otherwise, var at) -> {
                for (var branch : branches) {
                    check(branch.condition(), true);
                    all(branch.body(), true, top);
                }
                all(otherwise, true, top);
            }
            case Statement.For loop -> loop(loop, soft);
            case Statement.Set(var target, var value, var at) -> check(value, soft);
            case Statement.SetBlock(var target, var filter, var body, var at) -> {
                filter.ifPresent(found -> check(found, soft));
                all(body, false, false);
            }
            case Statement.With(var assignments, var body, var at) -> {
                assignments.forEach(one -> check(one.value(), soft));
                all(body, soft && assignments.isEmpty(), false);
            }
            case Statement.Macro(var name, var parameters, var body, var at) -> macro(parameters, body, at);
            case Statement.CallBlock(var call, var parameters, var body, var at) -> {
                check(call, soft);
                macro(parameters, body, at);
            }
            case Statement.FilterBlock(var filter, var body, var at) -> {
                check(filter, soft);
                all(body, false, false);
            }
            case Statement.Autoescape(var enabled, var body, var at) -> {
                check(enabled, soft);
                all(body, false, false);
            }
            case Statement.Include include -> check(include.names(), soft);
            case Statement.Import one -> check(one.name(), soft);
            case Statement.FromImport one -> check(one.name(), soft);
            case Statement.Extends(var name, var at) -> {
                if (!top) {
                    throw failed("cannot use extend from a non top-level scope", at);
                }
                check(name, soft);
            }
            case Statement.Block block -> all(block.body(), false, false);
        }
    }

    private void loop(Statement.For loop, boolean soft) {
        check(loop.source(), soft);
        loop.condition().ifPresent(condition -> check(condition, false));
        if (assignsLoop(loop.target())) {
            throw failed("Can't assign to special loop variable in for-loop target", loop.at());
        }
        all(loop.body(), false, false);
        all(loop.otherwise(), false, false);
    }

    private static boolean assignsLoop(Statement.Target target) {
        return switch (target) {
            case Statement.Target.Name(var name) -> name.equals("loop");
            case Statement.Target.Names(var targets) -> targets.stream().anyMatch(Assertions::assignsLoop);
            case Statement.Target.NamespaceAttribute attribute -> false;
        };
    }

    private void macro(List<Statement.Parameter> parameters, Statement.Body body, int at) {
        for (var parameter : parameters) {
            parameter.otherwise().ifPresent(otherwise -> check(otherwise, false));
            if (body.takesCaller()
                    && parameter.name().equals("caller")
                    && parameter.otherwise().isEmpty()) {
                throw failed(
                        "When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.",
                        at);
            }
        }
        all(body.statements(), false, false);
    }

    private SyntaxMistake failed(String message, int at) {
        return new SyntaxMistake(dialect.ansible() ? Kind.SYNTAX : Kind.MISSING_PLUGIN, message, at);
    }

    private void check(Expr expression, boolean soft) {
        switch (expression) {
            case Expr.Constant constant -> {}
            case Expr.Name name -> {}
            case Expr.Filter(var value, var name, var arguments, var at) -> {
                if (!soft && Filters.find(name).isEmpty()) {
                    throw new SyntaxMistake(Kind.MISSING_PLUGIN, "No filter named '" + name + "'.", at);
                }
                check(value, soft);
                arguments(arguments, soft);
            }
            case Expr.Test(var value, var name, var arguments, var negated, var at) -> {
                if (!soft && Tests.find(name).isEmpty()) {
                    throw new SyntaxMistake(Kind.MISSING_PLUGIN, "No test named '" + name + "'.", at);
                }
                check(value, soft);
                arguments(arguments, soft);
            }
            case Expr.Conditional(var condition, var then, var otherwise, var at) -> {
                check(condition, true);
                check(then, true);
                otherwise.ifPresent(other -> check(other, true));
            }
            default -> parts(expression).forEach(part -> check(part, soft));
        }
    }

    private void arguments(Expr.Arguments arguments, boolean soft) {
        parts(arguments).forEach(part -> check(part, soft));
    }

    /** The expressions directly inside of one. */
    static List<Expr> parts(Expr expression) {
        var parts = new ArrayList<Expr>();
        switch (expression) {
            case Expr.Constant constant -> {}
            case Expr.Name name -> {}
            case Expr.ListOf(var items, var at) -> parts.addAll(items);
            case Expr.TupleOf(var items, var at) -> parts.addAll(items);
            case Expr.DictOf(var pairs, var at) ->
                pairs.forEach(pair -> parts.addAll(List.of(pair.key(), pair.value())));
            case Expr.Attribute(var of, var name, var at) -> parts.add(of);
            case Expr.Item(var of, var key, var at) -> parts.addAll(List.of(of, key));
            case Expr.Slice(var of, var from, var to, var step, var at) -> {
                parts.add(of);
                List.of(from, to, step).forEach(bound -> bound.ifPresent(parts::add));
            }
            case Expr.Call(var function, var arguments, var at) -> {
                parts.add(function);
                parts.addAll(parts(arguments));
            }
            case Expr.Filter(var value, var name, var arguments, var at) -> {
                parts.add(value);
                parts.addAll(parts(arguments));
            }
            case Expr.Test(var value, var name, var arguments, var negated, var at) -> {
                parts.add(value);
                parts.addAll(parts(arguments));
            }
            case Expr.Unary(var operator, var operand, var at) -> parts.add(operand);
            case Expr.Binary(var operator, var left, var right, var at) -> parts.addAll(List.of(left, right));
            case Expr.And(var left, var right, var at) -> parts.addAll(List.of(left, right));
            case Expr.Or(var left, var right, var at) -> parts.addAll(List.of(left, right));
            case Expr.Not(var operand, var at) -> parts.add(operand);
            case Expr.Concat(var all, var at) -> parts.addAll(all);
            case Expr.Compare(var first, var rest, var at) -> {
                parts.add(first);
                rest.forEach(comparison -> parts.add(comparison.operand()));
            }
            case Expr.Conditional(var condition, var then, var otherwise, var at) -> {
                parts.addAll(List.of(condition, then));
                otherwise.ifPresent(parts::add);
            }
        }
        return parts;
    }

    private static List<Expr> parts(Expr.Arguments arguments) {
        var parts = new ArrayList<>(arguments.positional());
        arguments.named().forEach(named -> parts.add(named.value()));
        Optional.of(arguments).flatMap(Expr.Arguments::rest).ifPresent(parts::add);
        arguments.namedRest().ifPresent(parts::add);
        return parts;
    }
}
