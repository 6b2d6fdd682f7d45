package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The blocks of a template and of those that it extends, the outermost child's first: what {@code super()} and {@code self} walk through. */
final class Inheritance {

    /** One template's version of a block. */
    record Version(Statement.Block block, Source source) {}

    /** What is rendered where a reference to a block is called: the block of this name, so many versions up. */
    interface Rendering {
        Value of(String name, int level);
    }

    private record Template(List<Statement> body, Source source) {}

    private final List<Template> templates = new ArrayList<>();
    private final Map<String, List<Version>> blocks = new LinkedHashMap<>();
    private int collected;

    /** A template's blocks are looked for, wherever in it they stand, when a block is asked for: most templates have none. */
    void template(List<Statement> body, Source source) {
        templates.add(new Template(body, source));
    }

    private void add(List<Statement> body, Source source) {
        for (var statement : body) {
            switch (statement) {
                case Statement.Block block -> {
                    blocks.computeIfAbsent(block.name(), name -> new ArrayList<>())
                            .add(new Version(block, source));
                    add(block.body(), source);
                }
                case Statement.If(var branches, var otherwise, var at) -> {
                    branches.forEach(branch -> add(branch.body(), source));
                    add(otherwise, source);
                }
                case Statement.For loop -> {
                    add(loop.body(), source);
                    add(loop.otherwise(), source);
                }
                case Statement.With with -> add(with.body(), source);
                case Statement.SetBlock set -> add(set.body(), source);
                case Statement.FilterBlock filter -> add(filter.body(), source);
                case Statement.Macro macro -> add(macro.body().statements(), source);
                case Statement.CallBlock call -> add(call.body().statements(), source);
                case Statement.Autoescape part -> add(part.body(), source);
                case Statement.Data data -> {}
                case Statement.Print print -> {}
                case Statement.Do one -> {}
                case Statement.Break end -> {}
                case Statement.Continue next -> {}
                case Statement.Set set -> {}
                case Statement.Include include -> {}
                case Statement.Import one -> {}
                case Statement.FromImport one -> {}
                case Statement.Extends parent -> {}
            }
        }
    }

    List<Version> versions(String name) {
        for (; collected < templates.size(); collected++) {
            var template = templates.get(collected);
            add(template.body(), template.source());
        }
        return blocks.getOrDefault(name, List.of());
    }

    /** {@code super} in a block's version of this level. */
    Value parent(String name, int level, Evaluator evaluator, Rendering rendering) {
        return level + 1 < versions(name).size()
                ? new Reference(this, name, level + 1, evaluator, rendering)
                : evaluator.missing("super", "there is no parent block called '" + name + "'.");
    }

    /** {@code self}: the blocks by their names. */
    record Self(Inheritance inheritance, Evaluator evaluator, Rendering rendering) implements Opaques.Attributed {
        @Override
        public Optional<Value> attribute(String name) {
            return inheritance.versions(name).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Reference(inheritance, name, 0, evaluator, rendering));
        }

        @Override
        public String typeName() {
            return "TemplateReference";
        }

        @Override
        public String toString() {
            return "<TemplateReference None>";
        }
    }

    /** A version of a block, to be rendered by calling it. */
    record Reference(Inheritance inheritance, String name, int level, Evaluator evaluator, Rendering rendering)
            implements Opaques.Callable, Opaques.Attributed {
        @Override
        public Value call(Arguments arguments) {
            return rendering.of(name, level);
        }

        @Override
        public Optional<Value> attribute(String attribute) {
            return attribute.equals("super")
                    ? Optional.of(inheritance.parent(name, level, evaluator, rendering))
                    : Optional.empty();
        }

        @Override
        public String typeName() {
            return "BlockReference";
        }

        @Override
        public String toString() {
            return "<BlockReference " + PyText.repr(name) + ">";
        }
    }

    static Mistake requiredMissing(String name) {
        return new Mistake(Kind.RUNTIME, "Required block '" + name + "' not found");
    }
}
