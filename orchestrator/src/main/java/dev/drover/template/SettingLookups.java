package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lookups that ask for what this run was set up with: its settings and its hosts. */
final class SettingLookups {

    private SettingLookups() {}

    static final Map<String, Lookups.Lookup> ALL = new Named<Lookups.Lookup>()
            .add(SettingLookups::config, "config")
            .add(SettingLookups::hosts, "inventory_hostnames")
            .all();

    private static List<Value> config(Arguments arguments, Evaluator evaluator) {
        String missing = arguments.text(-1, "on_missing", "error");
        if (!List.of("error", "warn", "skip").contains(missing)) {
            throw Mistake.of("Invalid value for 'on_missing': " + missing + " (error, warn, skip)");
        }
        boolean origins = arguments.flag(-1, "show_origin", false);
        var host = evaluator.evaluation.templar.host();
        var found = new ArrayList<Value>();
        for (var term : Lookups.terms(arguments)) {
            if (!(term instanceof Value.Text name)) {
                throw Mistake.of("Invalid setting identifier, " + PyText.repr(term) + " is not a string, its a <class '"
                        + Py.typeName(term) + "'>");
            }
            var setting = host.setting(name.text());
            if (setting.isPresent()) {
                var one = setting.get();
                found.add(origins ? Value.Sequence.of(one.value(), Value.of(one.origin())) : one.value());
                continue;
            }
            String message = "No config definition exists for " + PyText.repr(name) + ".";
            if (missing.equals("error")) {
                throw Mistake.of(message);
            }
            if (missing.equals("warn")) {
                host.warn("Skipping setting: " + message, evaluator.source.origin());
            }
        }
        return found;
    }

    private static List<Value> hosts(Arguments arguments, Evaluator evaluator) {
        var groups = evaluator.evaluation.variable("groups").orElseThrow(() -> Mistake.of("'groups'"));
        if (!(evaluator.deep(groups) instanceof Value.Mapping(var entries))) {
            throw Mistake.of("'groups' is no dictionary");
        }
        var byName = new LinkedHashMap<String, List<String>>();
        entries.forEach((name, members) -> byName.put(
                PyText.str(name), Py.items(members).stream().map(PyText::str).toList()));
        String pattern = String.join(
                ",", Lookups.terms(arguments).stream().map(PyText::str).toList());
        return evaluator.evaluation.templar.host().hosts(pattern, byName).stream()
                .<Value>map(Value::of)
                .toList();
    }
}
