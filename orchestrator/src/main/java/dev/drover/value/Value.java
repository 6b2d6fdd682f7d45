package dev.drover.value;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A value of the playbook language: what YAML, facts, results and templates are made of.
 *
 * <p>Containers are never changed after they have been handed on; whoever wants another one makes it.
 */
public sealed interface Value {

    Nil NIL = new Nil();
    Bool TRUE = new Bool(true);
    Bool FALSE = new Bool(false);
    Sequence EMPTY_SEQUENCE = new Sequence(List.of());
    Mapping EMPTY_MAPPING = new Mapping(Map.of());

    /** Python's None, YAML's null. */
    record Nil() implements Value {}

    record Bool(boolean value) implements Value {}

    /** An integer of any size. */
    record Int(BigInteger value) implements Value {
        private static final int LEAST_KEPT = -5;
        /** Those that Python too has once only. */
        private static final Int[] KEPT = new Int[262];

        static {
            for (int i = 0; i < KEPT.length; i++) {
                KEPT[i] = new Int(BigInteger.valueOf(LEAST_KEPT + i));
            }
        }

        public static Int of(long value) {
            return value >= LEAST_KEPT && value < LEAST_KEPT + KEPT.length
                    ? KEPT[(int) value - LEAST_KEPT]
                    : new Int(BigInteger.valueOf(value));
        }

        /** Whether it is small enough for a {@code long}. */
        public boolean isLong() {
            return value.bitLength() < Long.SIZE;
        }
    }

    record Real(double value) implements Value {}

    /**
     * Text. Equal texts are equal whatever their marks and origins, so that they serve as keys.
     *
     * @param unsafe never evaluated as a template: it came from a node, a lookup, a result, or was tagged {@code !unsafe}
     * @param secret never printed; whatever is derived from it is secret too
     */
    record Text(String text, boolean unsafe, boolean secret, Origin origin) implements Value {
        public Text {
            Objects.requireNonNull(text, "text is null");
            Objects.requireNonNull(origin, "origin is null");
        }

        /** Trusted text that somebody wrote at {@code origin}: a template, if it looks like one. */
        public static Text written(String text, Origin origin) {
            return new Text(text, false, false, origin);
        }

        /** Text that no user wrote: never a template. */
        public static Text data(String text) {
            return new Text(text, true, false, Origin.NONE);
        }

        public Text asUnsafe() {
            return unsafe ? this : new Text(text, true, secret, origin);
        }

        public Text asSecret() {
            return secret ? this : new Text(text, unsafe, true, origin);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        /** The text itself unless it is secret: what ends up in a message by accident gives nothing away. */
        @Override
        public String toString() {
            return secret ? "$REDACTED$" : text;
        }
    }

    record Sequence(List<Value> items) implements Value {
        public Sequence {
            Objects.requireNonNull(items, "items is null");
        }

        public static Sequence of(Value... items) {
            return new Sequence(List.of(items));
        }

        public static Sequence ofTexts(List<String> texts) {
            return new Sequence(texts.stream().<Value>map(Text::data).toList());
        }
    }

    /** A dictionary in the order of its insertion. Keys written in a file are texts that know their place. */
    record Mapping(Map<Value, Value> entries) implements Value {
        public Mapping {
            Objects.requireNonNull(entries, "entries is null");
        }

        public static Mapping of(Map<String, ? extends Value> entries) {
            var map = LinkedHashMap.<Value, Value>newLinkedHashMap(entries.size());
            entries.forEach((key, value) -> map.put(Text.data(key), value));
            return new Mapping(map);
        }

        public Optional<Value> get(String key) {
            return Optional.ofNullable(entries.get(Text.data(key)));
        }

        public boolean has(String key) {
            return entries.containsKey(Text.data(key));
        }

        /** This mapping with one entry more, or another value for it. */
        public Mapping with(String key, Value value) {
            var map = new LinkedHashMap<>(entries);
            map.put(Text.data(key), value);
            return new Mapping(map);
        }
    }

    /**
     * What is not there. It may be passed on and asked whether it is defined; any other use fails with {@code message}.
     *
     * @param message what is missing, as a sentence without a final stop: {@code 'shop' is undefined}
     */
    record Undefined(String message) implements Value {}

    /** A value that only templates have while they are evaluated: tuples, ranges, dates, functions, {@code omit}. */
    non-sealed interface Opaque extends Value {
        /** The name that Python has for it: {@code tuple}, {@code range}, {@code datetime}. */
        String typeName();
    }

    static Value of(String text) {
        return Text.data(text);
    }

    static Value of(long number) {
        return Int.of(number);
    }

    static Value of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    static Value of(double number) {
        return new Real(number);
    }

    /** The value, or null in the sense of the language. */
    static Value ofNullable(String text) {
        return text == null ? NIL : of(text);
    }
}
