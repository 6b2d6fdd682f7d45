package dev.drover.module;

import dev.drover.template.TemplateOptions;
import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A call of a module as it is written, its templates unevaluated. */
record WrittenCall(
        ModuleType type, Value.Mapping arguments, Origin task, Predicate<Value> constant, Set<String> elsewhere) {

    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        arguments.entries().forEach((key, value) -> {
            if (constant.test(key)) {
                argument(key, value, problems);
            }
        });
        if (problems.stream().noneMatch(problem -> problem.code().equals(Optional.of(Code.UNKNOWN_ARGUMENT)))) {
            missing(problems); // else what is missing is most likely what is misspelled
        }
        if (problems.isEmpty() && elsewhere.isEmpty() && constant.test(arguments)) {
            together(problems);
        }
        return problems;
    }

    private void argument(Value key, Value value, List<Problem> problems) {
        var name = key.toString();
        var argument = type.argument(name);
        if (argument.isEmpty()) {
            if (!type.open() && !mayBeLeftOut(value)) {
                var names = type.arguments().stream()
                        .flatMap(one -> one.names().stream())
                        .toList();
                problems.add(new Problem(
                        Code.UNKNOWN_ARGUMENT,
                        "module \"%s\" has no argument \"%s\"".formatted(type.name(), name),
                        place(key),
                        Nearest.to(name, names).map(nearest -> "did you mean `" + nearest + "`?")));
            }
        } else if (!(value instanceof Value.Nil) && constant.test(value)) {
            try {
                type.convert(argument.get(), value);
            } catch (IllegalArgumentException | ArithmeticException e) {
                problems.add(new Problem(
                        Code.WRONG_ARGUMENT,
                        "argument \"%s\" of module \"%s\" %s".formatted(name, type.name(), e.getMessage()),
                        value instanceof Value.Text text && text.origin().known() ? text.origin() : place(key)));
            }
        }
    }

    /** A template with {@code omit} in it may take its argument away again. */
    private boolean mayBeLeftOut(Value value) {
        return value instanceof Value.Text text
                && !constant.test(text)
                && text.text().contains("omit");
    }

    private void missing(List<Problem> problems) {
        // the name of an argument may be a template too
        if (!arguments.entries().keySet().stream().allMatch(constant)) {
            return;
        }
        for (var argument : type.arguments()) {
            boolean given = argument.names().stream()
                    .anyMatch(name -> elsewhere.contains(name)
                            || arguments
                                    .get(name)
                                    .filter(value -> !(value instanceof Value.Nil))
                                    .isPresent());
            if (argument.required() && !given) {
                problems.add(new Problem(
                        Code.MISSING_ARGUMENT,
                        "module \"%s\" needs argument \"%s\"".formatted(type.name(), argument.name()),
                        task));
            }
        }
    }

    /** Makes the call, whose record refuses what does not go together. */
    private void together(List<Problem> problems) {
        try {
            type.bind(arguments, new Unasked());
        } catch (ArgumentException e) {
            problems.add(new Problem(
                    Code.AGAINST_EACH_OTHER, e.getMessage(), e.origin().known() ? e.origin() : task));
        } catch (UnsupportedOperationException e) {
            // it asks the controller while it is made: known only when it runs
        }
    }

    private Origin place(Value key) {
        return key instanceof Value.Text text && text.origin().known() ? text.origin() : task;
    }

    /** Knows nothing. */
    private static final class Unasked implements Controller {
        @Override
        public Path find(String kind, String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] read(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Checksums checksums() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String render(Path file, TemplateOptions options, Map<String, Value> more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Value.Mapping variables(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Value expression(String expression) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean condition(Value expression) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean checkMode() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean diffMode() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int verbosity() {
            throw new UnsupportedOperationException();
        }
    }
}
