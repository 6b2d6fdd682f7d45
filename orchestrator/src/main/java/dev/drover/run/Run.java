package dev.drover.run;

import dev.drover.inventory.HostPattern;
import dev.drover.inventory.Inventory;
import dev.drover.inventory.InventoryException;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
                clock,
                new StepGate(asker, options.steering().step()),
                () -> states.values().forEach(HostState::clearErrors),
                () -> refresh(sources),
                this::state,
                new Effects(this.inventory, pause, asker),
                new BackgroundJobs(pause, clock, name -> new NodeLink(() -> opener.open(target(name)))),
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
        try (var threads = new HostThreads(options.forks())) {
            var beginning = options.steering().startAt().map(StartPoint::new);
            for (var written : plays) {
                var play = written;
                if (beginning.isPresent()) {
                    var rest = beginning.get().within(written);
                    if (rest.isEmpty()) {
                        continue;
                    }
                    beginning = Optional.empty();
                    play = rest.get();
                }
                playing = play;
                if (!play.prompts().isEmpty()) {
                    scopes.answers(play, prompts.ask(play, scopes.ofPlay(play), options.extra()));
                }
                var hosts = hosts(play);
                hosts.forEach(HostState::enterPlay);
                var names = hosts.isEmpty() ? scopes.ofPlay(play) : scope(hosts.getFirst(), play);
                var gathering =
                        Gathering.of(play, plays.subList(plays.indexOf(written), plays.size()), hosts, services, names);
                var run = new PlayRun(services, play, hosts, threads, magic, gathering);
                boolean goOn = run.run();
                tasks += run.tasks();
                if (!goOn) {
                    break;
                }
            }
            beginning.ifPresent(missing -> events.accept(new RunEvent.Warning(
                    "--start-at-task: there is no task \""
                            + options.steering().startAt().orElseThrow() + "\"; what includes bring is not looked into",
                    Origin.NONE)));
        }
        services.jobs().await();
        var recaps = new LinkedHashMap<String, Recap>();
        new java.util.TreeMap<>(states).forEach((name, state) -> {
            if (!state.recap().equals(Recap.EMPTY)) {
                recaps.put(name, state.recap());
            }
        });
        events.accept(new RunEvent.RunFinished(recaps, Duration.ofNanos(System.nanoTime() - start), tasks));
        if (states.values().stream().anyMatch(HostState::unreachable)) {
            return Ending.UNREACHABLE;
        }
        return states.values().stream().anyMatch(HostState::failed) ? Ending.FAILED : Ending.FINE;
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
                                    .orElse(patterns.map(Run::pattern).orElse("")),
                            patterns.map(Run::list).orElse(List.of()),
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

    private static List<String> list(Value value) {
        return value instanceof Value.Sequence(var items)
                ? items.stream().map(Value::toString).toList()
                : List.of(value.toString());
    }

    private List<HostState> hosts(Play play) {
        var pattern = play.keywords()
                .get(Keyword.HOSTS)
                .map(value -> templar.resolve(value, scopes.ofPlay(play)))
                .map(Run::pattern)
                .orElse("");
        Collection<String> names = withLocalhost(
                pattern, HostPattern.match(pattern, inventory.get(), part -> warnUnmatched(part, play.origin())));
        if (options.limit().isPresent()) {
            var limited = new LinkedHashSet<>(names);
            limited.retainAll(limit(options.limit().get()));
            names = limited;
        }
        var hosts = new ArrayList<HostState>();
        for (var name : names) {
            var state = state(name);
            if (!state.failed() && !state.unreachable()) {
                hosts.add(state);
            }
        }
        return ordered(hosts, play);
    }

    /** This machine is there without an inventory that names it, where a pattern does. */
    private Collection<String> withLocalhost(String pattern, List<String> names) {
        var parts = List.of(pattern.split(","));
        var implicit = parts.stream()
                .map(String::strip)
                .filter(part ->
                        LOCALHOST.contains(part) && !inventory.get().hosts().contains(part))
                .findFirst();
        if (implicit.isEmpty()) {
            return names;
        }
        var all = new ArrayList<>(names);
        all.add(parts.getFirst().strip().equals(implicit.get()) ? 0 : all.size(), implicit.get());
        return all;
    }

    /** @throws InventoryException where it leaves no host at all */
    private List<String> limit(String pattern) {
        var hosts = HostPattern.match(pattern, inventory.get(), part -> warnUnmatched(part, Origin.NONE));
        if (hosts.isEmpty() && !inventory.get().hosts().isEmpty()) {
            throw new InventoryException("--limit " + pattern + " leaves no host", Origin.NONE);
        }
        return hosts;
    }

    private void warnUnmatched(String part, Origin origin) {
        if (!LOCALHOST.contains(part)) {
            events.accept(new RunEvent.Warning("the host pattern \"" + part + "\" matches nothing", origin));
        }
    }

    private static String pattern(Value value) {
        return String.join(",", list(value));
    }

    private static List<HostState> ordered(List<HostState> hosts, Play play) {
        var sorted = new ArrayList<>(hosts);
        switch (play.keywords().text(Keyword.ORDER).orElse("inventory")) {
            case "reverse_inventory" -> java.util.Collections.reverse(sorted);
            case "sorted" -> sorted.sort(java.util.Comparator.comparing(host -> host.name));
            case "reverse_sorted" ->
                sorted.sort(java.util.Comparator.comparing((HostState host) -> host.name)
                        .reversed());
            case "shuffle" -> java.util.Collections.shuffle(sorted);
            default -> {}
        }
        return sorted;
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
