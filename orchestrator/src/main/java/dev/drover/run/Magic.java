package dev.drover.run;

import dev.drover.inventory.Inventory;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Role;
import dev.drover.playbook.Task;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The variables that the engine sets itself: {@code inventory_hostname}, {@code groups}, {@code hostvars}, … Computed when they are used. */
final class Magic {

    private static final Set<String> OF_PLAY = Set.of(
            "ansible_play_hosts", "ansible_play_hosts_all", "ansible_play_batch", "ansible_play_name", "play_hosts");

    private final LiveInventory inventory;
    private final RunOptions options;
    private final Map<String, Supplier<Value>> ofRun = new LinkedHashMap<>();
    private Function<String, Optional<Value>> hostVariables = host -> Optional.empty();
    private volatile KnownGroups knownGroups = new KnownGroups(Inventory.of(Map.of()), Value.NIL);
    private Predicate<String> lost = host -> false;
    private volatile List<String> playHosts = List.of();
    private volatile List<String> batch = List.of();

    Magic(LiveInventory inventory, RunOptions options) {
        this.inventory = inventory;
        this.options = options;
        ofRun.put("groups", this::groups);
        ofRun.put("ansible_check_mode", () -> Value.of(options.check()));
        ofRun.put("ansible_diff_mode", () -> Value.of(options.diff()));
        ofRun.put("ansible_forks", () -> Value.of(options.forks()));
        ofRun.put("ansible_verbosity", () -> Value.of(options.verbosity()));
        ofRun.put(
                "ansible_run_tags",
                () -> Value.Sequence.ofTexts(options.tags().isEmpty() ? List.of("all") : options.tags()));
        ofRun.put("ansible_skip_tags", () -> Value.Sequence.ofTexts(options.skipTags()));
        ofRun.put("ansible_version", Magic::version);
        ofRun.put("ansible_playbook_python", () -> Value.of("python3"));
        ofRun.put("ansible_play_hosts_all", () -> Value.Sequence.ofTexts(playHosts));
        ofRun.put("ansible_play_hosts", () -> remaining(playHosts));
        ofRun.put("play_hosts", () -> remaining(batch));
        ofRun.put("ansible_play_batch", () -> remaining(batch));
        options.limit().ifPresent(limit -> ofRun.put("ansible_limit", () -> Value.of(limit)));
    }

    /** @param hostVariables the evaluated variables of a host, as {@code hostvars} shows them */
    void hostVariables(Function<String, Optional<Value>> hostVariables) {
        this.hostVariables = hostVariables;
    }

    /** @param lost whether a host has failed or could not be reached */
    void lost(Predicate<String> lost) {
        this.lost = lost;
    }

    private Value remaining(List<String> hosts) {
        return Value.Sequence.ofTexts(hosts.stream().filter(lost.negate()).toList());
    }

    void play(List<String> hosts) {
        playHosts = List.copyOf(hosts);
    }

    void batch(List<String> hosts) {
        batch = List.copyOf(hosts);
    }

    Layer of(HostState host, Play play, Optional<Task> task) {
        return new MagicLayer(host, play, task);
    }

    /** What {@code hostvars} shows: nothing that belongs to a play. */
    Layer ofHost(HostState host, Play play) {
        return new MagicLayer(host, play, Optional.empty()) {
            @Override
            public Optional<Value> find(String name) {
                return OF_PLAY.contains(name) ? Optional.empty() : super.find(name);
            }

            @Override
            public Set<String> names() {
                var names = super.names();
                names.removeAll(OF_PLAY);
                return names;
            }
        };
    }

    /** What is known without any host. */
    Layer of(Play play) {
        var values = new LinkedHashMap<String, Value>();
        ofRun.forEach((name, value) -> values.put(name, value.get()));
        values.put("playbook_dir", Value.of(play.directory().toString()));
        return Layer.of("set by the engine", values);
    }

    /** Made once for each state of the inventory. */
    private Value groups() {
        var now = inventory.get();
        var before = knownGroups;
        if (before.inventory() == now) {
            return before.groups();
        }
        var map = new LinkedHashMap<String, Value>();
        inventory
                .get()
                .groups()
                .keySet()
                .forEach(name ->
                        map.put(name, Value.Sequence.ofTexts(inventory.get().hostsOf(name))));
        knownGroups = new KnownGroups(now, Value.Mapping.of(map));
        return knownGroups.groups();
    }

    private record KnownGroups(Inventory inventory, Value groups) {}

    private static Value version() {
        return Value.Mapping.of(Map.of(
                "full", Value.of("2.22.0"),
                "string", Value.of("2.22.0"),
                "major", Value.of(2),
                "minor", Value.of(22),
                "revision", Value.of(0)));
    }

    private class MagicLayer implements Layer {
        private final HostState host;
        private final Play play;
        private final Optional<Task> task;

        MagicLayer(HostState host, Play play, Optional<Task> task) {
            this.host = host;
            this.play = play;
            this.task = task;
        }

        @Override
        public String label() {
            return "set by the engine";
        }

        @Override
        public Optional<Value> find(String name) {
            var value = ofRun.get(name);
            if (value != null) {
                return Optional.of(value.get());
            }
            return switch (name) {
                case "inventory_hostname" -> Optional.of(Value.of(host.name));
                case "inventory_hostname_short" ->
                    Optional.of(Value.of(host.name.split("\\.", 2)[0]));
                case "group_names" ->
                    Optional.of(Value.Sequence.ofTexts(inventory.get().groupsOf(host.name).stream()
                            .map(group -> group.name())
                            .filter(group -> !group.equals("all"))
                            .sorted()
                            .toList()));
                case "hostvars" ->
                    Optional.of(
                            new Value.Mapping(new HostVariables(inventory.get().hosts(), hostVariables)));
                case "playbook_dir" -> Optional.of(Value.of(play.directory().toString()));
                case "ansible_play_name" ->
                    play.keywords()
                            .get(Keyword.NAME)
                            .or(() -> play.keywords().get(Keyword.HOSTS))
                            .or(() -> Optional.of(Value.of("")));
                case "environment" ->
                    task.map(of -> new Value.Sequence(of.keywords().list(Keyword.ENVIRONMENT)));
                case "inventory_file" ->
                    inventory
                            .get()
                            .sourceOf(host.name)
                            .map(source -> Value.of(source.toAbsolutePath().toString()));
                case "inventory_dir" ->
                    inventory.get().directories().stream()
                            .findFirst()
                            .map(directory -> Value.of(
                                    directory.toAbsolutePath().normalize().toString()));
                case "role_path" ->
                    task.flatMap(Task::role).map(role -> Value.of(role.path().toString()));
                case "role_name" ->
                    task.flatMap(Task::role)
                            .map(role -> Value.of(role.path().getFileName().toString()));
                case "ansible_role_name" -> task.flatMap(Task::role).map(role -> Value.of(role.name()));
                case "ansible_collection_name" ->
                    task.flatMap(Task::role).flatMap(Role::collection).map(Value::of);
                case "ansible_parent_role_names" ->
                    task.flatMap(Task::role)
                            .filter(role -> !role.parents().isEmpty())
                            .map(role -> Value.Sequence.ofTexts(
                                    role.parents().stream().map(Role::name).toList()));
                case "ansible_search_path" ->
                    task.map(of -> Value.Sequence.ofTexts(
                            of.files().stream().map(Path::toString).toList()));
                default -> Optional.empty();
            };
        }

        @Override
        public Set<String> names() {
            var names = new java.util.LinkedHashSet<>(ofRun.keySet());
            names.addAll(Set.of(
                    "inventory_hostname",
                    "inventory_hostname_short",
                    "group_names",
                    "hostvars",
                    "playbook_dir",
                    "inventory_dir",
                    "inventory_file"));
            if (task.flatMap(Task::role).isPresent()) {
                names.addAll(Set.of("role_path", "role_name", "ansible_role_name"));
            }
            return names;
        }
    }
}
