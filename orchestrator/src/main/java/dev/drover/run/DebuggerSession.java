package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import dev.drover.template.TemplateException;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The debugger's prompt behind one task of one host. Expressions are those of templates. */
final class DebuggerSession {

    private static final Pattern ASSIGNMENT =
            Pattern.compile("(task\\.args|task_vars)\\s*\\[\\s*(['\"])(.+?)\\2\\s*\\]\\s*=(?!=)\\s*(.+)");
    private static final List<String> HELP = List.of(
            "p EXPRESSION       print task, task.args, task_vars, host, result or what is in them: p task_vars['x']",
            "task.args[NAME] = EXPRESSION    change an argument of the task",
            "task_vars[NAME] = EXPRESSION    change a variable; u applies it",
            "u, update_task     make the task anew, with the changed variables",
            "r, redo            run the task again",
            "c, continue        go on with the play",
            "q, quit            end the run");

    private final Asker asker;
    private final Task original;
    private final HostState host;
    private final Play play;
    private final Outcome outcome;
    private final Services services;
    private final String prompt;
    private final Map<String, Value> variables = new LinkedHashMap<>();
    private Task task;

    DebuggerSession(
            Asker asker, Task original, Task task, HostState host, Play play, Outcome outcome, Services services) {
        this.asker = asker;
        this.original = original;
        this.task = task;
        this.host = host;
        this.play = play;
        this.outcome = outcome;
        this.services = services;
        this.prompt = "[%s] TASK: %s (debug)> ".formatted(host.name, name());
    }

    /** Asks for a command and does it; the verdict, if it was one. */
    Optional<Debugger.Verdict> next() {
        var typed = asker.command(prompt);
        var line = typed.map(String::strip).orElse("quit");
        var words = line.split("\\s+", 2);
        try {
            switch (words[0]) {
                case "" -> {}
                case "h", "help", "?" -> HELP.forEach(asker::say);
                case "p", "pprint" -> asker.say(printed(words.length > 1 ? words[1].strip() : ""));
                case "c", "continue" -> {
                    return Optional.of(new Debugger.Verdict.GoOn());
                }
                case "r", "redo" -> {
                    return Optional.of(new Debugger.Verdict.Again(task));
                }
                case "u", "update_task" -> update();
                case "q", "quit", "EOF" -> {
                    asker.say("User interrupted execution");
                    services.interruption().request();
                    return Optional.of(new Debugger.Verdict.GoOn());
                }
                default -> assign(line);
            }
        } catch (TemplateException | ArgumentException e) {
            asker.say("***" + e.getMessage());
        }
        return Optional.empty();
    }

    private String name() {
        return task.name().map(this::shown).orElse(task.module());
    }

    private String shown(Value value) {
        try {
            return services.show(services.templar().resolve(value, variables()));
        } catch (TemplateException e) {
            return services.show(value);
        }
    }

    private String printed(String expression) {
        return switch (expression) {
            case "" -> throw new ArgumentException("p needs something to print", Origin.NONE);
            case "task" -> "TASK: " + name();
            case "host" -> host.name;
            default ->
                services.show(services.templar()
                        .expression(
                                Value.Text.written("(" + expression + ") | pprint", Origin.NONE), names(expression)));
        };
    }

    private void assign(String line) {
        var assignment = ASSIGNMENT.matcher(line);
        if (!assignment.matches()) {
            asker.say("***unknown command: " + line + "; h lists what there is");
            return;
        }
        var value = services.templar()
                .expression(Value.Text.written(assignment.group(4), Origin.NONE), names(assignment.group(4)));
        if (assignment.group(1).equals("task_vars")) {
            variables.put(assignment.group(3), value);
            return;
        }
        var arguments = new LinkedHashMap<Value, Value>();
        arguments().entries().forEach((key, old) -> arguments.put(key, literal(old)));
        arguments.put(Value.of(assignment.group(3)), literal(value));
        task = new Task(
                task.keywords(),
                task.module(),
                new Value.Mapping(arguments),
                task.loop(),
                task.around(),
                task.origin());
    }

    /** What was evaluated once is not evaluated again. */
    private static Value literal(Value value) {
        return FailedTask.data(value);
    }

    private void update() {
        var layer = Layer.of("the debugger", Map.copyOf(variables));
        task = new Task(
                original.keywords(),
                original.module(),
                original.arguments(),
                original.loop(),
                original.around().including(layer),
                original.origin());
    }

    private Layers variables() {
        return services.taskScopes().of(task, host, play, host.set);
    }

    /** The arguments of the task, evaluated. */
    private Value.Mapping arguments() {
        return services.preparation().arguments(task, variables(), Set.of());
    }

    /** What expressions see. Only what one mentions is evaluated, since the task's arguments may be what is wrong. */
    private Layers names(String expression) {
        var base = variables();
        var about = new LinkedHashMap<String, Value>();
        about.put("name", Value.of(name()));
        about.put("action", Value.of(task.module()));
        about.put("tags", Value.Sequence.ofTexts(task.tags()));
        if (expression.contains("args")) {
            about.put("args", arguments());
        }
        var seen = new EvaluatedVariables(base.with(Layer.of("the debugger", variables)), services.templar());
        return base.with(Layer.of(
                "the debugger",
                Map.of(
                        "task", Value.Mapping.of(about),
                        "host", Value.Mapping.of(Map.of("name", Value.of(host.name))),
                        "task_vars", new Value.Mapping(seen),
                        "result",
                                Value.Mapping.of(Map.of(
                                        "_host", Value.of(host.name),
                                        "_task", Value.of("TASK: " + name()),
                                        "_result", ResultValue.of(outcome.result()))))));
    }
}
