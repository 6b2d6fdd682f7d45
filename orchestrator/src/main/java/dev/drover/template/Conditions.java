package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Origin;
import dev.drover.value.Value;

/** Conditions: bare expressions whose result is a boolean. */
final class Conditions {

    private final JinjaTemplar templar;
    private final TemplateHost host;
    private final Variables variables;

    Conditions(JinjaTemplar templar, Variables variables) {
        this.templar = templar;
        this.host = templar.host();
        this.variables = variables;
    }

    /** Whether it holds. */
    boolean holds(Value condition) {
        return switch (condition) {
            case Value.Bool(var truth) -> truth;
            case Value.Text text -> JinjaTemplar.bounded(() -> conditionText(text), text.origin());
            case Value.Nil nil -> throw broken("Empty conditional expressions are not allowed.", Origin.NONE);
            default -> judged(condition, Origin.NONE);
        };
    }

    private boolean conditionText(Value.Text text) {
        if (text.text().isBlank() || isComment(text.text().strip())) {
            throw broken("Empty conditional expressions are not allowed.", text.origin());
        }
        if (text.unsafe()) {
            throw JinjaTemplar.untrusted(text);
        }
        if (!JinjaTemplar.isTemplate(text.text().strip())) {
            return judged(conditionValue(text), text.origin());
        }
        var evaluation = new Evaluation(templar, variables);
        Value value;
        try {
            value = evaluation.deep(templar.evaluate(text, evaluation));
        } catch (Mistake e) {
            throw new TemplateException(
                    e.kind(),
                    "Error while evaluating conditional: " + e.getMessage(),
                    evaluation.located(e, text.origin()).origin());
        }
        host.warn("a condition is a bare expression: leave the {{ }} out", text.origin());
        if (value instanceof Value.Text inner && isBoolean(inner.text()) && !host.strict()) {
            return inner.text().equalsIgnoreCase("true");
        }
        if (value instanceof Value.Text inner) {
            if (inner.unsafe()) {
                throw JinjaTemplar.untrusted(Value.Text.data(inner.text()));
            }
            return judged(conditionValue(Value.Text.written(inner.text(), text.origin())), text.origin());
        }
        return judged(value, text.origin());
    }

    private static boolean isComment(String text) {
        return text.startsWith("{#") && text.indexOf("#}") == text.length() - 2;
    }

    private static boolean isBoolean(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private Value conditionValue(Value.Text text) {
        var evaluation = new Evaluation(templar, variables);
        try {
            var source = templar.scalar(text, true);
            var value = evaluation.deep(new Evaluator(evaluation, source, Frame.top()).eval(templar.compiled(source)));
            return Py.defined(value);
        } catch (TemplateException e) {
            String message =
                    e.kind() == Kind.SYNTAX ? e.getMessage() : "Error while evaluating conditional: " + e.getMessage();
            throw new TemplateException(e.kind(), message, e.origin());
        } catch (Mistake e) {
            throw new TemplateException(
                    e.kind(),
                    "Error while evaluating conditional: " + e.getMessage(),
                    evaluation.located(e, text.origin()).origin());
        }
    }

    /** A condition's value as a boolean; of another type only where older versions are followed. */
    private boolean judged(Value value, Origin origin) {
        if (value instanceof Value.Bool(var truth)) {
            return truth;
        }
        if (value instanceof Opaques.Omit) {
            throw new TemplateException(Kind.OMITTED, "A template was resolved to an Omit scalar.", origin);
        }
        if (value instanceof Opaques.Callable) {
            throw new TemplateException(
                    Kind.TYPE, "Type '" + Py.typeName(value) + "' is unsupported for variable storage.", origin);
        }
        if (value instanceof Opaques.Nothing && host.strict()) {
            throw new TemplateException(Kind.TYPE, Opaques.Nothing.unsupported().getMessage(), origin);
        }
        boolean truth;
        try {
            truth = Py.truth(value);
        } catch (Mistake e) {
            throw new TemplateException(e.kind(), e.getMessage(), origin);
        }
        String message = "Conditional result (" + (truth ? "True" : "False") + ") was derived from value of type '"
                + Py.typeName(value) + "' at '" + (origin.known() ? origin : "<unknown>")
                + "'. Conditionals must have a boolean result.";
        if (host.strict()) {
            throw broken(message, origin);
        }
        host.warn(message, origin);
        return truth;
    }

    private static TemplateException broken(String message, Origin origin) {
        return new TemplateException(Kind.BROKEN_CONDITIONAL, message, origin);
    }
}
