package dev.drover.run;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.InventoryLoader;
import dev.drover.inventory.VariableFiles;
import dev.drover.module.Modules;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.playbook.ConstantNames;
import dev.drover.playbook.Includer;
import dev.drover.playbook.Keywords;
import dev.drover.playbook.PlaybookLoader;
import dev.drover.playbook.SearchPaths;
import dev.drover.template.JinjaTemplar;
import dev.drover.template.PyText;
import dev.drover.template.TemplateException;
import dev.drover.template.TemplateHost;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A whole run, on nodes that are not there. */
final class Engine {

    /** What came of it. */
    record Ended(Run.Ending ending, List<Object> log, FakeNodes nodes, List<Duration> pauses) {
        <E> Stream<E> events(Class<E> type) {
            return log.stream().filter(type::isInstance).map(type::cast);
        }

        Map<String, Recap> recaps() {
            return events(RunEvent.RunFinished.class).findFirst().orElseThrow().recaps();
        }

        /** How a task ended on a host. */
        Outcome outcome(String host, String task) {
            return events(RunEvent.TaskFinished.class)
                    .filter(event ->
                            event.host().equals(host) && event.task().name().equals(task))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(task + " did not run on " + host))
                    .outcome();
        }

        /** The tasks in the order in which they were started. */
        List<String> tasks() {
            return events(RunEvent.TaskStarted.class)
                    .map(event -> event.task().name())
                    .toList();
        }

        /** {@code host: text} of all scripts. */
        List<String> sent() {
            return nodes.sent().stream()
                    .map(sent -> sent.host() + ": " + sent.text())
                    .toList();
        }
    }

    private final Path directory;
    private final BiFunction<String, Script, Answer> answers;
    private final List<String> cut = new ArrayList<>();
    private final Deque<String> typed = new ArrayDeque<>();
    private List<String> tags = List.of();
    private List<String> skipTags = List.of();
    private Layer extra = Layer.of("-e", Map.of());
    private boolean check;
    private Steering steering = Steering.NONE;
    private boolean lookAhead = true;
    private Clock clock = Clock.systemUTC();
    private VariableRules rules = VariableRules.USUAL;
    private String inventory = "a,b,c,";
    private boolean patient;
    private Optional<String> interruptedBy = Optional.empty();

    Engine(Path directory, BiFunction<String, Script, Answer> answers) {
        this.directory = directory;
        this.answers = answers;
    }

    Engine checking() {
        check = true;
        return this;
    }

    Engine extra(Value.Mapping variables) {
        extra = Layer.of("-e", variables);
        return this;
    }

    Engine steering(Steering wanted) {
        steering = wanted;
        return this;
    }

    Engine clock(Clock wanted) {
        clock = wanted;
        return this;
    }

    Engine rules(VariableRules wanted) {
        rules = wanted;
        return this;
    }

    Engine lookAhead(boolean wanted) {
        lookAhead = wanted;
        return this;
    }

    Engine tags(List<String> run, List<String> skip) {
        tags = run;
        skipTags = skip;
        return this;
    }

    Engine inventory(String source) {
        inventory = source;
        return this;
    }

    /** What is answered to prompts. */
    Engine typing(String... answers) {
        typed.addAll(List.of(answers));
        return this;
    }

    /** Pauses take their time, since something goes on meanwhile. */
    Engine patient() {
        patient = true;
        return this;
    }

    Engine cut(String host) {
        cut.add(host);
        return this;
    }

    /** The run is interrupted when a script with this text is sent. */
    Engine interruptedBy(String text) {
        interruptedBy = Optional.of(text);
        return this;
    }

    Ended run(String playbook) throws IOException, InterruptedException {
        return run(Files.writeString(directory.resolve("site.yml"), playbook));
    }

    Ended run(Path playbook) throws InterruptedException {
        var log = Collections.synchronizedList(new ArrayList<>());
        var running = new AtomicReference<Run>();
        var nodes = new FakeNodes(
                (host, script) -> {
                    interruptedBy
                            .filter(script.sh().text()::contains)
                            .ifPresent(text -> running.get().interrupt());
                    return answers.apply(host, script);
                },
                log);
        cut.forEach(nodes::cut);
        var pauses = Collections.synchronizedList(new ArrayList<Duration>());
        var options = new RunOptions(
                check,
                false,
                tags,
                skipTags,
                Optional.empty(),
                100,
                extra,
                Keywords.NONE,
                Layer.of("options", Map.of()),
                lookAhead,
                false,
                "linear",
                0,
                steering,
                rules);
        var run = new Run(
                new PlaybookLoader(SearchPaths.NONE, names(), (message, origin) -> {}).load(playbook),
                playbook.toAbsolutePath().getParent(),
                hosts(),
                this::hosts,
                new VariableFiles((message, origin) -> {}),
                options,
                new JinjaTemplar(new TestController(playbook.toAbsolutePath().getParent())),
                new Modules(),
                new Includer(SearchPaths.NONE, names(), (message, origin) -> {}, Decryption.NONE),
                nodes,
                duration -> {
                    pauses.add(duration);
                    if (patient) {
                        Thread.sleep(duration);
                    }
                },
                new Interruption(),
                clock,
                new TypedBefore(typed, log),
                PyText::str,
                log::add);
        running.set(run);
        try {
            return new Ended(run.execute(), List.copyOf(log), nodes, pauses);
        } finally {
            run.close();
        }
    }

    /** What the test has typed before. */
    private record TypedBefore(Deque<String> typed, List<Object> log) implements Asker {
        @Override
        public String ask(String question, boolean hidden) {
            if (typed.isEmpty()) {
                throw new Asker.NobodyThereException();
            }
            log.add("asked " + question + (hidden ? ", hidden" : ""));
            return typed.removeFirst();
        }

        @Override
        public Optional<String> command(String prompt) {
            log.add("asked " + prompt);
            return Optional.ofNullable(typed.pollFirst());
        }

        @Override
        public void say(String text) {
            log.add("said " + text);
        }
    }

    private Inventory hosts() {
        return InventoryLoader.load(List.of(inventory), (message, origin) -> {});
    }

    private static ConstantNames names() {
        return (name, variables) -> {
            var layers = variables.stream()
                    .filter(Value.Mapping.class::isInstance)
                    .map(value -> Layer.of("vars", (Value.Mapping) value))
                    .toList();
            try {
                var templar = new JinjaTemplar(new TestController(Path.of("")));
                return Optional.of(templar.resolve(name, new Layers(layers)).toString());
            } catch (TemplateException e) {
                return Optional.empty();
            }
        };
    }

    /** What templates see of this machine. */
    record TestController(Path directory) implements TemplateHost {
        @Override
        public byte[] read(Path file) throws IOException {
            return Files.readAllBytes(file);
        }

        @Override
        public Optional<String> environment(String name) {
            return name.equals("TZ") ? Optional.of("UTC") : Optional.empty();
        }

        @Override
        public String pipe(String command) throws IOException, InterruptedException {
            var process = new ProcessBuilder("/bin/sh", "-c", command)
                    .directory(directory.toFile())
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed");
            }
            return text;
        }

        @Override
        public ZonedDateTime now() {
            return ZonedDateTime.parse("2026-01-01T00:00:00Z");
        }

        @Override
        public void warn(String message, Origin origin) {
            // the templates' own tests look at warnings
        }

        @Override
        public boolean strict() {
            return false;
        }
    }
}
