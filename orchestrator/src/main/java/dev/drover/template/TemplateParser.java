package dev.drover.template;

import dev.drover.template.Token.Type;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses templates: data, prints and statements. */
final class TemplateParser extends TagParser {

    private static final int MAX_DEPTH = 100;
    private int blocks;
    private int loops;
    private final TemplateOptions options;
    private final Set<String> blockNames = new HashSet<>();

    private TemplateParser(List<Token> tokens, TemplateOptions options) {
        super(tokens);
        this.options = options;
    }

    /** @param raw whether backslashes in constants between {@code {{ }}} mean themselves */
    static List<Statement> parse(String source, TemplateOptions options, boolean raw) {
        var body = unchecked(source, options, raw);
        Assertions.check(body, options.dialect());
        return body;
    }

    /** As {@link #parse}, but filters and tests may be unknown. */
    static List<Statement> unchecked(String source, TemplateOptions options, boolean raw) {
        var parser = new TemplateParser(Lexer.template(source, options, raw), options);
        var body = parser.body(Set.of());
        if (parser.peek().type() != Type.END) {
            throw parser.unexpected(
                    "Encountered unknown tag '" + parser.ahead(1).text() + "'.");
        }
        return body;
    }

    /** Statements up to one of these words or the end. The block's opening is not taken. */
    private List<Statement> body(Set<String> ends) {
        if (++blocks > MAX_DEPTH) {
            throw unexpected("blocks are nested too deeply");
        }
        var body = new ArrayList<Statement>();
        while (true) {
            var token = peek();
            switch (token.type()) {
                case END -> {
                    if (!ends.isEmpty()) {
                        throw unexpected("Unexpected end of template. Jinja was looking for the following tags: "
                                + String.join(
                                        " or ",
                                        ends.stream()
                                                .sorted()
                                                .map(end -> "'" + end + "'")
                                                .toList())
                                + ".");
                    }
                    blocks--;
                    return List.copyOf(body);
                }
                case DATA -> body.add(new Statement.Data(Value.Text.data(take().text()), token.at()));
                case VARIABLE_BEGIN -> {
                    take();
                    body.add(new Statement.Print(tuple(true), token.at()));
                    if (peek().type() != Type.VARIABLE_END) {
                        throw unexpected("expected token 'end of print statement', got " + peek().described());
                    }
                    take();
                }
                case BLOCK_BEGIN -> {
                    if (ends.contains(ahead(1).text())) {
                        blocks--;
                        return List.copyOf(body);
                    }
                    take();
                    body.add(statement());
                }
                default -> throw unexpected("unexpected " + token.described());
            }
        }
    }

    /** Takes {@code {% word %}}. */
    private void close(String word) {
        take();
        if (!takeName(word)) {
            throw unexpected("expected '" + word + "'");
        }
        end();
    }

    private Statement statement() {
        var token = peek();
        String word = expectName();
        return switch (word) {
            case "if" -> ifStatement(token.at());
            case "for" -> forStatement(token.at());
            case "set" -> setStatement(token.at());
            case "with" -> with(token.at());
            case "macro" -> macro(token.at());
            case "call" -> call(token.at());
            case "filter" -> filterBlock(token.at());
            case "include" -> include(token.at());
            case "import" -> importStatement(token.at());
            case "from" -> fromImport(token.at());
            case "print" -> prints(token.at());
            case "do" -> {
                enabled(Extension.DO, token);
                var expression = tuple(true);
                end();
                yield new Statement.Do(expression, token.at());
            }
            case "break" -> {
                inLoop(token);
                end();
                yield new Statement.Break(token.at());
            }
            case "continue" -> {
                inLoop(token);
                end();
                yield new Statement.Continue(token.at());
            }
            case "extends" -> {
                var name = expression();
                end();
                yield new Statement.Extends(name, token.at());
            }
            case "block" -> block(token.at());
            case "autoescape" -> {
                var enabled = expression();
                end();
                var body = body(Set.of("endautoescape"));
                close("endautoescape");
                yield new Statement.Autoescape(enabled, body, token.at());
            }
            default -> throw new SyntaxMistake("Encountered unknown tag '" + word + "'.", token.at());
        };
    }

    private void enabled(Extension extension, Token word) {
        if (!options.extensions().contains(extension)) {
            String name = extension == Extension.DO ? "jinja2.ext.do" : "jinja2.ext.loopcontrols";
            throw new SyntaxMistake(
                    "Encountered unknown tag '" + word.text() + "'. It is enabled by jinja2_extensions = " + name
                            + " under [defaults] in ansible.cfg.",
                    word.at());
        }
    }

    private void inLoop(Token word) {
        enabled(Extension.LOOP_CONTROLS, word);
        if (loops == 0) {
            throw new SyntaxMistake(TemplateException.Kind.RUNTIME, "'" + word.text() + "' outside loop", word.at());
        }
    }

    /** A body that is run apart from the loops around it. */
    private List<Statement> apart(String end) {
        int around = loops;
        loops = 0;
        var body = body(Set.of(end));
        loops = around;
        return body;
    }

    private Statement prints(int at) {
        var prints = new ArrayList<Statement>();
        while (peek().type() != Type.BLOCK_END) {
            if (!prints.isEmpty()) {
                expectOperator(",");
            }
            prints.add(new Statement.Print(expression(), peek().at()));
        }
        end();
        return new Statement.With(List.of(), List.copyOf(prints), at);
    }

    private Statement ifStatement(int at) {
        var branches = new ArrayList<Statement.Branch>();
        var condition = tuple(true);
        end();
        while (true) {
            var body = body(Set.of("elif", "else", "endif"));
            branches.add(new Statement.Branch(condition, body));
            take();
            if (takeName("elif")) {
                condition = tuple(true);
                end();
                continue;
            }
            List<Statement> otherwise = List.of();
            if (takeName("else")) {
                end();
                otherwise = body(Set.of("endif"));
                take();
            }
            if (!takeName("endif")) {
                throw unexpected("expected 'endif'");
            }
            end();
            return new Statement.If(List.copyOf(branches), otherwise, at);
        }
    }

    private Statement forStatement(int at) {
        var target = target(false);
        if (!takeName("in")) {
            throw unexpected("expected token 'in', got " + peek().described());
        }
        var source = tuple(false);
        Optional<Expr> condition = takeName("if") ? Optional.of(expression()) : Optional.empty();
        boolean recursive = takeName("recursive");
        end();
        loops++;
        var body = body(Set.of("else", "endfor"));
        loops--;
        take();
        List<Statement> otherwise = List.of();
        if (takeName("else")) {
            end();
            otherwise = body(Set.of("endfor"));
            take();
        }
        if (!takeName("endfor")) {
            throw unexpected("expected 'endfor'");
        }
        end();
        return new Statement.For(target, source, condition, recursive, body, otherwise, Mentions.in(body, "loop"), at);
    }

    private Statement setStatement(int at) {
        var target = target(true);
        if (takeOperator("=")) {
            var value = tuple(true);
            end();
            return new Statement.Set(target, value, at);
        }
        Optional<Expr.Filter> filter = Optional.empty();
        while (takeOperator("|")) {
            Expr input = filter.<Expr>map(inner -> inner).orElse(new Expr.Name(BODY, peek().at()));
            filter = Optional.of(filter(input, peek().at()));
        }
        end();
        var body = body(Set.of("endset"));
        close("endset");
        return new Statement.SetBlock(target, filter, body, at);
    }

    /** The name under which a block's text reaches the filters applied to it; no template can write it. */
    static final String BODY = " body";

    private Statement with(int at) {
        var assignments = new ArrayList<Statement.Assignment>();
        while (peek().type() != Type.BLOCK_END) {
            if (!assignments.isEmpty()) {
                expectOperator(",");
            }
            var name = new Statement.Target.Name(expectName());
            expectOperator("=");
            assignments.add(new Statement.Assignment(name, expression()));
        }
        end();
        var body = body(Set.of("endwith"));
        close("endwith");
        return new Statement.With(List.copyOf(assignments), body, at);
    }

    private static Statement.Body body(List<Statement> statements) {
        return new Statement.Body(
                statements,
                Mentions.in(statements, "varargs"),
                Mentions.in(statements, "kwargs"),
                Mentions.in(statements, "caller"));
    }

    private Statement macro(int at) {
        String name = expectName();
        var parameters = parameters();
        end();
        var body = apart("endmacro");
        close("endmacro");
        return new Statement.Macro(name, parameters, body(body), at);
    }

    private Statement call(int at) {
        List<Statement.Parameter> parameters = isOperator("(") ? parameters() : List.of();
        if (!(expression() instanceof Expr.Call call)) {
            throw unexpected("expected call");
        }
        end();
        var body = apart("endcall");
        close("endcall");
        return new Statement.CallBlock(call, parameters, body(body), at);
    }

    private Statement filterBlock(int at) {
        var filter = filter(new Expr.Name(BODY, peek().at()), peek().at());
        while (takeOperator("|")) {
            filter = filter(filter, peek().at());
        }
        end();
        var body = body(Set.of("endfilter"));
        close("endfilter");
        return new Statement.FilterBlock(filter, body, at);
    }

    private Statement block(int at) {
        String name = expectName();
        if (!blockNames.add(name)) {
            throw new SyntaxMistake("block '" + name + "' defined twice", at);
        }
        boolean scoped = takeName("scoped");
        boolean required = takeName("required");
        end();
        var body = apart("endblock");
        if (required
                && !body.stream()
                        .allMatch(part -> part instanceof Statement.Data(var text, var place)
                                && text.text().isBlank())) {
            throw new SyntaxMistake("Required blocks can only contain comments or whitespace", at);
        }
        take();
        if (!takeName("endblock")) {
            throw unexpected("expected 'endblock'");
        }
        takeName(name);
        end();
        return new Statement.Block(name, body, scoped, required, at);
    }
}
