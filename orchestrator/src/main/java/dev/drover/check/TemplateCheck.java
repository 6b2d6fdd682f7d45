package dev.drover.check;

import dev.drover.playbook.FilePlaces;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Task;
import dev.drover.template.Analysis;
import dev.drover.template.Analysis.Certainty;
import dev.drover.template.Analyzer;
import dev.drover.template.Form;
import dev.drover.template.TemplateOptions;
import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks through the templates of tasks: what can't be parsed, plugins that there are none of, variables that nothing defines. */
final class TemplateCheck {

    private static final int MAX_DEPTH = 20;

    /** Keywords whose values never are templates, or that have a place of their own below. */
    private static final Set<Keyword> APART = Set.of(
            Keyword.NAME,
            Keyword.WHEN,
            Keyword.LOOP,
            Keyword.LOOP_CONTROL,
            Keyword.VARS,
            Keyword.ARGS,
            Keyword.ACTION,
            Keyword.LOCAL_ACTION,
            Keyword.REGISTER,
            Keyword.CHANGED_WHEN,
            Keyword.FAILED_WHEN,
            Keyword.UNTIL,
            Keyword.MODULE_DEFAULTS,
            Keyword.TAGS,
            Keyword.LISTEN,
            Keyword.NOTIFY);

    private final Names names;
    private final Findings findings;
    private final DefinitionCheck definitions;
    private final Set<String> guarded = new HashSet<>();
    private final boolean hosts;

    /**
     * @param names what anything could define
     * @param hosts whether the play has hosts, so that its tasks run at all
     */
    TemplateCheck(Names names, Findings findings, boolean hosts) {
        this.names = names;
        this.findings = findings;
        this.definitions = new DefinitionCheck(names, findings);
        this.hosts = hosts;
    }

    /** Looks at a task and at the template files that it names. */
    void task(Visit visit) {
        guarded.clear();
        definitions.next();
        var task = visit.task();
        boolean first = visit.certain();
        for (var condition : task.keywords().list(Keyword.WHEN)) {
            conditions(condition, first);
            first &= condition.equals(Value.TRUE);
        }
        task.loop().ifPresent(loop -> value(loop.source(), visit.acts() && loop.plain()));
        for (var keyword : List.of(Keyword.CHANGED_WHEN, Keyword.FAILED_WHEN, Keyword.UNTIL)) {
            task.keywords().get(keyword).ifPresent(condition -> conditions(condition, false));
        }
        task.keywords().values().forEach((keyword, value) -> {
            if (!APART.contains(keyword)) {
                value(value, visit.evaluates() && keyword == Keyword.ENVIRONMENT);
            }
        });
        task.keywords().list(Keyword.VARS).forEach(this::definitions);
        arguments(visit);
    }

    /** Values that are evaluated only if something uses them. */
    void definitions(Value value) {
        switch (value) {
            case Value.Text text ->
                Analyzer.analyse(text, Form.TEXT, TemplateOptions.DEFAULT)
                        .mistakes()
                        .forEach(mistake -> findings.add(mistake.asWarning()));
            case Value.Sequence(var items) -> items.forEach(this::definitions);
            case Value.Mapping(var entries) -> entries.values().forEach(this::definitions);
            default -> {}
        }
    }

    private void arguments(Visit visit) {
        var task = visit.task();
        boolean certain = visit.evaluates();
        task.arguments().entries().forEach((key, value) -> {
            switch (task.shortModule() + " " + key) {
                case "debug var" -> {
                    if (value instanceof Value.Text text) {
                        found(Analyzer.analyse(text, Form.EXPRESSION, TemplateOptions.DEFAULT), false, true);
                    }
                }
                case "assert that" -> {
                    var conditions = value instanceof Value.Sequence(var items) ? items : List.of(value);
                    boolean first = certain;
                    for (var condition : conditions) {
                        conditions(condition, first);
                        first = false;
                    }
                }
                case "assert msg",
                        "assert fail_msg",
                        "assert success_msg",
                        "include_role apply",
                        "include_tasks apply" -> value(value, false);
                default -> value(value, certain);
            }
        });
        if (task.shortModule().equals("template")) {
            templateFile(task, certain);
        }
    }

    private void conditions(Value condition, boolean certain) {
        if (condition instanceof Value.Text text) {
            found(Analyzer.analyse(text, Form.CONDITION, TemplateOptions.DEFAULT), certain, false);
        } else if (condition instanceof Value.Sequence(var items)) {
            items.forEach(item -> conditions(item, certain));
        }
    }

    private void value(Value value, boolean certain) {
        switch (value) {
            case Value.Text text -> found(Analyzer.analyse(text, Form.TEXT, TemplateOptions.DEFAULT), certain, false);
            case Value.Sequence(var items) -> items.forEach(item -> value(item, certain));
            case Value.Mapping(var entries) ->
                entries.forEach((key, item) -> {
                    value(key, certain);
                    value(item, certain);
                });
            default -> {}
        }
    }

    /** @param forgiving whether what is undefined is shown, and fails nothing */
    private void found(Analysis analysis, boolean certain, boolean forgiving) {
        // what is called may be a macro that is there when it is called
        analysis.mistakes()
                .forEach(mistake -> findings.add(mistake, !mistake.code().equals(Optional.of(Code.UNDEFINED))));
        analysis.variables().stream()
                .filter(use -> use.certainty() == Certainty.GUARDED)
                .map(Analysis.Use::name)
                .forEach(guarded::add);
        if (!forgiving) {
            analysis.variables().forEach(use -> use(use, certain));
        }
    }

    private void use(Analysis.Use use, boolean certain) {
        if (use.certainty() == Certainty.GUARDED || guarded.contains(use.name())) {
            return;
        }
        boolean fails = certain && hosts && use.certainty() == Certainty.CERTAIN;
        if (names.has(use.name())) {
            definitions.follow(use.name(), fails, guarded);
            return;
        }
        findings.add(
                new Problem(
                        Code.UNDEFINED,
                        "nothing defines the variable \"" + use.name() + "\"",
                        use.origin(),
                        Nearest.to(use.name(), names.all()).map(near -> "did you mean `" + near + "`?")),
                fails && !names.isOpen());
    }

    private void templateFile(Task task, boolean certain) {
        var options = options(task.arguments());
        if (options.isEmpty()) {
            return;
        }
        Constants.text(task.arguments(), "src")
                .flatMap(name -> FilePlaces.of(task).places("templates", name.text()).stream()
                        .filter(Files::isRegularFile)
                        .findFirst())
                .ifPresent(file -> file(file, options.get(), certain, Set.of(), List.of(file.getParent()), task, 0));
    }

    private void file(
            Path file,
            TemplateOptions options,
            boolean certain,
            Set<String> visible,
            List<Path> beside,
            Task task,
            int depth) {
        var source = text(file);
        if (source.isEmpty() || depth > MAX_DEPTH) {
            return;
        }
        var analysis = Analyzer.analyse(source.get(), Form.FILE, options, visible);
        found(analysis, certain, false);
        for (var reference : analysis.templates()) {
            var places = new ArrayList<Path>();
            beside.forEach(directory -> places.add(directory.resolve(reference.name())));
            places.addAll(FilePlaces.of(task).places("templates", reference.name()));
            var found = places.stream().filter(Files::isRegularFile).findFirst();
            if (found.isEmpty() && !reference.optional()) {
                findings.add(
                        new Problem(Code.NO_TEMPLATE, "there is no template " + reference.name(), reference.origin()),
                        false);
            }
            // blocks and macros make it hard to say which parts are evaluated
            found.ifPresent(path -> {
                if (!path.equals(file)) {
                    file(path, options, false, reference.visible(), beside, task, depth + 1);
                }
            });
        }
    }

    /** The text of a template; empty where it is none that can be looked through: {@code template} says why when it runs. */
    private static Optional<Value.Text> text(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (Decryption.isVault(bytes)) {
                return Optional.empty();
            }
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.of(Value.Text.written(text.toString(), new Origin(file.toString(), 1, 1)));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** How the template module is told to read its file; empty where only the run knows. */
    private static Optional<TemplateOptions> options(Value.Mapping arguments) {
        for (var name : arguments.entries().keySet()) {
            if (name.toString().matches(".*_(string|blocks|sequence)")
                    && !arguments
                            .get(name.toString())
                            .map(Constants::isConstant)
                            .orElse(true)) {
                return Optional.empty();
            }
        }
        var usual = TemplateOptions.DEFAULT;
        return Optional.of(usual.withBlocks(
                        word(arguments, "block_start_string", usual.blockStart()),
                        word(arguments, "block_end_string", usual.blockEnd()))
                .withVariables(
                        word(arguments, "variable_start_string", usual.variableStart()),
                        word(arguments, "variable_end_string", usual.variableEnd()))
                .withComments(
                        word(arguments, "comment_start_string", usual.commentStart()),
                        word(arguments, "comment_end_string", usual.commentEnd())));
    }

    private static String word(Value.Mapping arguments, String name, String otherwise) {
        return arguments.get(name).map(Value::toString).orElse(otherwise);
    }
}
