package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.List;

/** Brings in other templates. */
record Imports(Evaluator evaluator) {

    /** The nodes of the template that an {@code include} names. */
    List<Value> included(Statement.Include include) {
        evaluator.evaluation.deeper();
        try {
            var name = evaluator.eval(include.names());
            var loaded = evaluator.evaluation.templar.load(name, evaluator, include.at());
            var frame = include.withContext() ? evaluator.frame.included() : Frame.alone();
            return Renderer.nodes(loaded.body(), new Evaluator(evaluator.evaluation, loaded.source(), frame));
        } catch (TemplateException e) {
            if (!include.ignoreMissing() || e.kind() != Kind.TEMPLATE_NOT_FOUND) {
                throw e;
            }
            return List.of();
        } catch (Mistake e) {
            throw evaluator.evaluation.located(e, evaluator.source, include.at());
        } finally {
            evaluator.evaluation.shallower();
        }
    }

    /** What another template exports. */
    Opaques.Module module(Expr name, boolean context, int at) {
        var loaded = evaluator.evaluation.templar.load(evaluator.eval(name), evaluator, at);
        return context
                ? module(loaded, evaluator.frame.included())
                : evaluator.evaluation.module(loaded.source().origin().file(), () -> module(loaded, Frame.alone()));
    }

    private Opaques.Module module(JinjaTemplar.Loaded loaded, Frame frame) {
        evaluator.evaluation.deeper();
        try {
            var inside = new Evaluator(evaluator.evaluation, loaded.source(), frame);
            var text = Nodes.text(Renderer.nodes(loaded.body(), inside), evaluator.evaluation);
            var exports = new LinkedHashMap<>(frame.names());
            exports.keySet().removeIf(exported -> exported.startsWith("_"));
            return new Opaques.Module(exports, text);
        } finally {
            evaluator.evaluation.shallower();
        }
    }
}
