package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Runs the statements of a template. What they yield is collected as nodes: whether they become one text or one value is decided at the end. */
final class Renderer {

    /** How a body was left. */
    private enum Flow {
        ON,
        NEXT,
        OUT
    }

    /** Where in a template a statement stands, which matters in one that extends another. */
    private enum Level {
        /** Not inside of anything but an {@code if}. */
        TOP,
        /** In a loop or its like: blocks are rendered where they stand. */
        INNER,
        /** In a block or a macro: what is printed counts, whatever is extended. */
        APART
    }

    /** One template while it runs, with its blocks. */
    private static final class Run {
        private final Inheritance inheritance;
        private Optional<JinjaTemplar.Loaded> parent = Optional.empty();

        Run(Inheritance inheritance) {
            this.inheritance = inheritance;
        }
    }

    private final Evaluator evaluator;
    private final List<Value> nodes;
    private final Run template;
    private final Level level;
    private final int loopDepth;

    private Renderer(Evaluator evaluator, List<Value> nodes, Run template, Level level, int loopDepth) {
        this.evaluator = evaluator;
        this.nodes = nodes;
        this.template = template;
        this.level = level;
        this.loopDepth = loopDepth;
    }

    /** The nodes that a template yields. */
    static List<Value> nodes(List<Statement> body, Evaluator evaluator) {
        var inheritance = new Inheritance();
        inheritance.template(body, evaluator.source);
        var nodes = new ArrayList<Value>();
        whole(body, evaluator, nodes, inheritance);
        return nodes;
    }

    private static void whole(List<Statement> body, Evaluator evaluator, List<Value> nodes, Inheritance inheritance) {
        var run = new Run(inheritance);
        var renderer = new Renderer(evaluator, nodes, run, Level.TOP, 0);
        var frame = evaluator.frame;
        frame.self(() -> new Inheritance.Self(inheritance, evaluator, renderer.rendering(frame)));
        renderer.run(body);
        if (run.parent.isPresent()) {
            var parent = run.parent.get();
            evaluator.evaluation.deeper();
            try {
                var above = new Evaluator(evaluator.evaluation, parent.source(), evaluator.frame);
                whole(parent.body(), above, nodes, inheritance);
            } finally {
                evaluator.evaluation.shallower();
            }
        }
    }

    private Renderer with(Evaluator other, List<Value> into, Level where) {
        return new Renderer(other, into, template, where, loopDepth);
    }

    private Level inner() {
        return level == Level.TOP ? Level.INNER : level;
    }

    /** What a body yields by itself, as macros and set blocks need it. */
    private Value yielded(List<Statement> body, Frame frame) {
        var own = new ArrayList<Value>();
        with(evaluator.in(frame), own, Level.APART).run(body);
        return joined(own);
    }

    private Value joined(List<Value> own) {
        var value = Nodes.concat(own, evaluator.evaluation);
        return evaluator.escaping ? Markup.markup(value) : value;
    }

    private Flow run(List<Statement> body) {
        for (var statement : body) {
            var flow = run(statement);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow run(Statement statement) {
        switch (statement) {
            case Statement.Data(var text, var at) -> print(text);
            case Statement.Print(var value, var at) -> print(printed(evaluator.eval(value)));
            case Statement.If(var branches, var otherwise, var at) -> {
                return run(taken(branches, otherwise));
            }
            case Statement.For loop -> loop(loop, evaluator.eval(loop.source()), loopDepth, nodes);
            case Statement.Break end -> {
                return Flow.OUT;
            }
            case Statement.Continue next -> {
                return Flow.NEXT;
            }
            case Statement.Do(var expression, var at) -> evaluator.eval(expression);
            case Statement.Set(var target, var value, var at) ->
                new Assignments(evaluator).assign(target, evaluator.eval(value), evaluator.frame, at);
            case Statement.SetBlock(var target, var filter, var inner, var at) -> {
                var own = new ArrayList<Value>();
                var flow = with(evaluator.in(evaluator.frame.inner()), own, Level.APART)
                        .run(inner);
                if (flow != Flow.ON) {
                    return flow;
                }
                var value = joined(own);
                new Assignments(evaluator)
                        .assign(
                                target,
                                filter.map(found -> filtered(found, value)).orElse(value),
                                evaluator.frame,
                                at);
            }
            case Statement.With(var assignments, var inner, var at) -> {
                var frame = evaluator.frame.inner();
                assignments.forEach(
                        one -> new Assignments(evaluator).assign(one.target(), evaluator.eval(one.value()), frame, at));
                return with(evaluator.in(frame), nodes, inner()).run(inner);
            }
            case Statement.Autoescape(var enabled, var inner, var at) -> {
                boolean escape = truth(enabled) && !evaluator.evaluation.dialect.ansible();
                if (escape) {
                    evaluator.evaluation.sawMarkup();
                }
                var frame = evaluator.frame.inner();
                return with(evaluator.in(frame).escaping(escape), nodes, inner())
                        .run(inner);
            }
            case Statement.Macro(var name, var parameters, var inner, var at) ->
                evaluator.frame.set(name, macro(name, parameters, inner));
            case Statement.CallBlock(var call, var parameters, var inner, var at) ->
                nodes.add(printed(called(call, macro("caller", parameters, inner))));
            case Statement.FilterBlock(var filter, var inner, var at) -> {
                var own = new ArrayList<Value>();
                var flow = with(evaluator.in(evaluator.frame.inner()), own, Level.APART)
                        .run(inner);
                if (flow != Flow.ON) {
                    return flow;
                }
                nodes.add(printed(filtered(filter, joined(own))));
            }
            case Statement.Include include -> nodes.addAll(new Imports(evaluator).included(include));
            case Statement.Import(var name, var as, var context, var at) ->
                evaluator.frame.set(as, new Imports(evaluator).module(name, context, at));
            case Statement.FromImport(var name, var names, var context, var at) -> {
                var module = new Imports(evaluator).module(name, context, at);
                names.forEach(one -> evaluator.frame.set(
                        one.as(),
                        module.attribute(one.name())
                                .orElseGet(() -> evaluator.missing(
                                        one.name(),
                                        "the template does not export the requested name '" + one.name() + "'"))));
            }
            case Statement.Extends(var name, var at) -> extend(name, at);
            case Statement.Block block -> {
                if (level != Level.TOP || template.parent.isEmpty()) {
                    block(block);
                }
            }
        }
        return Flow.ON;
    }

    private List<Statement> taken(List<Statement.Branch> branches, List<Statement> otherwise) {
        for (var branch : branches) {
            if (truth(branch.condition())) {
                return branch.body();
            }
        }
        return otherwise;
    }

    /** A node, unless it stands outside of the blocks of a template that extends another. */
    private void print(Value node) {
        if (level == Level.APART || template.parent.isEmpty()) {
            if (level != Level.APART && node instanceof Value.Undefined && evaluator.evaluation.dialect.ansible()) {
                Py.defined(node); // a mistake further on is not told before this one
            }
            Bounds.items(nodes.size());
            nodes.add(node);
        }
    }

    private Value printed(Value value) {
        return evaluator.escaping ? Markup.escaped(evaluator.deep(value)) : value;
    }

    private Value called(Expr.Call call, Value caller) {
        try {
            var arguments = evaluator.arguments(call.arguments());
            var named = new LinkedHashMap<>(arguments.named());
            named.put("caller", caller);
            return evaluator.call(evaluator.eval(call.function()), new Arguments(arguments.positional(), named));
        } catch (Mistake e) {
            throw evaluator.evaluation.located(e, evaluator.source, call.at());
        }
    }

    private boolean truth(Expr condition) {
        var value = evaluator.eval(condition);
        try {
            return Py.truth(value);
        } catch (Mistake e) {
            throw evaluator.evaluation.located(e, evaluator.source, condition.at());
        }
    }

    private void loop(Statement.For loop, Value over, int depth, List<Value> into) {
        var source = evaluator.evaluation.owned(over);
        List<Value> items;
        try {
            items = chosen(loop, Py.items(source));
        } catch (Mistake e) {
            throw evaluator.evaluation.located(
                    e, evaluator.source, loop.source().at());
        }
        Optional<java.util.function.Function<Value, Value>> recursion = loop.recursive()
                ? Optional.of(inner -> {
                    var own = new ArrayList<Value>();
                    loop(loop, inner, depth + 1, own);
                    return joined(own);
                })
                : Optional.empty();
        var variable = new LoopVariable(items, depth, recursion);
        for (int i = 0; i < items.size(); i++) {
            evaluator.evaluation.steps(Bounds.LOOP_STEPS);
            variable.at(i);
            var frame = evaluator.frame.inner();
            if (loop.usesLoop()) {
                frame.set("loop", variable);
            }
            new Assignments(evaluator).assign(loop.target(), evaluator.lazy(items.get(i)), frame, loop.at());
            var body = new Renderer(evaluator.in(frame), into, template, inner(), depth + 1);
            if (body.run(loop.body()) == Flow.OUT) {
                break;
            }
            if (source instanceof Value.Mapping(var entries) && entries.size() != items.size()) {
                throw evaluator.evaluation.located(
                        Mistake.of("dictionary changed size during iteration"),
                        evaluator.source,
                        loop.source().at());
            }
        }
        if (items.isEmpty()) {
            new Renderer(evaluator.in(evaluator.frame.inner()), into, template, inner(), depth).run(loop.otherwise());
        }
    }

    private List<Value> chosen(Statement.For loop, List<Value> items) {
        if (loop.condition().isEmpty()) {
            return items; // itself: what the body appends to it is seen
        }
        var chosen = new ArrayList<Value>();
        for (var item : items) {
            var frame = evaluator.frame.inner();
            new Assignments(evaluator).assign(loop.target(), evaluator.lazy(item), frame, loop.at());
            if (Py.truth(evaluator.in(frame).eval(loop.condition().get()))) {
                chosen.add(item);
            }
        }
        return chosen;
    }

    private Value filtered(Expr.Filter filter, Value body) {
        var frame = evaluator.frame.inner();
        frame.set(TemplateParser.BODY, body);
        return evaluator.in(frame).eval(filter);
    }

    private MacroValue macro(String name, List<Statement.Parameter> parameters, Statement.Body body) {
        return new MacroValue(
                name, parameters, body, evaluator.frame, evaluator, frame -> yielded(body.statements(), frame));
    }

    private void extend(Expr name, int at) {
        if (template.parent.isPresent()) {
            throw evaluator.evaluation.located(Mistake.of("extended multiple times"), evaluator.source, at);
        }
        var loaded = evaluator.evaluation.templar.load(evaluator.eval(name), evaluator, at);
        template.inheritance.template(loaded.body(), loaded.source());
        template.parent = Optional.of(loaded);
    }

    private void block(Statement.Block block) {
        if (block.required() && template.inheritance.versions(block.name()).size() < 2) {
            throw evaluator.evaluation.located(Inheritance.requiredMissing(block.name()), evaluator.source, block.at());
        }
        version(block.name(), 0, block.scoped() ? evaluator.frame : evaluator.frame.context(), nodes);
    }

    /** Renders a version of a block, in the scope of the template or, where the block is scoped, in that around it. */
    private void version(String name, int up, Frame scope, List<Value> into) {
        var version = template.inheritance.versions(name).get(up);
        var frame = scope.inner();
        frame.set("super", template.inheritance.parent(name, up, evaluator, rendering(scope)));
        var inside = new Evaluator(evaluator.evaluation, version.source(), frame).escaping(evaluator.escaping);
        evaluator.evaluation.deeper();
        try {
            with(inside, into, Level.APART).run(version.block().body());
        } finally {
            evaluator.evaluation.shallower();
        }
    }

    private Inheritance.Rendering rendering(Frame scope) {
        return (name, up) -> {
            var own = new ArrayList<Value>();
            version(name, up, scope, own);
            return joined(own);
        };
    }
}
