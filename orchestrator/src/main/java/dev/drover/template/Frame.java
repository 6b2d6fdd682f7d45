package dev.drover.template;

import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The names that a template itself has set, scope inside of scope. */
final class Frame {

    private final Optional<Frame> outer;
    private final Map<String, Value> names = new LinkedHashMap<>();

    private Frame(Optional<Frame> outer) {
        this.outer = outer;
    }

    static Frame top() {
        return new Frame(Optional.empty());
    }

    /** A scope inside of this one: what is set there is not seen here. */
    Frame inner() {
        return new Frame(Optional.of(this));
    }

    Optional<Value> find(String name) {
        var frame = this;
        while (true) {
            var value = frame.names.get(name);
            if (value != null) {
                return Optional.of(value);
            }
            if (frame.outer.isEmpty()) {
                return Optional.empty();
            }
            frame = frame.outer.get();
        }
    }

    void set(String name, Value value) {
        names.put(name, value);
    }

    /** What was set in this scope itself. */
    Map<String, Value> names() {
        return names;
    }
}
