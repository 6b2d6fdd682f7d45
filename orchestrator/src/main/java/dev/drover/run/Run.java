package dev.drover.run;

import dev.drover.inventory.HostPattern;
import dev.drover.inventory.Inventory;
import dev.drover.inventory.VariableFiles;
import dev.drover.module.Modules;
import dev.drover.playbook.Includer;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Keywords;
import dev.drover.playbook.Play;
import dev.drover.template.Templar;
import dev.drover.template.TemplateException;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layers;
import dev.drover.vars.VariableHistory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays on hosts, from the first connection to the last recap. */
public final class Run {

    static final List<String> LOCALHOST = List.of("localhost", "127.0.0.1", "::1");

    private final List<Play> plays;
    private final LiveInventory inventory;
    private final RunOptions options;
    private final Templar templar;
    private final Prompts prompts;
    private final NodeOpener opener;
    private final Consumer<RunEvent> events;
    private final Interruption interruption;
    private final HostSelection selection;
    private final Path playbookDirectory;
    private final Scopes scopes;
    private final Magic magic;
    private final Services services;
    private final Map<String, HostState> states = new ConcurrentHashMap<>();
    private volatile Play playing;
    private int tasks;

    /**
     * @param playbookDirectory that of the first playbook: its group_vars and host_vars count for all plays
     * @param sources reads the inventory again, where a task wants that
     * @param pause lets time pass
     * @param interruption the wish that the run ends early
     * @param clock tells when commands ran
     * @param asker asks for what plays want to know from whoever started the run
     * @param printer how values are shown in reports
     * @param events hears of all that happens, from several threads but never of two things at once
     */
    public Run(
            List<Play> plays,
            Path playbookDirectory,
            Inventory inventory,
            Supplier<Inventory> sources,
            VariableFiles files,
            RunOptions options,
            Templar templar,
            Modules modules,
            Includer includer,
            NodeOpener opener,
            Pause pause,
            Interruption interruption,
            Clock clock,
            Asker asker,
            Function<Value, String> printer,
            Consumer<RunEvent> events) {
        this.plays = List.copyOf(plays);
        this.playbookDirectory = playbookDirectory;
        this.inventory = new LiveInventory(inventory);
        this.options = options;
        this.templar = templar;
        this.prompts = new Prompts(templar, asker);
        this.opener = opener;
        this.events = oneAtATime(events);
        this.interruption = interruption;
        this.selection = new HostSelection(
                this.inventory::get,
                options.limit(),
                (message, origin) -> this.events.accept(new RunEvent.Warning(message, origin)));
        this.magic = new Magic(this.inventory, options);
        this.scopes = new Scopes(this.inventory, files, options, templar, magic);
        var preparation = new Preparation(templar, modules, options, files.decryption());
        this.services = new Services(
                options,
                templar,
                scopes,
                preparation,
                includer,
                new TaskScopes(scopes, templar, preparation),
                name -> state(name).link,
                printer,
                pause,
                interruption,
                clock,
                new StepGate(asker, options.steering().step()),
                () -> states.values().forEach(HostState::clearErrors),
                () -> refresh(sources),
                this::state,
                new Effects(this.inventory, pause, asker, new SecondLogin(this::anotherLink, pause)),
                new BackgroundJobs(pause, clock, interruption, name -> new NodeLink(() -> opener.open(target(name)))),
                new LiveTasks(Clock.systemUTC(), options.steering().listening().screen(), this.events),
                new Debugger(asker, options.steering().debugging()),
                new RunStats(),
                this.events);
        magic.hostVariables(this::hostVariables);
        magic.lost(name -> {
            var state = states.get(name);
            return state != null && (state.failed() || state.unreachable());
        });
    }

    private void refresh(Supplier<Inventory> sources) {
        inventory.refresh(sources);
        states.values().forEach(state -> state.written = List.copyOf(scopes.written(state.name, playbookDirectory)));
    }

    private static Consumer<RunEvent> oneAtATime(Consumer<RunEvent> events) {
        var lock = new java.util.concurrent.locks.ReentrantLock();
        return event -> {
            lock.lock();
            try {
                events.accept(event);
            } finally {
                lock.unlock();
            }
        };
    }

    /** How a run ended, as ansible-playbook's exit codes have it. */
    public enum Ending {
        /** Somebody wanted it to end early. */
        INTERRUPTED,
        FINE,
        FAILED,
        UNREACHABLE
    }

    /** Runs all plays. Connections stay open until {@link #close()}. */
    public Ending execute() throws InterruptedException {
        long start = System.nanoTime();
        if (options.rules().flushes()) {
            inventory.get().hosts().forEach(options.rules().cache()::forget);
            LOCALHOST.forEach(options.rules().cache()::forget);
        }
        var patterns = String.join(",", options.steering().listening().followed());
        var followed =
                patterns.isEmpty() ? List.<String>of() : HostPattern.match(patterns, inventory.get(), part -> {});
        try (var threads = new HostThreads(options.forks());
                var live = services.live()) {
            live.start(followed::contains);
            plays(threads);
        } catch (Asker.GivenUpException e) {
            // nobody waits for an answer any more: the run is to end
        }
        services.jobs().await();
        var recaps = new TreeMap<String, Recap>();
        states.forEach((name, state) -> {
            if (!state.recap().equals(Recap.EMPTY)) {
                recaps.put(name, state.recap());
            }
        });
        if (interruption.requested()) {
            notRun().ifPresent(warning -> events.accept(new RunEvent.Warning(warning, Origin.NONE)));
        }
        new java.util.TreeMap<>(states)
                .forEach((name, state) -> state.link
                        .traffic()
                        .ifPresent(traffic -> events.accept(new RunEvent.HostTraffic(name, traffic))));
        services.stats().event().ifPresent(events);
        events.accept(new RunEvent.RunFinished(recaps, Duration.ofNanos(System.nanoTime() - start), tasks));
        return ending();
    }

    private Ending ending() {
        if (interruption.requested()) {
            return Ending.INTERRUPTED;
        }
        if (states.values().stream().anyMatch(HostState::unreachable)) {
            return Ending.UNREACHABLE;
        }
        return states.values().stream().anyMatch(HostState::failed) ? Ending.FAILED : Ending.FINE;
    }

    private void plays(HostThreads threads) throws InterruptedException {
        var beginning = options.steering().startAt().map(StartPoint::new);
        for (int i = 0; i < plays.size() && !interruption.requested(); i++) {
            var play = plays.get(i);
            if (beginning.isPresent()) {
                var rest = beginning.get().within(play);
                if (rest.isEmpty()) {
                    continue;
                }
                beginning = Optional.empty();
                play = rest.get();
            }
            if (!play(play, plays.subList(i, plays.size()), threads)) {
                break;
            }
        }
        beginning.ifPresent(missing -> events.accept(new RunEvent.Warning(
                "--start-at-task: there is no task \""
                        + options.steering().startAt().orElseThrow() + "\"; what includes bring is not looked into",
                Origin.NONE)));
    }

    /** @return whether the run may go on behind it */
    private boolean play(Play play, List<Play> thisAndLater, HostThreads threads) throws InterruptedException {
        playing = play;
        if (!play.prompts().isEmpty()) {
            scopes.answers(play, prompts.ask(play, scopes.ofPlay(play), options.extra()));
        }
        var hosts = hosts(play);
        hosts.forEach(HostState::enterPlay);
        var names = hosts.isEmpty() ? scopes.ofPlay(play) : scope(hosts.getFirst(), play);
        var gathering = Gathering.of(play, thisAndLater, hosts, services, names);
        var run = new PlayRun(services, play, hosts, threads, magic, gathering);
        boolean goOn = run.run();
        tasks += run.tasks();
        return goOn;
    }

    /** The run comes to its end: what runs is finished, nothing new is begun, what cleans up still runs. */
    public void interrupt() {
        interruption.request();
        events.accept(new RunEvent.Interrupted());
    }

    /** Handlers whose hosts wait for them, where the run has ended before them: the next run will not notify them again. */
    private Optional<String> notRun() {
        var waiting = new TreeMap<String, Set<String>>();
        states.values()
                .forEach(state -> state.notified.forEach(name ->
                        waiting.computeIfAbsent(name, key -> new TreeSet<>()).add(state.name)));
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("these handlers were notified and did not run: "
                + waiting.entrySet().stream()
                        .map(entry -> entry.getKey() + " on " + String.join(", ", entry.getValue()))
                        .collect(Collectors.joining("; ")));
    }

    /**
     * All plays as they would be run. Nothing is connected to, and nobody is asked.
     *
     * @param never whether tasks tagged {@code never} belong to it where no tags are chosen
     */
    public List<Preview> previews(boolean never) {
        boolean chosen = !options.tags().isEmpty() || !options.skipTags().isEmpty();
        var filter = TagFilter.of(never && !chosen ? List.of("all", "never") : options.tags(), options.skipTags());
        return plays.stream()
                .map(play -> {
                    var names = scopes.ofPlay(play);
                    var patterns = play.keywords().get(Keyword.HOSTS).map(value -> templar.resolve(value, names));
                    return new Preview(
                            play.keywords()
                                    .get(Keyword.NAME)
                                    .map(value -> services.show(lenient(value, names)))
                                    .orElse(patterns.map(HostSelection::patterns)
                                            .map(all -> String.join(",", all))
                                            .orElse("")),
                            patterns.map(HostSelection::patterns).orElse(List.of()),
                            hosts(play).stream().map(host -> host.name).toList(),
                            play.keywords().list(Keyword.TAGS).stream()
                                    .flatMap(tag -> Stream.of(tag.toString().split(",")))
                                    .distinct()
                                    .toList(),
                            Preview.tasks(play, filter));
                })
                .toList();
    }

    /**
     * Where a variable of a host comes from: in each play that is for the host, and in those of its tasks that see something else.
     * Facts and what tasks set are not known before anything runs.
     */
    public List<Sighting> sightings(String host, String name) {
        var sightings = new ArrayList<Sighting>();
        for (var play : plays) {
            hosts(play).stream()
                    .filter(state -> state.name.equals(host))
                    .findFirst()
                    .ifPresent(state -> sight(state, play, name, sightings));
        }
        return sightings;
    }

    private void sight(HostState host, Play play, String name, List<Sighting> sightings) {
        playing = play;
        var seen = new LinkedHashSet<VariableHistory>();
        var general = scope(host, play);
        seen.add(general.history(name));
        sightings.add(sighting("play", play.origin(), general, name));
        for (var task : play.tasks()) {
            var variables = services.taskScopes().of(task, host, play, host.set);
            if (seen.add(variables.history(name))) {
                String title = task.name().map(services::show).orElse(task.module());
                sightings.add(sighting("task \"" + title + "\"", task.origin(), variables, name));
            }
        }
    }

    private Sighting sighting(String where, Origin origin, Layers variables, String name) {
        var history = variables.history(name);
        return new Sighting(where, origin, history, variables.find(name).map(value -> lenient(value, variables)));
    }

    private Value lenient(Value value, Layers names) {
        try {
            return templar.resolve(value, names);
        } catch (TemplateException e) {
            return value;
        }
    }

    private List<HostState> hosts(Play play) {
        var pattern = play.keywords()
                .get(Keyword.HOSTS)
                .map(value -> templar.resolve(value, scopes.ofPlay(play)))
                .orElse(Value.of(""));
        return selection.of(play, pattern).stream()
                .map(this::state)
                .filter(state -> !state.failed() && !state.unreachable())
                .toList();
    }

    /** The state of a host; of one that no inventory names a new one. */
    private HostState state(String name) {
        return states.computeIfAbsent(name, key -> {
            var link = new NodeLink(() -> opener.open(target(key)));
            return new HostState(
                    key,
                    link,
                    scopes.written(key, playbookDirectory),
                    options.rules().cache());
        });
    }

    private NodeLink anotherLink(String name, Optional<Integer> port) {
        return new NodeLink(() -> opener.open(port.map(target(name)::at).orElseGet(() -> target(name))));
    }

    private Target target(String name) {
        var play = playing;
        var state = states.get(name);
        if (LOCALHOST.contains(name) && !inventory.get().hosts().contains(name)) {
            return Target.local(name);
        }
        var keywords = inventory.get().hosts().contains(name) ? play.keywords() : Keywords.NONE;
        return Targets.of(name, new ConnectionSettings(keywords, scope(state, play), templar, options));
    }

    private Layers scope(HostState host, Play play) {
        return scopes.ofTask(host, play, Optional.empty(), host.set, host.facts.byName(), Loops.noItem());
    }

    private Optional<Value> hostVariables(String name) {
        if (!inventory.get().hosts().contains(name) && !LOCALHOST.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(new Value.Mapping(new EvaluatedVariables(scopes.ofHost(state(name), playing), templar)));
    }

    /** Ends all connections at once. */
    public void close() {
        services.jobs().close();
        states.values().parallelStream().forEach(state -> state.link.close());
    }
}
