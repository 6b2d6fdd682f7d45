package dev.drover.template;

import dev.drover.value.Code;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Looks through templates without evaluating them. */
public final class Analyzer {

    private Analyzer() {}

    /** {@link #analyse(Value.Text, Form, TemplateOptions, Set)} of one that nothing brings in. */
    public static Analysis analyse(Value.Text text, Form form, TemplateOptions options) {
        return analyse(text, form, options, Set.of());
    }

    /**
     * What is known of a template. Text that is never evaluated, because it holds no template or is not trusted, has nothing to
     * be known.
     *
     * @param options how a file is read; other forms have none
     * @param visible names that are set where the template is brought in
     */
    public static Analysis analyse(Value.Text text, Form form, TemplateOptions options, Set<String> visible) {
        if (text.unsafe()) {
            return Analysis.EMPTY;
        }
        return switch (form) {
            case TEXT ->
                JinjaTemplar.holdsTemplate(text.text())
                        ? template(text, TemplateOptions.DEFAULT, true, visible)
                        : Analysis.EMPTY;
            case FILE -> template(text, options, false, visible);
            case EXPRESSION -> expression(text, false, visible);
            case CONDITION ->
                JinjaTemplar.isTemplate(text.text().strip())
                        ? template(text, TemplateOptions.DEFAULT, true, visible)
                        : expression(text, true, visible);
        };
    }

    /** @param raw whether it is a value in a YAML file, where backslashes mean themselves */
    private static Analysis template(Value.Text text, TemplateOptions options, boolean raw, Set<String> visible) {
        var header = HeaderOptions.split(text.text(), text.origin());
        int skipped = text.text().length() - header.body().length();
        var origin = raw || header.lines() == 0
                ? text.origin()
                : new Origin(
                        text.origin().file(),
                        text.origin().line() + header.lines(),
                        text.origin().column());
        var file = new Source(JinjaTemplar.normalized(header.body()), origin);
        var source = raw ? file.in(new Source.Scalar(text.text(), skipped, new ReadingHost())) : file;
        return parsed("template", source, () -> {
            var body = TemplateParser.unchecked(source.text(), header.options(options), raw);
            var findings = new Findings(source);
            new StatementAnalysis(findings).template(body, NameScope.of(visible));
            return findings.analysis();
        });
    }

    private static Analysis expression(Value.Text text, boolean rendersConstants, Set<String> visible) {
        var source = new Source(text.text(), text.origin(), rendersConstants)
                .in(new Source.Scalar(text.text(), 0, new ReadingHost()));
        return parsed("expression", source, () -> {
            var findings = new Findings(source);
            new ExpressionAnalysis(findings).result(ExpressionParser.whole(source.text()), NameScope.of(visible));
            return findings.analysis();
        });
    }

    private static Analysis parsed(String what, Source source, Supplier<Analysis> parse) {
        try {
            return parse.get();
        } catch (SyntaxMistake e) {
            return mistaken(new Problem(
                    Code.TEMPLATE_SYNTAX, "syntax error in " + what + ": " + e.getMessage(), source.place(e.at())));
        } catch (TemplateException e) {
            return mistaken(new Problem(
                    Code.TEMPLATE_SYNTAX, e.getMessage(), e.origin().known() ? e.origin() : source.place(0)));
        }
    }

    private static Analysis mistaken(Problem problem) {
        return new Analysis(List.of(), List.of(problem), List.of(), false);
    }
}
