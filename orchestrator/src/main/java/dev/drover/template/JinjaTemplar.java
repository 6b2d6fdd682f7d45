package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Jinja2 with Ansible's native results, as ansible-core 2.19 and later have them. What it has parsed it keeps. */
public final class JinjaTemplar implements Templar {

    private static final int MAX_KEPT = 20_000;

    /** A template that was parsed. */
    record Loaded(List<Statement> body, Source source) {}

    private record Key(String text, TemplateOptions options, boolean raw, boolean complete) {}

    private final TemplateHost host;
    private final TemplateOptions defaults;
    private final Map<Key, List<Statement>> templates = new ConcurrentHashMap<>();
    private final Map<String, Expr> expressions = new ConcurrentHashMap<>();

    public JinjaTemplar(TemplateHost host) {
        this(host, Set.of());
    }

    /** @param extensions statements that templates may use beside the usual ones: {@code jinja2_extensions} of {@code ansible.cfg} */
    public JinjaTemplar(TemplateHost host, Set<Extension> extensions) {
        this.host = host;
        this.defaults = TemplateOptions.DEFAULT.withExtensions(extensions);
    }

    /** How included templates are read. */
    TemplateOptions included() {
        return defaults;
    }

    TemplateHost host() {
        return host;
    }

    /** The name of a value's type as {@code type_debug} gives it: {@code str}, {@code list}, {@code NoneType}. */
    public static String typeName(Value value) {
        return Py.typeName(value);
    }

    /** Whether a text is a template at all. */
    public static boolean holdsTemplate(String text) {
        for (int i = text.indexOf('{'); i >= 0 && i + 1 < text.length(); i = text.indexOf('{', i + 1)) {
            char next = text.charAt(i + 1);
            if (next == '{' || next == '%' || next == '#') {
                return true;
            }
        }
        return text.startsWith(HeaderOptions.MARK);
    }

    @Override
    public Value resolve(Value value, Variables variables) {
        var evaluation = new Evaluation(this, variables);
        try {
            return bounded(() -> Nodes.finished(evaluation.lazy(value), evaluation), originOf(value));
        } catch (Mistake e) {
            throw evaluation.located(e, originOf(value));
        }
    }

    /** What the work yields; one that is nested too deeply ends in an error of its own. */
    static <T> T bounded(java.util.function.Supplier<T> work, Origin origin) {
        try {
            return work.get();
        } catch (StackOverflowError e) {
            throw new TemplateException(
                    Kind.RECURSION, "Recursive loop detected in template: nested too deeply", origin);
        }
    }

    private static Origin originOf(Value value) {
        return switch (value) {
            case Value.Text text -> text.origin();
            case Value.Sequence(var items) ->
                items.stream()
                        .map(JinjaTemplar::originOf)
                        .filter(Origin::known)
                        .findFirst()
                        .orElse(Origin.NONE);
            case Value.Mapping(var entries) ->
                entries.keySet().stream()
                        .map(JinjaTemplar::originOf)
                        .filter(Origin::known)
                        .findFirst()
                        .orElse(Origin.NONE);
            default -> Origin.NONE;
        };
    }

    /** The value of a trusted text that holds a template. */
    Value evaluate(Value.Text text, Evaluation evaluation) {
        var header = HeaderOptions.split(text.text(), text.origin());
        String whole = normalized(header.body());
        var source = new Source(whole, text.origin())
                .in(new Source.Scalar(
                        text.text(), text.text().length() - header.body().length(), host));
        var body = parsed(source, header.options(defaults, host), true, true);
        var evaluator = new Evaluator(evaluation, source, Frame.top());
        try {
            return withNewlines(whole, Nodes.concat(Renderer.nodes(body, evaluator), evaluation), "\n");
        } catch (Mistake e) {
            throw evaluation.located(e, source, 0);
        }
    }

    private static String withoutLastNewline(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** A text with at least as many newlines at its end as its template has. */
    private static Value withNewlines(String template, Value value, String newline) {
        if (!(value instanceof Value.Text text)) {
            return value;
        }
        int missing = newlines(template) - newlines(text.text());
        return missing <= 0 ? value : Py.derived(text.text() + newline.repeat(missing), text);
    }

    private static int newlines(String text) {
        int end = text.length();
        int count = 0;
        while (end > 0 && text.charAt(end - 1) == '\n') {
            count++;
            end -= end > 1 && text.charAt(end - 2) == '\r' ? 2 : 1;
        }
        return count;
    }

    /**
     * @param raw whether backslashes in constants between {@code {{ }}} mean themselves, as in texts of playbooks
     * @param complete whether the last newline is to be left out; known templates are found by the text as it is, since its hash is known
     */
    private List<Statement> parsed(Source source, TemplateOptions options, boolean raw, boolean complete) {
        var key = new Key(source.text(), options, raw, complete);
        var known = templates.get(key);
        if (known != null) {
            return known;
        }
        try {
            var body = TemplateParser.parse(complete ? withoutLastNewline(source.text()) : source.text(), options, raw);
            if (templates.size() < MAX_KEPT) {
                templates.put(key, body);
            }
            return body;
        } catch (SyntaxMistake e) {
            throw new TemplateException(
                    e.kind(), "Syntax error in template: " + e.getMessage(), () -> source.place(e.at()));
        }
    }

    @Override
    public Value expression(Value.Text expression, Variables variables) {
        if (expression.unsafe() && holdsTemplate(expression.text())) {
            throw untrusted(expression);
        }
        var evaluation = new Evaluation(this, variables);
        var source = scalar(expression, false);
        try {
            return bounded(
                    () -> Nodes.finished(
                            new Evaluator(evaluation, source, Frame.top()).eval(compiled(source)), evaluation),
                    source.origin());
        } catch (Mistake e) {
            throw evaluation.located(e, source, 0);
        }
    }

    Source scalar(Value.Text text, boolean rendersConstants) {
        return new Source(text.text(), text.origin(), rendersConstants).in(new Source.Scalar(text.text(), 0, host));
    }

    Expr compiled(Source source) {
        var known = expressions.get(source.text());
        if (known != null) {
            return known;
        }
        try {
            var expression = ExpressionParser.whole(source.text());
            Assertions.check(expression, Dialect.ANSIBLE);
            if (expressions.size() < MAX_KEPT) {
                expressions.put(source.text(), expression);
            }
            return expression;
        } catch (SyntaxMistake e) {
            String delimiters =
                    holdsTemplate(source.text()) ? ". Template delimiters are not supported in expressions" : "";
            throw new TemplateException(
                    e.kind(),
                    "Syntax error in expression" + delimiters + ": " + e.getMessage(),
                    () -> source.place(e.at()));
        }
    }

    /** Whether all of a condition stands in delimiters, from the first to the last character. */
    static boolean isTemplate(String text) {
        return (text.startsWith("{{") || text.startsWith("{%")) && (text.endsWith("}}") || text.endsWith("%}"));
    }

    static TemplateException untrusted(Value.Text text) {
        return new TemplateException(Kind.UNTRUSTED, "Encountered untrusted template or expression.", text.origin());
    }

    @Override
    public boolean condition(Value condition, Variables variables) {
        return new Conditions(this, variables).holds(condition);
    }

    @Override
    public String render(Value.Text text, TemplateOptions options, Variables variables) {
        var value = bounded(() -> file(text, options, variables), text.origin());
        return switch (value) {
            case Value.Nil nothing -> "";
            case ByteString bytes -> bytes.decoded();
            default -> PyText.str(value);
        };
    }

    /** What a template file yields, before it becomes text. */
    Value file(Value.Text text, TemplateOptions options, Variables variables) {
        if (!options.dialect().ansible()) {
            return plainly(text, options, variables);
        }
        if (options.meansItself(text.text()) && !text.text().contains(HeaderOptions.MARK)) {
            return text;
        }
        var header = HeaderOptions.split(text.text(), text.origin());
        var origin =
                header.lines() == 0 ? text.origin() : new Origin(text.origin().file(), 1 + header.lines(), 1);
        String whole = normalized(header.body());
        var source = new Source(whole, origin);
        var applied = header.options(options.withExtensions(defaults.extensions()), host);
        var body = parsed(source, applied, false, true);
        var evaluation = new Evaluation(this, variables);
        try {
            var nodes = Renderer.nodes(body, new Evaluator(evaluation, source, Frame.top()));
            return Nodes.fileValue(
                    withNewlines(whole, Nodes.concat(nodes, evaluation), options.newlineSequence()), evaluation);
        } catch (Mistake e) {
            throw evaluation.located(e, source, 0);
        }
    }

    /** As Jinja itself renders a template. */
    private Value plainly(Value.Text text, TemplateOptions options, Variables variables) {
        String whole = normalized(text.text());
        var source = new Source(options.keepsLastNewline() ? whole : withoutLastNewline(whole), text.origin());
        var body = parsed(source, options, false, false);
        var evaluation = new Evaluation(this, variables, options.dialect(), options);
        try {
            return Nodes.concat(Renderer.nodes(body, new Evaluator(evaluation, source, Frame.top())), evaluation);
        } catch (Mistake e) {
            throw evaluation.located(e, source, 0);
        }
    }

    /** The value of a bare expression in plain Jinja; None where it is undefined. */
    public Value expression(Value.Text expression, TemplateOptions options, Variables variables) {
        var evaluation = new Evaluation(this, variables, options.dialect(), options);
        var source = scalar(expression, false);
        try {
            var value = bounded(
                    () -> new Evaluator(evaluation, source, Frame.top()).eval(compiled(source)), source.origin());
            return value instanceof Opaques.Nothing ? Value.NIL : value;
        } catch (Mistake e) {
            throw evaluation.located(e, source, 0);
        }
    }

    static String normalized(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** The template that an include, import or extends names: the first of several that is there. */
    Loaded load(Value names, Evaluator evaluator, int at) {
        var candidates = names instanceof Value.Sequence(var items) ? items : List.of(names);
        var places = new ArrayList<String>();
        for (var candidate : candidates) {
            String name = PyText.str(Py.defined(candidate));
            for (var path : Lookups.places("templates", name, evaluator)) {
                if (Files.isRegularFile(path)) {
                    return read(path, evaluator, at);
                }
                places.add(path.toString());
            }
        }
        throw new TemplateException(
                Kind.TEMPLATE_NOT_FOUND,
                "there is no template " + PyText.str(candidates.getFirst()) + "; looked for "
                        + String.join(", ", places),
                evaluator.source.place(at));
    }

    private Loaded read(Path path, Evaluator evaluator, int at) {
        try {
            String text = normalized(new String(host.read(path), StandardCharsets.UTF_8));
            var options = evaluator.evaluation.options;
            // an included template loses its last newline
            String body = options.keepsLastNewline() ? text : withoutLastNewline(text);
            var source = new Source(body, new Origin(path.toString(), 1, 1));
            return new Loaded(parsed(source, options, false, false), source);
        } catch (IOException e) {
            throw new TemplateException(
                    Kind.TEMPLATE_NOT_FOUND, path + " can't be read: " + e.getMessage(), evaluator.source.place(at));
        }
    }

    @Override
    public boolean isOmit(Value value) {
        return value instanceof Opaques.Omit;
    }
}
