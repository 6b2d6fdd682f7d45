package dev.drover.template;

import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;

/** An expression. Each knows where it begins, in characters from the start of its template. */
sealed interface Expr {

    int at();

    record Constant(Value value, int at) implements Expr {}

    record Name(String name, int at) implements Expr {}

    record ListOf(List<Expr> items, int at) implements Expr {}

    record TupleOf(List<Expr> items, int at) implements Expr {}

    record DictOf(List<Pair> pairs, int at) implements Expr {}

    record Pair(Expr key, Expr value) {}

    /** {@code a.b}; a number behind the dot is an item. */
    record Attribute(Expr of, String name, int at) implements Expr {}

    record Item(Expr of, Expr key, int at) implements Expr {}

    record Slice(Expr of, Optional<Expr> from, Optional<Expr> to, Optional<Expr> step, int at) implements Expr {}

    record Call(Expr function, Arguments arguments, int at) implements Expr {}

    record Filter(Expr value, String name, Arguments arguments, int at) implements Expr {}

    record Test(Expr value, String name, Arguments arguments, boolean negated, int at) implements Expr {}

    record Unary(String operator, Expr operand, int at) implements Expr {}

    record Binary(String operator, Expr left, Expr right, int at) implements Expr {}

    record And(Expr left, Expr right, int at) implements Expr {}

    record Or(Expr left, Expr right, int at) implements Expr {}

    record Not(Expr operand, int at) implements Expr {}

    record Concat(List<Expr> parts, int at) implements Expr {}

    /** {@code a < b <= c}: each with its neighbour. */
    record Compare(Expr first, List<Comparison> rest, int at) implements Expr {}

    record Comparison(String operator, Expr operand) {}

    record Conditional(Expr condition, Expr then, Optional<Expr> otherwise, int at) implements Expr {}

    /** The arguments of a call: by place, by name, and unpacked. */
    record Arguments(List<Expr> positional, List<Named> named, Optional<Expr> rest, Optional<Expr> namedRest) {
        static final Arguments NONE = new Arguments(List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    record Named(String name, Expr value) {}
}
