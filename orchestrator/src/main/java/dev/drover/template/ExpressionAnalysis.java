package dev.drover.template;

import dev.drover.template.Analysis.Certainty;
import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through the expressions of a template.
 *
 * <p>An undefined variable does not fail at once: attributes, filters and calls of it are undefined too, until somebody needs a
 * value. So each expression is looked at with two certainties: {@code needed} for what it fails at itself, {@code passed} for what
 * it only passes on to where it stands.
 */
final class ExpressionAnalysis {

    /** The names that every template knows. */
    private static final Set<String> GLOBALS = Set.of(
            "range",
            "dict",
            "lipsum",
            "cycler",
            "joiner",
            "namespace",
            "lookup",
            "query",
            "q",
            "now",
            "undef",
            "omit",
            "self");

    private static final Set<String> LOOKUPS = Set.of("lookup", "query", "q");
    private static final Set<String> SHIELDS = Set.of("default", "d");
    private static final String ALL_VARIABLES = "vars";

    private final Findings findings;

    ExpressionAnalysis(Findings findings) {
        this.findings = findings;
    }

    /** Certainties of an expression and the names that are set around it. */
    private record Place(NameScope scope, Certainty needed, Certainty passed) {

        /** For what fails here if it is undefined. */
        Place strict() {
            return new Place(scope, needed, needed);
        }

        /** For what may be undefined without harm, or at most for what this is made of. */
        Place passing(Certainty at) {
            return new Place(scope, needed, passed.or(at));
        }

        /** For what may not be evaluated at all, where these names were asked about. */
        Place branch(Set<String> asked) {
            return new Place(scope.asked(asked), needed.or(Certainty.IN_BRANCH), passed.or(Certainty.IN_BRANCH));
        }
    }

    /** An expression whose value must be there: a bare expression. */
    void result(Expr expression, NameScope scope) {
        printed(expression, new Place(scope, Certainty.CERTAIN, Certainty.CERTAIN));
    }

    /** One whose value must be there if it is evaluated. */
    void needed(Expr expression, NameScope scope, Certainty reached) {
        look(expression, new Place(scope, reached, reached));
    }

    /** One that is printed: nothing in it may be undefined. */
    void printed(Expr expression, NameScope scope, Certainty reached) {
        printed(expression, new Place(scope, reached, reached));
    }

    /** One whose value may be undefined, such as what is assigned. */
    void passed(Expr expression, NameScope scope, Certainty reached) {
        look(expression, new Place(scope, reached, reached.or(Certainty.IN_BRANCH)));
    }

    /** A condition; the names that it asks about. */
    Set<String> condition(Expr expression, NameScope scope, Certainty reached) {
        int before = findings.count();
        needed(expression, scope, reached);
        return findings.askedSince(before);
    }

    private void printed(Expr expression, Place place) {
        switch (expression) {
            case Expr.ListOf(var items, var at) -> items.forEach(item -> printed(item, place));
            case Expr.TupleOf(var items, var at) -> items.forEach(item -> printed(item, place));
            case Expr.DictOf(var pairs, var at) ->
                pairs.forEach(pair -> {
                    look(pair.key(), place.strict());
                    printed(pair.value(), place);
                });
            default -> look(expression, place);
        }
    }

    private void look(Expr expression, Place place) {
        switch (expression) {
            case Expr.Constant(var value, var at) -> constant(value, at, findings.source.rendersConstants(), place);
            case Expr.Name(var name, var at) -> name(name, at, place);
            // what is in a container is only needed when somebody looks at it
            case Expr.ListOf(var items, var at) -> all(items, place.passing(Certainty.IN_BRANCH));
            case Expr.TupleOf(var items, var at) -> all(items, place.passing(Certainty.IN_BRANCH));
            case Expr.DictOf(var pairs, var at) ->
                pairs.forEach(pair -> {
                    look(pair.key(), place.strict());
                    look(pair.value(), place.passing(Certainty.IN_BRANCH));
                });
            case Expr.Attribute attribute -> attribute(attribute, place);
            case Expr.Item item -> item(item, place);
            case Expr.Slice(var of, var from, var to, var step, var at) -> {
                look(of, place.strict());
                List.of(from, to, step).forEach(bound -> bound.ifPresent(one -> look(one, place.strict())));
            }
            case Expr.Call call -> call(call, place);
            case Expr.Filter filter -> filter(filter, place);
            case Expr.Test test -> test(test, place);
            case Expr.Unary(var operator, var operand, var at) -> look(operand, place.strict());
            case Expr.Binary(var operator, var left, var right, var at) -> all(List.of(left, right), place.strict());
            case Expr.And(var left, var right, var at) -> either(left, right, place);
            case Expr.Or(var left, var right, var at) -> either(left, right, place);
            case Expr.Not(var operand, var at) -> look(operand, place.strict());
            case Expr.Concat(var parts, var at) -> all(parts, place.strict());
            case Expr.Compare compare -> compare(compare, place);
            case Expr.Conditional(var condition, var then, var otherwise, var at) -> {
                var asked = asked(condition, place);
                look(then, place.branch(asked));
                otherwise.ifPresent(other -> look(other, place.branch(asked)));
            }
        }
    }

    private void all(List<Expr> expressions, Place place) {
        expressions.forEach(expression -> look(expression, place));
    }

    private Set<String> asked(Expr condition, Place place) {
        int before = findings.count();
        look(condition, place.strict());
        return findings.askedSince(before);
    }

    private void either(Expr left, Expr right, Place place) {
        var asked = asked(left, place);
        look(right, place.branch(asked));
    }

    /** A text constant that is a template itself. */
    private void constant(Value value, int at, boolean rendered, Place place) {
        if (rendered && value instanceof Value.Text text && JinjaTemplar.holdsTemplate(text.text())) {
            // the constant begins behind its quotation mark
            var inner = Value.Text.written(text.text(), findings.source.place(at + 1));
            findings.add(
                    Analyzer.analyse(
                            inner,
                            Form.TEXT,
                            TemplateOptions.DEFAULT,
                            place.scope().names()),
                    place.needed());
        }
    }

    private void name(String name, int at, Place place) {
        var scope = place.scope();
        if (scope.isSet(name) || name.equals(TemplateParser.BODY)) {
            return;
        }
        if (name.equals(ALL_VARIABLES) && !scope.mayBeDefined(name)) {
            findings.dynamic();
            return;
        }
        if (!GLOBALS.contains(name)) {
            findings.use(name, scope.mayBeDefined(name) ? Certainty.GUARDED : place.passed(), at);
        }
    }

    private boolean isAllVariables(Expr expression, Place place) {
        return expression instanceof Expr.Name(var name, var at)
                && name.equals(ALL_VARIABLES)
                && !place.scope().mayBeDefined(name);
    }

    private void attribute(Expr.Attribute attribute, Place place) {
        if (isAllVariables(attribute.of(), place)) {
            findings.use(attribute.name(), Certainty.GUARDED, attribute.of().at());
        } else {
            look(attribute.of(), place);
        }
    }

    private void item(Expr.Item item, Place place) {
        if (isAllVariables(item.of(), place)) {
            if (text(item.key()).isPresent()) {
                findings.use(
                        text(item.key()).get(), Certainty.GUARDED, item.key().at() + 1);
                return;
            }
            findings.dynamic();
        } else {
            look(item.of(), place);
        }
        look(item.key(), place.strict());
    }

    private static Optional<String> text(Expr expression) {
        return expression instanceof Expr.Constant(Value.Text text, var at)
                ? Optional.of(text.text())
                : Optional.empty();
    }

    private void call(Expr.Call call, Place place) {
        switch (call.function()) {
            case Expr.Name(var name, var at)
            when isFree(name, place) -> {
                if (LOOKUPS.contains(name)) {
                    lookup(call.arguments(), place);
                } else if (!GLOBALS.contains(name)) {
                    findings.unknown("function", name, GLOBALS, at);
                }
                arguments(call.arguments(), place);
            }
            case Expr.Name own -> {
                look(own, place.strict());
                arguments(call.arguments(), place.passing(Certainty.IN_BRANCH)); // a macro may never look at them
            }
            case Expr.Attribute(var of, var method, var at)
            when method.equals("get") && isAllVariables(of, place) -> {
                call.arguments().positional().stream()
                        .findFirst()
                        .flatMap(ExpressionAnalysis::text)
                        .ifPresentOrElse(name -> findings.use(name, Certainty.GUARDED, of.at()), findings::dynamic);
                arguments(call.arguments(), place);
            }
            default -> {
                look(call.function(), place);
                arguments(call.arguments(), place);
            }
        }
    }

    private static boolean isFree(String name, Place place) {
        return !place.scope().mayBeDefined(name);
    }

    private void arguments(Expr.Arguments arguments, Place place) {
        all(arguments.positional(), place);
        arguments.named().forEach(named -> look(named.value(), place));
        arguments.rest().ifPresent(rest -> look(rest, place.strict()));
        arguments.namedRest().ifPresent(rest -> look(rest, place.strict()));
    }

    private void lookup(Expr.Arguments arguments, Place place) {
        var terms = arguments.positional();
        if (terms.isEmpty() || text(terms.getFirst()).isEmpty()) {
            findings.dynamic();
            return;
        }
        String name = text(terms.getFirst()).get();
        if (!Plugins.isLookup(name)) {
            findings.unknown(
                    "lookup", name, Plugins.lookupNames(), terms.getFirst().at() + 1);
        }
        for (var term : terms.subList(1, terms.size())) {
            term(Filters.shortName(name), term, place);
        }
    }

    private void term(String lookup, Expr term, Place place) {
        if (term instanceof Expr.Constant(var value, var at) && !findings.source.rendersConstants()) {
            constant(value, at, true, place);
        }
        boolean template = text(term).filter(JinjaTemplar::holdsTemplate).isPresent();
        switch (lookup) {
            case "vars" -> {
                if (template || text(term).isEmpty()) {
                    findings.dynamic();
                } else {
                    findings.use(text(term).get(), Certainty.GUARDED, term.at() + 1);
                }
            }
            case "template" -> {
                if (template || text(term).isEmpty()) {
                    findings.dynamic();
                } else {
                    findings.reference(
                            text(term).get(), Analysis.Bringing.LOOKUP, false, true, Set.of(), term.at() + 1);
                }
            }
            default -> {}
        }
    }

    private void filter(Expr.Filter filter, Place place) {
        String name = Filters.shortName(filter.name());
        if (!Plugins.isFilter(filter.name())) {
            findings.unknown("filter", filter.name(), Plugins.filterNames(), nameAt(filter.at(), filter.name()));
        }
        switch (name) {
            case "map" -> applied(filter.arguments(), 0, true);
            case "select", "reject" -> applied(filter.arguments(), 0, false);
            case "selectattr", "rejectattr" -> applied(filter.arguments(), 1, false);
            default -> {}
        }
        if (SHIELDS.contains(name)) {
            look(filter.value(), place.passing(Certainty.GUARDED));
            arguments(filter.arguments(), place.passing(Certainty.IN_BRANCH));
        } else {
            look(filter.value(), name.equals("type_debug") ? place.passing(Certainty.GUARDED) : place);
            arguments(filter.arguments(), name.equals("ternary") ? place.passing(Certainty.IN_BRANCH) : place);
        }
    }

    /** The name of a filter or test that another filter applies. */
    private void applied(Expr.Arguments arguments, int place, boolean isFilter) {
        if (arguments.positional().size() <= place) {
            return;
        }
        var expression = arguments.positional().get(place);
        var name = text(expression);
        if (name.isPresent() && isFilter && !Plugins.isFilter(name.get())) {
            findings.unknown("filter", name.get(), Plugins.filterNames(), expression.at() + 1);
        } else if (name.isPresent() && !isFilter && !Plugins.isTest(name.get())) {
            findings.unknown("test", name.get(), Plugins.testNames(), expression.at() + 1);
        }
    }

    private void test(Expr.Test test, Place place) {
        if (!Plugins.isTest(test.name())) {
            findings.unknown("test", test.name(), Plugins.testNames(), nameAt(test.at(), test.name()));
        }
        look(
                test.value(),
                Tests.takesUndefined(test.name()) ? place.strict().passing(Certainty.GUARDED) : place.strict());
        arguments(test.arguments(), place.strict());
    }

    private void compare(Expr.Compare compare, Place place) {
        look(compare.first(), place.strict());
        var before = compare.first();
        for (var next : compare.rest()) {
            if (next.operator().endsWith("in")
                    && isAllVariables(next.operand(), place)
                    && text(before).isPresent()) {
                findings.use(text(before).get(), Certainty.GUARDED, before.at() + 1);
            } else {
                look(next.operand(), place.strict());
            }
            before = next.operand();
        }
    }

    /** Where the name of a filter or test stands that begins with its sign. */
    private int nameAt(int at, String name) {
        int found = findings.source.text().indexOf(name, at);
        return found < 0 ? at : found;
    }
}
