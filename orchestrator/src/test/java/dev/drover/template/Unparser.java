package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints a parsed template, with all the parentheses there can be. */
final class Unparser {

    private Unparser() {}

    static String of(List<Statement> body) {
        return body.stream().map(Unparser::of).collect(Collectors.joining());
    }

    private static String of(Statement statement) {
        return switch (statement) {
            case Statement.Data(var text, var at) -> "{% raw %}" + text.text() + "{% endraw %}";
            case Statement.Print(var value, var at) -> "{{ " + of(value) + " }}";
            case Statement.Do(var expression, var at) -> tag("do " + of(expression));
            case Statement.Break end -> tag("break");
            case Statement.Continue next -> tag("continue");
            case Statement.If(var branches, var otherwise, var at) -> {
                var text = new StringBuilder();
                for (var branch : branches) {
                    text.append(tag((text.isEmpty() ? "if " : "elif ") + of(branch.condition())))
                            .append(of(branch.body()));
                }
                yield text + (otherwise.isEmpty() ? "" : tag("else") + of(otherwise)) + tag("endif");
            }
            case Statement.For loop ->
                tag("for " + of(loop.target()) + " in " + of(loop.source())
                                + loop.condition()
                                        .map(condition -> " if " + of(condition))
                                        .orElse("")
                                + (loop.recursive() ? " recursive" : ""))
                        + of(loop.body())
                        + (loop.otherwise().isEmpty() ? "" : tag("else") + of(loop.otherwise()))
                        + tag("endfor");
            case Statement.Set(var target, var value, var at) -> tag("set " + of(target) + " = " + of(value));
            case Statement.SetBlock(var target, var filter, var body, var at) ->
                tag("set " + of(target)
                                + filter.map(one -> " | " + filters(one)).orElse(""))
                        + of(body)
                        + tag("endset");
            case Statement.With(var assignments, var body, var at) ->
                tag("with "
                                + assignments.stream()
                                        .map(one -> of(one.target()) + " = " + of(one.value()))
                                        .collect(Collectors.joining(", ")))
                        + of(body)
                        + tag("endwith");
            case Statement.Macro(var name, var parameters, var body, var at) ->
                tag("macro " + name + parameters(parameters)) + of(body.statements()) + tag("endmacro");
            case Statement.CallBlock(var call, var parameters, var body, var at) ->
                tag("call" + parameters(parameters) + " " + of(call)) + of(body.statements()) + tag("endcall");
            case Statement.FilterBlock(var filter, var body, var at) ->
                tag("filter " + filters(filter)) + of(body) + tag("endfilter");
            case Statement.Include(var names, var missing, var context, var at) ->
                tag("include " + of(names) + (missing ? " ignore missing" : "") + context(context));
            case Statement.Import(var name, var as, var context, var at) ->
                tag("import " + of(name) + " as " + as + context(context));
            case Statement.FromImport(var name, var names, var context, var at) ->
                tag("from " + of(name) + " import "
                        + names.stream()
                                .map(one -> one.name() + " as " + one.as())
                                .collect(Collectors.joining(", "))
                        + context(context));
            case Statement.Extends(var name, var at) -> tag("extends " + of(name));
            case Statement.Autoescape(var enabled, var body, var at) ->
                tag("autoescape " + of(enabled)) + of(body) + tag("endautoescape");
            case Statement.Block(var name, var body, var scoped, var required, var at) ->
                tag("block " + name + (scoped ? " scoped" : "") + (required ? " required" : ""))
                        + of(body)
                        + tag("endblock");
        };
    }

    private static String tag(String content) {
        return "{% " + content + " %}";
    }

    private static String context(boolean with) {
        return with ? " with context" : " without context";
    }

    private static String parameters(List<Statement.Parameter> parameters) {
        return parameters.stream()
                .map(one -> one.name()
                        + one.otherwise().map(value -> "=" + of(value)).orElse(""))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String of(Statement.Target target) {
        return switch (target) {
            case Statement.Target.Name(var name) -> name;
            case Statement.Target.NamespaceAttribute(var namespace, var name) -> namespace + "." + name;
            case Statement.Target.Names(var targets) ->
                targets.stream().map(Unparser::of).collect(Collectors.joining(", ", "(", ",)"));
        };
    }

    private static String filters(Expr.Filter filter) {
        String own = filter.name() + of(filter.arguments());
        return filter.value() instanceof Expr.Filter inner ? filters(inner) + " | " + own : own;
    }

    static String of(Expr expression) {
        return switch (expression) {
            case Expr.Constant(var value, var at) -> constant(value);
            case Expr.Name(var name, var at) -> name;
            case Expr.ListOf(var items, var at) -> all(items, "[", "]");
            case Expr.TupleOf(var items, var at) -> items.isEmpty() ? "()" : all(items, "(", ",)");
            case Expr.DictOf(var pairs, var at) ->
                pairs.stream()
                        .map(pair -> of(pair.key()) + ": " + of(pair.value()))
                        .collect(Collectors.joining(", ", "{", " }"));
            case Expr.Attribute(var of, var name, var at) -> "(" + of(of) + ")." + name;
            case Expr.Item(var of, var key, var at) -> "(" + of(of) + ")[" + of(key) + "]";
            case Expr.Slice(var of, var from, var to, var step, var at) ->
                "(" + of(of) + ")[" + from.map(Unparser::of).orElse("") + ":"
                        + to.map(Unparser::of).orElse("")
                        + step.map(bound -> ":" + of(bound)).orElse("") + "]";
            case Expr.Call(var function, var arguments, var at) ->
                (function instanceof Expr.Name(var name, var where) ? name : "(" + of(function) + ")") + of(arguments);
            case Expr.Filter(var value, var name, var arguments, var at) ->
                "((" + of(value) + ") | " + name + of(arguments) + ")";
            case Expr.Test(var value, var name, var arguments, var negated, var at) ->
                "((" + of(value) + ") is " + (negated ? "not " : "") + name + of(arguments) + ")";
            case Expr.Unary(var operator, var operand, var at) -> "(" + operator + "(" + of(operand) + "))";
            case Expr.Binary(var operator, var left, var right, var at) ->
                "((" + of(left) + ") " + operator + " (" + of(right) + "))";
            case Expr.And(var left, var right, var at) -> "((" + of(left) + ") and (" + of(right) + "))";
            case Expr.Or(var left, var right, var at) -> "((" + of(left) + ") or (" + of(right) + "))";
            case Expr.Not(var operand, var at) -> "(not (" + of(operand) + "))";
            case Expr.Concat(var parts, var at) ->
                parts.stream().map(part -> "(" + of(part) + ")").collect(Collectors.joining(" ~ ", "(", ")"));
            case Expr.Compare(var first, var rest, var at) ->
                "((" + of(first) + ")"
                        + rest.stream()
                                .map(one -> " " + one.operator() + " (" + of(one.operand()) + ")")
                                .collect(Collectors.joining())
                        + ")";
            case Expr.Conditional(var condition, var then, var otherwise, var at) ->
                "((" + of(then) + ") if (" + of(condition) + ")"
                        + otherwise.map(other -> " else (" + of(other) + ")").orElse("") + ")";
        };
    }

    private static String constant(Value value) {
        return switch (value) {
            case Value.Text text -> PyText.repr(text.text());
            case Value.Real(var number) ->
                Double.isInfinite(number) ? "1e999" : PyText.real(number).replace("e+", "e");
            default -> PyText.repr(value);
        };
    }

    private static String all(List<Expr> items, String open, String close) {
        return items.stream().map(Unparser::of).collect(Collectors.joining(", ", open, close));
    }

    private static String of(Expr.Arguments arguments) {
        var all = new ArrayList<String>();
        arguments.positional().forEach(one -> all.add(of(one)));
        arguments.rest().ifPresent(rest -> all.add("*" + of(rest)));
        arguments.named().forEach(one -> all.add(one.name() + "=" + of(one.value())));
        arguments.namedRest().ifPresent(rest -> all.add("**" + of(rest)));
        return all.isEmpty() ? "()" : "(" + String.join(", ", all) + ")";
    }
}
