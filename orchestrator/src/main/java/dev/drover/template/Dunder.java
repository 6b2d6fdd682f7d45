package dev.drover.template;

import dev.drover.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Attributes with two underscores in front: which of them Python's values have, and what those yield that give nothing away. */
final class Dunder {

    private static final Set<String> OF_FUNCTIONS =
            Set.of("__globals__", "__code__", "__closure__", "__defaults__", "__kwdefaults__", "__annotations__");
    private static final Set<String> OF_CONTAINERS = Set.of(
            "__len__",
            "__contains__",
            "__getitem__",
            "__iter__",
            "__add__",
            "__mul__",
            "__rmul__",
            "__setitem__",
            "__delitem__",
            "__reversed__",
            "__or__",
            "__ior__",
            "__iadd__",
            "__mod__");
    private static final Set<String> OF_ALL = Set.of(
            "__class__",
            "__doc__",
            "__dict__",
            "__module__",
            "__call__",
            "__name__",
            "__qualname__",
            "__self__",
            "__init__",
            "__new__",
            "__del__",
            "__bool__",
            "__eq__",
            "__ne__",
            "__lt__",
            "__le__",
            "__gt__",
            "__ge__",
            "__hash__",
            "__repr__",
            "__str__",
            "__format__",
            "__sizeof__",
            "__dir__",
            "__getattribute__",
            "__getattr__",
            "__setattr__",
            "__delattr__",
            "__subclasshook__",
            "__init_subclass__",
            "__reduce__",
            "__reduce_ex__",
            "__getstate__",
            "__mro__",
            "__bases__",
            "__subclasses__",
            "__builtins__",
            "__html__");

    /** What {@code __class__} yields: a name, and nothing that leads on. */
    private record TypeOf(String name) implements Opaques.Attributed {
        @Override
        public Optional<Value> attribute(String attribute) {
            return Optional.empty();
        }

        @Override
        public String typeName() {
            return "type";
        }

        @Override
        public String toString() {
            return "<class '" + name + "'>";
        }
    }

    private Dunder() {}

    static boolean exists(Value value, String name) {
        if (value instanceof TypeOf && name.equals("__name__")) {
            return true;
        }
        if (OF_FUNCTIONS.contains(name)) {
            return value instanceof Opaques.Callable && !Py.typeName(value).startsWith("builtin");
        }
        return OF_ALL.contains(name)
                || OF_CONTAINERS.contains(name) && (Py.isIterable(value) || value instanceof Markup);
    }

    /** What older versions of Ansible gave for it, where that leads nowhere else. */
    static Optional<Value> harmless(Value value, String name) {
        return switch (name) {
            case "__class__" -> Optional.of(new TypeOf(Py.typeName(value)));
            case "__name__" -> value instanceof TypeOf(var type) ? Optional.of(Value.of(type)) : Optional.empty();
            case "__len__" -> function(name, arguments -> Value.of(Py.length(value)));
            case "__contains__" ->
                function(name, arguments -> Value.of(PyOrder.compare("in", arguments.get(0, "key"), value)));
            case "__setitem__" ->
                value instanceof Value.Mapping(var entries)
                        ? function(name, arguments -> set(entries, arguments))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Value> function(String name, java.util.function.Function<Arguments, Value> body) {
        return Optional.of(new Opaques.Function(name, body));
    }

    private static Value set(Map<Value, Value> entries, Arguments arguments) {
        entries.put(PyOrder.keyIn(entries, arguments.get(0, "key")), arguments.get(1, "value"));
        return Value.NIL;
    }
}
