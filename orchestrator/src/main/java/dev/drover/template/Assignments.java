package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Value;
import java.util.List;

/** Sets the names that a statement assigns to. */
record Assignments(Evaluator evaluator) {

    void assign(Statement.Target target, Value value, Frame frame, int at) {
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
                var parts = unpacked(value, targets.size(), at);
                for (int i = 0; i < targets.size(); i++) {
                    assign(targets.get(i), evaluator.lazy(parts.get(i)), frame, at);
                }
            }
        }
    }

    private List<Value> unpacked(Value value, int count, int at) {
        List<Value> parts;
        try {
            parts = Py.items(value);
        } catch (Mistake e) {
            throw evaluator.evaluation.located(e, evaluator.source, at);
        }
        if (parts.size() != count) {
            String problem = parts.size() < count
                    ? "not enough values to unpack (expected " + count + ", got " + parts.size() + ")"
                    : "too many values to unpack (expected " + count + ")";
            throw new TemplateException(Kind.RUNTIME, problem, evaluator.source.place(at));
        }
        return parts;
    }
}
