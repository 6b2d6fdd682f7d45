package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the statements of a template. What they yield is collected as nodes: whether they become one text or one value is decided at the end. */
final class Renderer {

    /** A template's blocks by name, the outermost child's first: what {@code super()} walks through. */
    private record Layout(Map<String, List<List<Statement>>> blocks) {}

    private final Evaluator evaluator;
    private final List<Value> nodes;
    private final Layout layout;
    private final int loopDepth;

    private Renderer(Evaluator evaluator, List<Value> nodes, Layout layout, int loopDepth) {
        this.evaluator = evaluator;
        this.nodes = nodes;
        this.layout = layout;
        this.loopDepth = loopDepth;
    }

    /** The nodes that a template yields. */
    static List<Value> nodes(List<Statement> body, Evaluator evaluator) {
        return nodes(body, evaluator, new Layout(new LinkedHashMap<>()));
    }

    private static List<Value> nodes(List<Statement> body, Evaluator evaluator, Layout layout) {
        var renderer = new Renderer(evaluator, new ArrayList<>(), layout, 0);
        blocks(body, layout);
        Optional<Statement.Extends> parent = body.stream()
                .filter(Statement.Extends.class::isInstance)
                .map(Statement.Extends.class::cast)
                .findFirst();
        if (parent.isPresent()) {
            // what is outside of blocks only sets names for them
            new Renderer(evaluator, new ArrayList<>(), layout, 0)
                    .run(body.stream()
                            .filter(statement -> !(statement instanceof Statement.Block))
                            .toList());
            var loaded = evaluator.evaluation.templar.load(
                    evaluator.eval(parent.get().name()), evaluator, parent.get().at());
            return nodes(loaded.body(), new Evaluator(evaluator.evaluation, loaded.source(), evaluator.frame), layout);
        }
        renderer.run(body);
        return renderer.nodes;
    }

    private static void blocks(List<Statement> body, Layout layout) {
        for (var statement : body) {
            switch (statement) {
                case Statement.Block block -> {
                    layout.blocks()
                            .computeIfAbsent(block.name(), name -> new ArrayList<>())
                            .add(block.body());
                    blocks(block.body(), layout);
                }
                case Statement.If(var branches, var otherwise, var at) -> {
                    branches.forEach(branch -> blocks(branch.body(), layout));
                    blocks(otherwise, layout);
                }
                case Statement.For loop -> blocks(loop.body(), layout);
                case Statement.With(var assignments, var inner, var at) -> blocks(inner, layout);
                default -> {}
            }
        }
    }

    private Renderer in(Frame frame) {
        return new Renderer(evaluator.in(frame), nodes, layout, loopDepth);
    }

    /** What a body yields by itself, as macros and set blocks need it. */
    private Value yielded(List<Statement> body, Frame frame) {
        var inner = new Renderer(evaluator.in(frame), new ArrayList<>(), layout, loopDepth);
        inner.run(body);
        return Nodes.concat(inner.nodes, evaluator.evaluation);
    }

    private void run(List<Statement> body) {
        body.forEach(this::run);
    }

    private void run(Statement statement) {
        switch (statement) {
            case Statement.Data(var text, var at) -> nodes.add(Value.of(text));
            case Statement.Print(var value, var at) -> nodes.add(evaluator.eval(value));
            case Statement.If(var branches, var otherwise, var at) ->
                run(branches.stream()
                        .filter(branch -> truth(branch.condition()))
                        .findFirst()
                        .map(Statement.Branch::body)
                        .orElse(otherwise));
            case Statement.For loop -> loop(loop, evaluator.eval(loop.source()), loopDepth, nodes);
            case Statement.Set(var target, var value, var at) ->
                assign(target, evaluator.eval(value), evaluator.frame, at);
            case Statement.SetBlock(var target, var filter, var inner, var at) -> {
                var value = yielded(inner, evaluator.frame.inner());
                assign(target, filter.map(found -> filtered(found, value)).orElse(value), evaluator.frame, 0);
            }
            case Statement.With(var assignments, var inner, var at) -> {
                var frame = evaluator.frame.inner();
                assignments.forEach(one -> assign(one.target(), evaluator.eval(one.value()), frame, at));
                in(frame).run(inner);
            }
            case Statement.Macro(var name, var parameters, var inner, var at) ->
                evaluator.frame.set(name, macro(name, parameters, inner));
            case Statement.CallBlock(var call, var parameters, var inner, var at) -> {
                var arguments = evaluator.arguments(call.arguments());
                var named = new LinkedHashMap<>(arguments.named());
                named.put("caller", macro("caller", parameters, inner));
                nodes.add(
                        evaluator.call(evaluator.eval(call.function()), new Arguments(arguments.positional(), named)));
            }
            case Statement.FilterBlock(var filter, var inner, var at) ->
                nodes.add(filtered(filter, yielded(inner, evaluator.frame.inner())));
            case Statement.Include include -> include(include);
            case Statement.Import(var name, var as, var context, var at) ->
                evaluator.frame.set(as, module(name, context, at));
            case Statement.FromImport(var name, var names, var context, var at) -> {
                var module = module(name, context, at);
                names.forEach(one -> evaluator.frame.set(
                        one.as(),
                        module.exports()
                                .getOrDefault(
                                        one.name(),
                                        new Value.Undefined("the template does not export the requested name '"
                                                + one.name() + "'"))));
            }
            case Statement.Extends parent -> {}
            case Statement.Block block -> block(block.name(), 0);
        }
    }

    private boolean truth(Expr condition) {
        var value = evaluator.eval(condition);
        try {
            return Py.truth(value);
        } catch (Mistake e) {
            throw evaluator.source.located(e, condition.at());
        }
    }

    private void loop(Statement.For loop, Value source, int depth, List<Value> into) {
        List<Value> items;
        try {
            items = chosen(loop, Py.items(source));
        } catch (Mistake e) {
            throw evaluator.source.located(e, loop.source().at());
        }
        Optional<java.util.function.Function<Value, Value>> recursion = loop.recursive()
                ? Optional.of(inner -> {
                    var own = new ArrayList<Value>();
                    loop(loop, inner, depth + 1, own);
                    return Nodes.concat(own, evaluator.evaluation);
                })
                : Optional.empty();
        var variable = new LoopVariable(items, depth, recursion);
        for (int i = 0; i < items.size(); i++) {
            variable.at(i);
            var frame = evaluator.frame.inner();
            if (loop.usesLoop()) {
                frame.set("loop", variable);
            }
            assign(loop.target(), evaluator.lazy(items.get(i)), frame, loop.at());
            new Renderer(evaluator.in(frame), into, layout, depth + 1).run(loop.body());
            if (source instanceof Value.Mapping(var entries) && entries.size() != items.size()) {
                throw evaluator.source.located(
                        Mistake.of("dictionary changed size during iteration"),
                        loop.source().at());
            }
        }
        if (items.isEmpty()) {
            new Renderer(evaluator, into, layout, depth).run(loop.otherwise());
        }
    }

    private List<Value> chosen(Statement.For loop, List<Value> items) {
        if (loop.condition().isEmpty()) {
            return items; // itself: what the body appends to it is seen
        }
        var chosen = new ArrayList<Value>();
        for (var item : items) {
            var frame = evaluator.frame.inner();
            assign(loop.target(), evaluator.lazy(item), frame, loop.at());
            if (Py.truth(evaluator.in(frame).eval(loop.condition().get()))) {
                chosen.add(item);
            }
        }
        return chosen;
    }

    private void assign(Statement.Target target, Value value, Frame frame, int at) {
        switch (target) {
            case Statement.Target.Name(var name) -> frame.set(name, value);
            case Statement.Target.NamespaceAttribute(var namespace, var name) -> {
                if (!(frame.find(namespace).orElse(Value.NIL) instanceof Opaques.Namespace(var attributes))) {
                    throw new TemplateException(
                            Kind.RUNTIME,
                            "cannot assign attribute on non-namespace object",
                            evaluator.source.place(at));
                }
                attributes.put(name, value);
            }
            case Statement.Target.Names(var targets) -> {
                List<Value> parts;
                try {
                    parts = Py.items(value);
                } catch (Mistake e) {
                    throw evaluator.source.located(e, at);
                }
                if (parts.size() != targets.size()) {
                    String problem = parts.size() < targets.size()
                            ? "not enough values to unpack (expected " + targets.size() + ", got " + parts.size() + ")"
                            : "too many values to unpack (expected " + targets.size() + ")";
                    throw new TemplateException(Kind.RUNTIME, problem, evaluator.source.place(at));
                }
                for (int i = 0; i < targets.size(); i++) {
                    assign(targets.get(i), evaluator.lazy(parts.get(i)), frame, at);
                }
            }
        }
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

    private void block(String name, int level) {
        var versions = layout.blocks().getOrDefault(name, List.of());
        if (level >= versions.size()) {
            return;
        }
        var frame = evaluator.frame.inner();
        frame.set("super", new Opaques.Function("super", arguments -> {
            if (level + 1 >= versions.size()) {
                throw Mistake.undefined("there is no parent block called '" + name + "'.");
            }
            var own = new ArrayList<Value>();
            new Renderer(evaluator, own, layout, loopDepth).block(name, level + 1);
            return Nodes.concat(own, evaluator.evaluation);
        }));
        in(frame).run(versions.get(level));
    }

    private void include(Statement.Include include) {
        evaluator.evaluation.deeper();
        try {
            var name = evaluator.eval(include.names());
            var loaded = evaluator.evaluation.templar.load(name, evaluator, include.at());
            var frame = include.withContext() ? evaluator.frame.inner() : Frame.top();
            nodes.addAll(nodes(loaded.body(), new Evaluator(evaluator.evaluation, loaded.source(), frame)));
        } catch (TemplateException e) {
            if (!include.ignoreMissing() || e.kind() != Kind.TEMPLATE_NOT_FOUND) {
                throw e;
            }
        } catch (Mistake e) {
            throw evaluator.source.located(e, include.at());
        } finally {
            evaluator.evaluation.shallower();
        }
    }

    private Opaques.Module module(Expr name, boolean context, int at) {
        var loaded = evaluator.evaluation.templar.load(evaluator.eval(name), evaluator, at);
        var frame = context ? evaluator.frame.inner() : Frame.top();
        var inside = new Evaluator(evaluator.evaluation, loaded.source(), frame);
        var text = Nodes.text(nodes(loaded.body(), inside), evaluator.evaluation);
        return new Opaques.Module(frame.names(), text);
    }
}
