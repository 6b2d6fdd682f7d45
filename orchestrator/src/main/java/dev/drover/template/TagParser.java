package dev.drover.template;

import dev.drover.template.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses what stands in one tag: what is assigned to, parameters, and what is brought in from other templates. */
abstract class TagParser extends ExpressionParser {

    private static final Set<String> CONSTANTS = Set.of("true", "True", "false", "False", "none", "None");

    TagParser(List<Token> tokens) {
        super(tokens);
    }

    void end() {
        takeOperator(":"); // as Python would have it
        if (peek().type() != Type.BLOCK_END) {
            throw unexpected("expected token 'end of statement block', got " + peek().described());
        }
        take();
    }

    /** @param attributes whether an attribute of a namespace may stand there */
    Statement.Target target(boolean attributes) {
        var targets = new ArrayList<Statement.Target>();
        boolean several = false;
        do {
            if (!targets.isEmpty() && (isName("in") || isOperator("="))) {
                break;
            }
            if (takeOperator("(")) {
                targets.add(target(attributes));
                expectOperator(")");
            } else {
                int at = peek().at();
                String name = assignable(expectName(), at);
                targets.add(
                        attributes && takeOperator(".")
                                ? new Statement.Target.NamespaceAttribute(name, expectName())
                                : new Statement.Target.Name(name));
            }
            several |= isOperator(",");
        } while (takeOperator(","));
        return several ? new Statement.Target.Names(List.copyOf(targets)) : targets.getFirst();
    }

    private static String assignable(String name, int at) {
        if (CONSTANTS.contains(name)) {
            throw new SyntaxMistake("can't assign to 'const'", at);
        }
        return name;
    }

    List<Statement.Parameter> parameters() {
        var parameters = new ArrayList<Statement.Parameter>();
        expectOperator("(");
        while (!isOperator(")")) {
            if (!parameters.isEmpty()) {
                expectOperator(",");
            }
            int at = peek().at();
            String name = assignable(expectName(), at);
            Optional<Expr> otherwise = takeOperator("=") ? Optional.of(expression()) : Optional.empty();
            if (otherwise.isEmpty()
                    && !parameters.isEmpty()
                    && parameters.getLast().otherwise().isPresent()) {
                throw new SyntaxMistake("non-default argument follows default argument", at);
            }
            if (parameters.stream().anyMatch(other -> other.name().equals(name))) {
                throw new SyntaxMistake(
                        TemplateException.Kind.RUNTIME, "duplicate argument '" + name + "' in function definition", at);
            }
            parameters.add(new Statement.Parameter(name, otherwise));
        }
        take();
        return List.copyOf(parameters);
    }

    Statement include(int at) {
        var names = expression();
        boolean ignoreMissing = isName("ignore") && ahead(1).is(Type.NAME, "missing");
        if (ignoreMissing) {
            take();
            take();
        }
        boolean context = givenContext().orElse(true);
        end();
        return new Statement.Include(names, ignoreMissing, context, at);
    }

    /** {@code with context} or {@code without context}, if either stands here. */
    private Optional<Boolean> givenContext() {
        if ((isName("with") || isName("without")) && ahead(1).is(Type.NAME, "context")) {
            boolean with = take().text().equals("with");
            take();
            return Optional.of(with);
        }
        return Optional.empty();
    }

    Statement importStatement(int at) {
        var name = expression();
        if (!takeName("as")) {
            throw unexpected("expected token 'as', got " + peek().described());
        }
        int named = peek().at();
        String as = assignable(expectName(), named);
        boolean context = givenContext().orElse(false);
        end();
        return new Statement.Import(name, as, context, at);
    }

    Statement fromImport(int at) {
        var name = expression();
        if (!takeName("import")) {
            throw unexpected("expected token 'import', got " + peek().described());
        }
        var names = new ArrayList<Statement.Imported>();
        Optional<Boolean> context = Optional.empty();
        do {
            context = givenContext();
            if (context.isPresent()) {
                break;
            }
            if (peek().text().startsWith("_") && peek().type() == Type.NAME) {
                throw unexpected("names starting with an underline can not be imported");
            }
            String imported = expectName();
            names.add(new Statement.Imported(imported, takeName("as") ? expectName() : imported));
            context = givenContext();
        } while (context.isEmpty() && takeOperator(","));
        end();
        return new Statement.FromImport(name, List.copyOf(names), context.orElse(false), at);
    }
}
