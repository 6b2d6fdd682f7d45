package dev.drover.template;

import dev.drover.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The names that a template itself has set, scope inside of scope. Each has few: looking through them is faster than hashing. */
final class Frame {

    private static final String[] NONE = {};

    private final Optional<Frame> outer;
    private final Frame context;
    private final boolean seesVariables;
    private String[] names = NONE;
    private Value[] values = {};
    private int size;
    private Supplier<Value> self = () -> Value.NIL;

    private Frame(Optional<Frame> outer, Optional<Frame> context, boolean seesVariables) {
        this.outer = outer;
        this.context = context.orElse(this);
        this.seesVariables = seesVariables;
    }

    /** The scope of a template as a whole. */
    static Frame top() {
        return new Frame(Optional.empty(), Optional.empty(), true);
    }

    /** The scope of a template that is to see no variables: what is imported without context. */
    static Frame alone() {
        return new Frame(Optional.empty(), Optional.empty(), false);
    }

    /** A scope inside of this one: what is set there is not seen here. */
    Frame inner() {
        return new Frame(Optional.of(this), Optional.of(context), seesVariables);
    }

    /** The scope of a template that is included here. */
    Frame included() {
        return new Frame(Optional.of(this), Optional.empty(), seesVariables);
    }

    /** The scope of the template as a whole, in which its blocks are. */
    Frame context() {
        return context;
    }

    /** What {@code self} is in the template of which this is the scope. */
    void self(Supplier<Value> blocks) {
        self = blocks;
    }

    Value self() {
        return context.self.get();
    }

    boolean seesVariables() {
        return seesVariables;
    }

    Optional<Value> find(String name) {
        var frame = this;
        while (true) {
            int place = frame.place(name);
            if (place >= 0) {
                return Optional.of(frame.values[place]);
            }
            if (frame.outer.isEmpty()) {
                return Optional.empty();
            }
            frame = frame.outer.get();
        }
    }

    void set(String name, Value value) {
        int place = place(name);
        if (place >= 0) {
            values[place] = value;
            return;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size + 2);
            values = Arrays.copyOf(values, 2 * size + 2);
        }
        names[size] = name;
        values[size++] = value;
    }

    private int place(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** What was set in this scope itself. */
    Map<String, Value> names() {
        var all = new LinkedHashMap<String, Value>();
        for (int i = 0; i < size; i++) {
            all.put(names[i], values[i]);
        }
        return all;
    }
}
