package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.module.Checksums;
import dev.drover.module.Modules;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Become;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Task;
import dev.drover.template.Templar;
import dev.drover.value.Value;
import dev.drover.vars.Layers;
import dev.drover.yaml.Decryption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From a task as it is written to the plan of its module, for one host and one item. Looks at no node. */
final class Preparation {

    /** What a task comes to before its node is asked anything. */
    sealed interface Prepared {
        /** A condition does not hold. */
        record Skip(Result result) implements Prepared {}

        /**
         * @param delegate the host it runs on, where that is another
         * @param environment variables for its scripts
         */
        record Ready(
                Plan plan,
                Optional<String> delegate,
                Optional<Become> become,
                Map<String, String> environment,
                boolean check,
                boolean diff)
                implements Prepared {}
    }

    private final Templar templar;
    private final Modules modules;
    private final RunOptions options;
    private final Decryption decryption;
    private final Checksums checksums = new Checksums();

    Preparation(Templar templar, Modules modules, RunOptions options, Decryption decryption) {
        this.templar = templar;
        this.modules = modules;
        this.options = options;
        this.decryption = decryption;
    }

    /**
     * @param variables those of the task, with its item
     * @throws dev.drover.template.TemplateException where a template of the task fails
     * @throws ArgumentException where an argument can't be
     */
    Prepared prepare(Task task, Layers variables) {
        var unmet = firstFalse(task, variables);
        if (unmet.isPresent()) {
            return new Prepared.Skip(ResultValue.conditionFalse(unmet.get()));
        }
        var type = modules.find(task.module())
                .orElseThrow(() -> new ArgumentException("there is no module " + task.module(), task.origin()));
        boolean check = flag(task, Keyword.CHECK_MODE, variables, options.check());
        boolean diff = flag(task, Keyword.DIFF, variables, options.diff());
        var controller = new TaskController(task, variables, templar, options, decryption, checksums, check, diff);
        var settings = new ConnectionSettings(task.keywords(), variables, templar, options);
        boolean refused = !AsyncTask.supports(task) && flag(task, Keyword.ASYNC, variables, false);
        var plan = refused
                ? Plan.failed("This action (%s) does not support async.", task.module())
                : type.bind(arguments(task, variables, Set.of()), controller).plan();
        return new Prepared.Ready(
                plan,
                settings.keyword(Keyword.DELEGATE_TO),
                settings.become(),
                environment(task, variables),
                check,
                diff);
    }

    /** The first condition that does not hold. */
    Optional<Value> firstFalse(Task task, Layers variables) {
        return task.keywords().list(Keyword.WHEN).stream()
                .filter(condition -> !templar.condition(condition, variables))
                .findFirst();
    }

    boolean flag(Task task, Keyword keyword, Layers variables, boolean otherwise) {
        return task.keywords()
                .get(keyword)
                .map(value -> templar.resolve(value, variables))
                .filter(value -> !templar.isOmit(value) && !(value instanceof Value.Nil))
                .map(ConnectionSettings::truth)
                .orElse(otherwise);
    }

    /**
     * The arguments with their templates evaluated.
     *
     * @param apart those that are left out
     */
    Value.Mapping arguments(Task task, Layers variables, Set<String> apart) {
        var arguments = new LinkedHashMap<Value, Value>();
        defaults(task, variables).forEach(arguments::put);
        // evaluated together, so that what several of them use is evaluated once
        var templates = new LinkedHashMap<Value, Value>();
        task.arguments().entries().forEach((key, value) -> {
            if (apart.contains(key.toString())) {
                return;
            }
            arguments.remove(key); // an equal key of a default does not know its place
            arguments.put(key, value);
            if (isTemplate(value)) {
                templates.put(key, value);
            }
        });
        var evaluated = templates.isEmpty()
                ? Map.<Value, Value>of()
                : ((Value.Mapping) templar.resolve(new Value.Mapping(templates), variables)).entries();
        templates.keySet().forEach(key -> {
            if (evaluated.containsKey(key)) {
                arguments.put(key, evaluated.get(key)); // in its place, with the key that knows where it was written
            } else {
                arguments.remove(key); // omit
            }
        });
        return new Value.Mapping(containers(arguments, variables));
    }

    /** Containers one by one, since bare text in them must stay as it was written. */
    private Map<Value, Value> containers(Map<Value, Value> arguments, Layers variables) {
        arguments.replaceAll((key, value) ->
                value instanceof Value.Sequence || value instanceof Value.Mapping ? resolve(value, variables) : value);
        return arguments;
    }

    private static boolean isTemplate(Value value) {
        return value instanceof Value.Text text && !text.unsafe() && holdsTemplate(text.text());
    }

    /** {@code module_defaults}: the innermost that names the module wins. */
    private Map<Value, Value> defaults(Task task, Layers variables) {
        var all = new LinkedHashMap<Value, Value>();
        for (var outer : task.keywords().list(Keyword.MODULE_DEFAULTS)) {
            if (resolve(outer, variables) instanceof Value.Mapping mapping) {
                mapping.entries().forEach((name, defaults) -> {
                    if (names(task, name.toString()) && defaults instanceof Value.Mapping(var entries)) {
                        all.putAll(entries);
                    }
                });
            }
        }
        return all;
    }

    private boolean names(Task task, String name) {
        return modules.find(name)
                .flatMap(type ->
                        modules.find(task.module()).map(own -> own.fullName().equals(type.fullName())))
                .orElse(false);
    }

    /** Like the templar, but what holds no template stays as it was written: a bare condition must not become untrusted. */
    private Value resolve(Value value, Layers variables) {
        return switch (value) {
            case Value.Text text -> holdsTemplate(text.text()) ? templar.resolve(text, variables) : text;
            case Value.Sequence(var items) -> {
                var resolved = new ArrayList<Value>(items.size());
                for (var item : items) {
                    var one = resolve(item, variables);
                    if (!templar.isOmit(one)) {
                        resolved.add(one);
                    }
                }
                yield new Value.Sequence(resolved);
            }
            case Value.Mapping(var entries) -> {
                var resolved = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> {
                    var one = resolve(item, variables);
                    if (!templar.isOmit(one)) {
                        resolved.put(resolve(key, variables), one);
                    }
                });
                yield new Value.Mapping(resolved);
            }
            default -> value;
        };
    }

    private static boolean holdsTemplate(String text) {
        return text.contains("{{") || text.contains("{%") || text.contains("{#");
    }

    private Map<String, String> environment(Task task, Layers variables) {
        var all = new LinkedHashMap<String, String>();
        for (var outer : task.keywords().list(Keyword.ENVIRONMENT)) {
            if (templar.resolve(outer, variables) instanceof Value.Mapping(var entries)) {
                entries.forEach((name, value) -> all.put(name.toString(), plain(value)));
            }
        }
        return all;
    }

    private static String plain(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Int(var number) -> number.toString();
            case Value.Bool(var truth) -> truth ? "True" : "False";
            case Value.Nil nil -> "";
            default -> value.toString();
        };
    }
}
