package dev.drover.check;

import dev.drover.inventory.InventoryException;
import dev.drover.inventory.VariableFiles;
import dev.drover.module.Modules;
import dev.drover.playbook.FilePlaces;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Prompt;
import dev.drover.playbook.Role;
import dev.drover.playbook.Task;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of variables that anything could define, wherever it stands: what is not here is defined by nothing. */
final class Names {

    /** What the engine sets itself, besides names that begin with {@code ansible_}, which may be facts. */
    static final Set<String> MAGIC = Set.of(
            "inventory_hostname",
            "inventory_hostname_short",
            "inventory_dir",
            "inventory_file",
            "group_names",
            "groups",
            "hostvars",
            "playbook_dir",
            "play_hosts",
            "role_path",
            "role_name",
            "role_uuid",
            "omit",
            "vars",
            "environment",
            "discovered_interpreter_python",
            "module_setup",
            "gather_subset",
            "packages",
            "services",
            "template_host",
            "template_path",
            "template_fullpath",
            "template_destpath",
            "template_uid",
            "template_mtime",
            "template_run_date");

    /** Modules whose results become variables of names that only the run knows. */
    private static final Set<String> OPEN = Set.of("include_vars", "add_host", "group_by", "setup", "getent");

    private final Set<String> names = new HashSet<>(MAGIC);
    private final VariableFiles files;
    private final Modules modules;
    private final Definitions definitions = new Definitions();
    private boolean open;

    Names(VariableFiles files, Modules modules) {
        this.files = files;
        this.modules = modules;
    }

    boolean has(String name) {
        return names.contains(name) || name.startsWith("ansible_");
    }

    /** Whether a name that is not here may be defined all the same: by a file, or under a name, that only the run knows. */
    boolean isOpen() {
        return open;
    }

    Collection<String> all() {
        return names;
    }

    void open() {
        open = true;
    }

    /** What the variables are defined as. */
    Definitions definitions() {
        return definitions;
    }

    void extra(Collection<String> more) {
        names.addAll(more);
        more.forEach(definitions::override);
    }

    void layer(Layer layer) {
        names.addAll(layer.names());
        definitions.layer(layer);
    }

    void play(Play play) {
        mappings(play.keywords().list(Keyword.VARS));
        play.prompts().stream().map(Prompt::name).forEach(this::given);
        play.roles().forEach(this::role);
        for (var entry : play.variableFiles()) {
            var candidates = entry instanceof Value.Sequence(var items) ? items : List.of(entry);
            candidates.forEach(
                    candidate -> file(candidate, List.of(play.directory().resolve(candidate.toString()))));
        }
    }

    void role(Role role) {
        for (var layer : role.defaults()) {
            names.addAll(layer.names());
            definitions.defaults(layer);
        }
        role.variables().forEach(this::layer);
        mappings(List.of(role.parameters()));
    }

    /** What a task and what surrounds it defines, for itself or for those behind it. */
    void task(Task task) {
        var keywords = task.keywords();
        mappings(keywords.list(Keyword.VARS));
        keywords.text(Keyword.REGISTER).ifPresent(this::given);
        keywords.get(Keyword.REGISTER).filter(Value.Mapping.class::isInstance).ifPresent(this::keys);
        task.around().included().forEach(this::layer);
        task.role().ifPresent(this::role);
        task.loop().ifPresent(loop -> loop(keywords.get(Keyword.LOOP_CONTROL).orElse(Value.NIL)));
        var arguments = task.arguments();
        switch (task.shortModule()) {
            case "set_fact" -> keys(arguments);
            case "include_vars" -> includeVars(task, arguments);
            default -> {
                // an unknown module may return facts of any name
                open |= OPEN.contains(task.shortModule())
                        || modules.find(task.module()).isEmpty();
            }
        }
    }

    private void loop(Value control) {
        given("item");
        if (control instanceof Value.Mapping mapping) {
            for (var key : List.of("loop_var", "index_var")) {
                mapping.get(key).ifPresent(this::name);
            }
        }
    }

    private void includeVars(Task task, Value.Mapping arguments) {
        var name = Constants.argument(arguments, "name");
        if (name.isPresent()) {
            name(name.get());
            return;
        }
        var file = Constants.text(arguments, "file", "_raw_params");
        if (file.isEmpty()) {
            open = true;
            return;
        }
        file(file.get(), FilePlaces.of(task).places("vars", file.get().text()));
    }

    private void file(Value name, List<Path> places) {
        if (!(name instanceof Value.Text) || !Constants.isConstant(name)) {
            open = true;
            return;
        }
        places.stream().filter(Files::isRegularFile).findFirst().ifPresent(path -> {
            try {
                files.file(path).ifPresent(this::layer);
            } catch (InventoryException e) {
                open = true; // reported where files are looked at
            }
        });
    }

    private void name(Value name) {
        if (name instanceof Value.Text text && Constants.isConstant(text)) {
            given(text.text());
        } else {
            open = true;
        }
    }

    private void mappings(List<Value> values) {
        for (var value : values) {
            if (value instanceof Value.Mapping mapping) {
                mapping.entries().keySet().forEach(name -> names.add(name.toString()));
                definitions.mapping(mapping);
            } else {
                open = true;
            }
        }
    }

    /** A variable whose value the run knows. */
    private void given(String name) {
        names.add(name);
        definitions.elsewhere(name);
    }

    private void keys(Value value) {
        if (value instanceof Value.Mapping(var entries)) {
            entries.keySet().forEach(this::name);
        } else {
            open = true;
        }
    }
}
