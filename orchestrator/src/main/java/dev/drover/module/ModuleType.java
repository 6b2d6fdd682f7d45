package dev.drover.module;

import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A module as its record declares it: name, documentation, arguments; and how a call of it is made from what a user wrote. */
public final class ModuleType {

    private final Class<? extends ModuleCall> type;
    private final Module module;
    private final Shape shape;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    ModuleType(Class<? extends ModuleCall> type) {
        this.type = type;
        this.module = Optional.ofNullable(type.getAnnotation(Module.class))
                .orElseThrow(() -> new IllegalStateException(type + " is not annotated as a module"));
        this.shape = Shape.of(type);
        shape.fields().forEach(field -> field.argument().names().forEach(name -> fields.put(name, field)));
    }

    /** Its short name: {@code lineinfile}. */
    public String name() {
        return module.value();
    }

    /** Its full name: {@code ansible.builtin.lineinfile}. */
    public String fullName() {
        return module.collection() + "." + module.value();
    }

    public String summary() {
        return module.summary();
    }

    /** In the order of their declaration. */
    public List<Argument> arguments() {
        return shape.fields().stream().map(Field::argument).toList();
    }

    /** The argument that goes by this name or alias. */
    public Optional<Argument> argument(String name) {
        return Optional.ofNullable(fields.get(name)).map(Field::argument);
    }

    /** Whether it takes arguments of any name, as {@code set_fact} does. */
    public boolean open() {
        return shape.rest();
    }

    /**
     * A call of this module.
     *
     * @param arguments all templates evaluated; the keys are texts that know where they were written
     * @throws ArgumentException where an argument is unknown, missing, of the wrong type, or against another one
     */
    public ModuleCall bind(Value.Mapping arguments, Controller controller) {
        var given = new LinkedHashMap<Field, Given>();
        var rest = new LinkedHashMap<String, Value>();
        arguments.entries().forEach((key, value) -> {
            var name = key instanceof Value.Text text ? text.text() : Conversion.text(key);
            var field = fields.get(name);
            if (field != null) {
                boolean alias = !field.argument().name().equals(name);
                if (alias || !given.containsKey(field)) { // as in Ansible, an alias wins over the name itself
                    given.put(field, new Given(name, value, origin(key)));
                }
            } else if (shape.rest()) {
                rest.put(name, value);
            } else {
                throw new ArgumentException(
                        "module \"%s\" has no argument \"%s\"%s"
                                .formatted(name(), name, Spelling.question(name, fields.keySet())),
                        origin(key));
            }
        });
        var place = arguments.entries().keySet().stream()
                .map(ModuleType::origin)
                .findFirst()
                .orElse(Origin.NONE);
        return type.cast(new Binding(given, rest, controller, place).make(shape));
    }

    /**
     * What is known to be wrong with a call before it is made.
     *
     * @param arguments as written; the keys are texts that know where
     * @param task where the call stands
     * @param constant whether a written value is the one that the module gets
     * @param elsewhere the names of arguments that are given in other places
     */
    public List<Problem> problems(
            Value.Mapping arguments, Origin task, Predicate<Value> constant, Set<String> elsewhere) {
        return new WrittenCall(this, arguments, task, constant, elsewhere).problems();
    }

    /** @throws IllegalArgumentException where it can't be this argument's, in words that go on after "argument x" */
    void convert(Argument argument, Value value) {
        fields.get(argument.name()).conversion().rule().convert(value);
    }

    private static Origin origin(Value key) {
        return key instanceof Value.Text text ? text.origin() : Origin.NONE;
    }

    private record Given(String name, Value value, Origin origin) {}

    /** What a component of a module's record is. */
    private sealed interface Part {}

    private record Field(Argument argument, Conversion conversion) implements Part {}

    private record Group(Shape shape) implements Part {}

    private record ControllerPart() implements Part {}

    private record RestPart() implements Part {}

    private record Shape(Class<?> type, List<Class<?>> types, List<Part> parts) {

        static Shape of(Class<?> type) {
            var types = new ArrayList<Class<?>>();
            var parts = new ArrayList<Part>();
            for (var component : type.getRecordComponents()) {
                types.add(component.getType());
                parts.add(part(component));
            }
            return new Shape(type, types, parts);
        }

        private static Part part(RecordComponent component) {
            if (component.isAnnotationPresent(Injected.class)) {
                return new ControllerPart();
            }
            if (component.isAnnotationPresent(Rest.class)) {
                return new RestPart();
            }
            if (!Conversion.known(component.getGenericType())) {
                return new Group(of(component.getType()));
            }
            var conversion = Conversion.of(component.getGenericType());
            var otherwise =
                    Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value);
            var aliases = Optional.ofNullable(component.getAnnotation(Alias.class))
                    .map(alias -> Arrays.asList(alias.value()))
                    .orElse(List.of());
            var doc = Optional.ofNullable(component.getAnnotation(Doc.class))
                    .map(Doc::value)
                    .orElse("");
            var argument = new Argument(
                    argumentName(component.getName()),
                    aliases,
                    conversion.type(),
                    otherwise,
                    otherwise.isEmpty() && conversion.empty().isEmpty(),
                    conversion.choices(),
                    doc);
            return new Field(argument, conversion);
        }

        /** {@code getChecksum} is {@code get_checksum}; a final underscore keeps a name from being a word of Java. */
        private static String argumentName(String component) {
            return component
                    .replaceAll("([A-Z])", "_$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("_$", "");
        }

        List<Field> fields() {
            var fields = new ArrayList<Field>();
            for (var part : parts) {
                switch (part) {
                    case Field field -> fields.add(field);
                    case Group(var shape) -> fields.addAll(shape.fields());
                    case ControllerPart _, RestPart _ -> {}
                }
            }
            return fields;
        }

        boolean rest() {
            return parts.stream().anyMatch(RestPart.class::isInstance);
        }
    }

    /** One call being made. */
    private final class Binding {
        private final Map<Field, Given> given;
        private final Map<String, Value> rest;
        private final Controller controller;
        private final Origin place;

        Binding(Map<Field, Given> given, Map<String, Value> rest, Controller controller, Origin place) {
            this.given = given;
            this.rest = rest;
            this.controller = controller;
            this.place = place;
        }

        Object make(Shape shape) {
            var components = shape.parts().stream().map(this::component).toArray();
            try {
                var constructor =
                        shape.type().getDeclaredConstructor(shape.types().toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(components);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalArgumentException wrong) {
                    throw new ArgumentException("module \"%s\": %s".formatted(name(), wrong.getMessage()), place);
                }
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private Object component(Part part) {
            return switch (part) {
                case Field field -> field(field);
                case Group(var shape) -> make(shape);
                case ControllerPart _ -> controller;
                case RestPart _ -> rest;
            };
        }

        private Object field(Field field) {
            var argument = field.argument();
            var conversion = field.conversion();
            var said = given.get(field);
            if (said != null && !(said.value() instanceof Value.Nil)) {
                try {
                    return conversion.rule().convert(said.value());
                } catch (IllegalArgumentException | ArithmeticException e) {
                    throw new ArgumentException(
                            "argument \"%s\" of module \"%s\" %s".formatted(said.name(), name(), e.getMessage()),
                            said.value() instanceof Value.Text text
                                            && text.origin().known()
                                    ? text.origin()
                                    : said.origin());
                }
            }
            if (argument.otherwise().isPresent()) {
                return conversion.rule().convert(Value.of(argument.otherwise().get()));
            }
            return conversion
                    .empty()
                    .orElseThrow(() -> new ArgumentException(
                            "module \"%s\" needs argument \"%s\"".formatted(name(), argument.name()), place));
        }
    }
}
