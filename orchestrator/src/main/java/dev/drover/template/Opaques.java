package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values that only templates have. */
final class Opaques {

    private Opaques() {}

    /** @param named whether it is a group, whose parts are called grouper and list */
    record Tuple(List<Value> items, boolean named) implements Value.Opaque {
        Tuple(List<Value> items) {
            this(items, false);
        }

        @Override
        public String typeName() {
            return named ? "GroupTuple" : "tuple";
        }
    }

    record Range(BigInteger from, BigInteger to, BigInteger step) implements Value.Opaque {
        @Override
        public String typeName() {
            return "range";
        }

        @Override
        public String toString() {
            return "range(" + from + ", " + to + (step.equals(BigInteger.ONE) ? "" : ", " + step) + ")";
        }
    }

    /** Python's set, in the order of insertion. */
    record SetOf(Set<Value> items) implements Value.Opaque {
        @Override
        public String typeName() {
            return "set";
        }

        @Override
        public String toString() {
            var texts = items.stream().map(PyText::repr).toList();
            return texts.isEmpty() ? "set()" : "{" + String.join(", ", texts) + "}";
        }
    }

    /**
     * Jinja's own Undefined, which an if-expression without else yields, and in plain Jinja whatever is missing: it prints nothing and is false.
     *
     * @param kind the mistake that it is to do more with it
     * @param name what is missing
     * @param shown what it prints
     * @param chains whether what is asked of it is itself
     */
    record Nothing(TemplateException.Kind kind, String message, String name, String shown, boolean chains)
            implements Value.Opaque {
        static final Nothing NOTHING = new Nothing(
                TemplateException.Kind.RUNTIME,
                "the inline if-expression evaluated to false and no else section was defined.",
                "",
                "",
                false);

        /** The mistake that it is to use this. */
        Mistake used() {
            return new Mistake(kind, message);
        }

        @Override
        public String typeName() {
            return "Undefined";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Nothing;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            return "Undefined";
        }

        static Mistake unsupported() {
            return new Mistake(TemplateException.Kind.TYPE, "Type 'Undefined' is unsupported for variable storage.");
        }
    }

    /** {@code omit}. */
    record Omit() implements Value.Opaque {
        static final Omit OMIT = new Omit();

        @Override
        public String typeName() {
            return "Omit";
        }

        @Override
        public String toString() {
            return "<<Omit>>";
        }
    }

    /** @param zone empty where it is not told */
    record Date(LocalDateTime time, Optional<ZoneOffset> zone) implements Value.Opaque {
        Date(LocalDateTime time) {
            this(time, Optional.empty());
        }

        @Override
        public String typeName() {
            return "datetime";
        }

        @Override
        public String toString() {
            String seconds = time.withNano(0).toString().replace('T', ' ');
            String complete = seconds.length() == 16 ? seconds + ":00" : seconds;
            String fraction = time.getNano() == 0 ? "" : ".%06d".formatted(time.getNano() / 1000);
            return complete + fraction + zone.map(Date::shown).orElse("");
        }

        private static String shown(ZoneOffset offset) {
            return offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId();
        }
    }

    /** A date without a time. */
    record Day(LocalDate date) implements Value.Opaque {
        @Override
        public String typeName() {
            return "date";
        }

        @Override
        public String toString() {
            return date.toString();
        }
    }

    /** {@code namespace()}: the only thing a template can change from inside a loop. */
    record Namespace(Map<String, Value> attributes) implements Attributed {
        @Override
        public java.util.Optional<Value> attribute(String name) {
            return java.util.Optional.ofNullable(attributes.get(name));
        }

        @Override
        public String typeName() {
            return "Namespace";
        }

        @Override
        public String toString() {
            return "<Namespace>";
        }
    }

    /** A value with attributes of its own, beside which it has none. */
    interface Attributed extends Value.Opaque {
        /** The attribute, where there is one of this name. */
        java.util.Optional<Value> attribute(String name);
    }

    /** A module of macros: what {@code import} brings. */
    record Module(Map<String, Value> exports, String text) implements Attributed {
        @Override
        public java.util.Optional<Value> attribute(String name) {
            return java.util.Optional.ofNullable(exports.get(name));
        }

        @Override
        public String typeName() {
            return "TemplateModule";
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Anything that can be called: macros, functions, methods, {@code loop} in recursive loops. */
    interface Callable extends Value.Opaque {
        Value call(Arguments arguments);

        @Override
        default String typeName() {
            return "function";
        }
    }

    /** A method of a value, bound to it. */
    record Method(String name, java.util.function.Function<Arguments, Value> body) implements Callable {
        @Override
        public Value call(Arguments arguments) {
            return body.apply(arguments);
        }

        @Override
        public String typeName() {
            return "builtin_function_or_method";
        }

        @Override
        public String toString() {
            return "<built-in method " + name + ">";
        }
    }

    /** A function of ours under a name. */
    record Function(String name, java.util.function.Function<Arguments, Value> body) implements Callable {
        @Override
        public Value call(Arguments arguments) {
            return body.apply(arguments);
        }

        @Override
        public String toString() {
            return "<function " + name + ">";
        }
    }
}
