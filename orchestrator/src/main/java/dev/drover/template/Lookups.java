package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lookups: the only way from a template to files, processes and the environment. What they bring is never a template. */
final class Lookups {

    private Lookups() {}

    /** @param list whether the answer is a list whatever it holds */
    static Value lookup(Arguments arguments, boolean list, Evaluator evaluator) {
        String name = Filters.shortName(arguments.text(0, "name"));
        var lookup = find(name)
                .orElseThrow(() -> new Mistake(Kind.MISSING_PLUGIN, "The lookup plugin '" + name + "' was not found."));
        boolean wantList = arguments.flag(-1, "wantlist", list);
        String errors = arguments.text(-1, "errors", "strict");
        var given = evaluator.deep(arguments.rest().without("wantlist").without("errors"));
        for (var argument : given.positional()) {
            if (argument instanceof Value.Undefined) {
                return argument;
            }
        }
        List<Value> found;
        try {
            found = lookup.find(given, evaluator);
        } catch (Mistake e) {
            if (e.kind() != Kind.RUNTIME) {
                throw e;
            }
            if (!errors.equals("strict")) {
                return wantList ? new Value.Sequence(new ArrayList<>()) : Value.NIL;
            }
            throw new Mistake(Kind.LOOKUP, "The lookup plugin '" + name + "' failed: " + e.getMessage());
        }
        if (wantList) {
            return new Value.Sequence(new ArrayList<>(found));
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (!found.isEmpty() && found.stream().allMatch(Value.Text.class::isInstance)) {
            return Value.of(String.join(",", found.stream().map(PyText::str).toList()));
        }
        return new Value.Sequence(new ArrayList<>(found));
    }

    /** A lookup: from its terms and options, evaluated all through, to what it finds. */
    @FunctionalInterface
    interface Lookup {
        List<Value> find(Arguments arguments, Evaluator evaluator);
    }

    private static final Map<String, Lookup> ALL = new Named<Lookup>()
            .add((arguments, evaluator) -> each(arguments, term -> environment(term, arguments, evaluator)), "env")
            .add(
                    (arguments, evaluator) -> arguments.positional().stream()
                            .map(term -> file(term, arguments, evaluator))
                            .toList(),
                    "file")
            .add((arguments, evaluator) -> each(arguments, term -> template(term, arguments, evaluator)), "template")
            .add((arguments, evaluator) -> each(arguments, term -> variable(term, arguments, evaluator)), "vars")
            .add((arguments, evaluator) -> varnames(arguments, evaluator), "varnames")
            .add((arguments, evaluator) -> each(arguments, term -> pipe(term, evaluator)), "pipe")
            .add(
                    (arguments, evaluator) -> flat(
                            arguments,
                            term -> PyText.str(pipe(term, evaluator))
                                    .lines()
                                    .map(Value::of)
                                    .toList()),
                    "lines")
            .addAll(FileLookups.ALL)
            .add(
                    (arguments, evaluator) -> {
                        evaluator.evaluation.sawSecret();
                        return each(arguments, term -> PasswordLookup.password(PyText.str(term), arguments, evaluator));
                    },
                    "password")
            .add((arguments, evaluator) -> each(arguments, term -> VaultPlugins.lookup(term, evaluator)), "unvault")
            .add(IniLookup::find, "ini")
            .add(CsvLookup::find, "csvfile")
            .addAll(LoopLookups.ALL)
            .addAll(SettingLookups.ALL)
            .addAll(UrlLookup.ALL)
            .addAll(PathData.LOOKUPS)
            .addAll(CommunityLookups.ALL)
            .all();

    static Optional<Lookup> find(String name) {
        return Optional.ofNullable(ALL.get(Filters.shortName(name)));
    }

    static java.util.Set<String> names() {
        return ALL.keySet();
    }

    private static List<Value> each(Arguments arguments, java.util.function.UnaryOperator<Value> one) {
        return terms(arguments).stream().map(one).toList();
    }

    static List<Value> flat(Arguments arguments, java.util.function.Function<Value, List<Value>> one) {
        return terms(arguments).stream()
                .flatMap(term -> one.apply(term).stream())
                .toList();
    }

    /** The terms, with those of one list taken out of it. */
    static List<Value> terms(Arguments arguments) {
        var terms = arguments.positional();
        return terms.size() == 1 && terms.getFirst() instanceof Value.Sequence(var items) ? items : terms;
    }

    private static Value environment(Value term, Arguments arguments, Evaluator evaluator) {
        return evaluator
                .evaluation
                .templar
                .host()
                .environment(PyText.str(term))
                .<Value>map(Value::of)
                .or(() -> arguments.find(-1, "default").filter(value -> !(value instanceof Value.Nil)))
                .orElse(Value.of(""));
    }

    private static Value file(Value term, Arguments arguments, Evaluator evaluator) {
        String text = text(existing("files", name(term), evaluator), evaluator);
        String left = arguments.flag(-1, "lstrip", false) ? text.stripLeading() : text;
        return Value.of(arguments.flag(-1, "rstrip", true) ? left.stripTrailing() : left);
    }

    /** A term that names a file. */
    private static String name(Value term) {
        if (term instanceof Value.Text text) {
            return text.text();
        }
        throw Mistake.of("'" + Py.typeName(term) + "' object has no attribute 'split'");
    }

    static Path existing(String kind, String name, Evaluator evaluator) {
        var places = places(kind, name, evaluator);
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> Mistake.of("there is no file " + name + "; looked for "
                        + String.join(", ", places.stream().map(Path::toString).toList())));
    }

    static String text(Path path, Evaluator evaluator) {
        try {
            return ByteString.text(evaluator.evaluation.templar.host().read(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Mistake.of(path + " can't be read: " + e.getMessage());
        }
    }

    private static Value template(Value term, Arguments arguments, Evaluator evaluator) {
        var path = existing("templates", PyText.str(term), evaluator);
        var source = Value.Text.written(text(path, evaluator), new Origin(path.toString(), 1, 1));
        var options = TemplateOptions.DEFAULT
                .withVariables(
                        arguments.text(-1, "variable_start_string", "{{"),
                        arguments.text(-1, "variable_end_string", "}}"))
                .withComments(
                        arguments.text(-1, "comment_start_string", "{#"),
                        arguments.text(-1, "comment_end_string", "#}"))
                .withTrimBlocks(arguments.flag(-1, "trim_blocks", true))
                .withLstripBlocks(arguments.flag(-1, "lstrip_blocks", false));
        var more = arguments.find(-1, "template_vars").map(Methods::pairs).orElse(java.util.Map.of());
        try {
            return evaluator.evaluation.templar.file(
                    source, options, new WithMore(evaluator.evaluation.variables, more));
        } catch (TemplateException e) {
            if (e.kind() == Kind.UNDEFINED) {
                throw Mistake.undefined(e.getMessage());
            }
            throw e;
        }
    }

    /** Variables with some in front of them. */
    private record WithMore(dev.drover.template.Variables below, java.util.Map<Value, Value> more)
            implements Variables {
        @Override
        public Optional<Value> find(String name) {
            return Optional.ofNullable(more.get(Value.of(name))).or(() -> below.find(name));
        }

        @Override
        public java.util.Set<String> names() {
            var names = new java.util.LinkedHashSet<>(below.names());
            more.keySet().forEach(name -> names.add(PyText.str(name)));
            return names;
        }
    }

    private static Value variable(Value term, Arguments arguments, Evaluator evaluator) {
        String name = PyText.str(term);
        return evaluator
                .evaluation
                .variable(name)
                .map(evaluator::deep)
                .filter(value -> !(value instanceof Value.Undefined))
                .or(() -> arguments.find(-1, "default"))
                .orElseThrow(() -> Mistake.undefined("'" + name + "' is undefined"));
    }

    private static List<Value> varnames(Arguments arguments, Evaluator evaluator) {
        var names = new ArrayList<Value>();
        for (var term : terms(arguments)) {
            var pattern = Pattern.compile(
                    PythonRegex.parse(PyText.str(term)).pattern().pattern());
            evaluator.evaluation.variables.names().stream()
                    .filter(name -> pattern.matcher(name).find())
                    .forEach(name -> names.add(Value.of(name)));
        }
        return names;
    }

    private static Value pipe(Value term, Evaluator evaluator) {
        try {
            return Value.of(
                    evaluator.evaluation.templar.host().pipe(PyText.str(term)).stripTrailing());
        } catch (IOException e) {
            throw Mistake.of(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Mistake.of("interrupted");
        }
    }

    /** Where a relative file is looked for: in the role and beside the playbook, as {@code ansible_search_path} lists them. */
    static List<Path> places(String kind, String name, Evaluator evaluator) {
        if (name.startsWith("/")) {
            return List.of(Path.of(name));
        }
        if (name.startsWith("~/")) {
            String home =
                    evaluator.evaluation.templar.host().environment("HOME").orElse("");
            return List.of(Path.of(home, name.substring(2)));
        }
        var places = new ArrayList<Path>();
        Optional<Value> search = evaluator.evaluation.variables.find("ansible_search_path");
        for (var directory : search.map(Py::items).orElse(List.of())) {
            var base = Path.of(PyText.str(directory));
            places.add(base.resolve(kind).resolve(name));
            places.add(base.resolve(name));
            places.add(base.resolve("tasks").resolve(kind).resolve(name));
        }
        // a template names its neighbours
        var origin = evaluator.source.origin();
        if (origin.known() && origin.file().contains("/")) {
            places.add(Path.of(origin.file()).resolveSibling(name));
        }
        if (places.isEmpty()) {
            places.add(Path.of(kind, name));
            places.add(Path.of(name));
        }
        return places;
    }
}
