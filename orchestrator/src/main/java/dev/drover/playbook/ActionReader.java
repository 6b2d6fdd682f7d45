package dev.drover.playbook;

import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads what a task does: the three ways to write a module and its arguments. */
final class ActionReader {

    /** @param local whether it was written as {@code local_action} */
    record Action(String module, Value.Mapping arguments, boolean local, Origin origin) {
        /** Without the collection. */
        String shortName() {
            return ActionReader.shortName(module);
        }
    }

    private final Reading reading;

    ActionReader(Reading reading) {
        this.reading = reading;
    }

    /** @param candidates what on the task is neither keyword nor loop */
    Optional<Action> read(Keywords keywords, List<YamlNode.Entry> candidates, YamlNode.Entries node) {
        var args = keywords.get(Keyword.ARGS);
        var old = keywords.get(Keyword.ACTION).or(() -> keywords.get(Keyword.LOCAL_ACTION));
        boolean local = keywords.get(Keyword.LOCAL_ACTION).isPresent();
        if (old.isPresent() && candidates.isEmpty()) {
            return oldAction(old.get(), local, args, node.origin());
        }
        if (candidates.size() != 1 || old.isPresent()) {
            if (candidates.isEmpty()) {
                reading.problem(Code.NO_MODULE, "this task names no module", node.origin());
            } else {
                var names = candidates.stream()
                        .map(entry -> "\"" + entry.name() + "\"")
                        .toList();
                var misspelled = candidates.stream()
                        .filter(entry -> nearest(entry).isPresent())
                        .findFirst()
                        .orElse(candidates.getLast());
                reading.problem(
                        Code.NO_MODULE,
                        "a task has one module; which of these is no keyword: " + String.join(", ", names),
                        misspelled.key().origin(),
                        nearest(misspelled).map(name -> "did you mean `" + name + "`?"));
            }
            return Optional.empty();
        }
        var entry = candidates.getFirst();
        return arguments(
                        entry.name(), entry.value().value(), args, entry.value().origin())
                .map(found -> new Action(entry.name(), found, local, entry.key().origin()));
    }

    private static Optional<String> nearest(YamlNode.Entry entry) {
        return Nearest.to(entry.name(), Keyword.namesOn(Keyword.Place.TASK));
    }

    private Optional<Action> oldAction(Value action, boolean local, Optional<Value> args, Origin origin) {
        return switch (action) {
            case Value.Text text -> {
                String line = text.text().strip();
                int blank = line.indexOf(' ');
                String module = blank < 0 ? line : line.substring(0, blank);
                var rest = Value.Text.written(blank < 0 ? "" : line.substring(blank + 1), text.origin());
                yield arguments(module, rest, args, origin).map(found -> new Action(module, found, local, origin));
            }
            case Value.Mapping mapping
            when mapping.get("module").isPresent() -> {
                var rest = new LinkedHashMap<>(mapping.entries());
                String module = rest.remove(Value.of("module")).toString();
                yield arguments(module, new Value.Mapping(rest), args, origin)
                        .map(found -> new Action(module, found, local, origin));
            }
            default -> {
                reading.problem("action takes a module's name and its arguments", origin);
                yield Optional.empty();
            }
        };
    }

    private Optional<Value.Mapping> arguments(String module, Value written, Optional<Value> args, Origin origin) {
        var all = new LinkedHashMap<Value, Value>();
        if (args.isPresent()) {
            if (!(args.get() instanceof Value.Mapping mapping)) {
                reading.problem("args takes a mapping of arguments", origin);
                return Optional.empty();
            }
            all.putAll(mapping.entries());
        }
        switch (written) {
            case Value.Nil nil -> {}
            case Value.Mapping mapping -> all.putAll(mapping.entries());
            case Value.Text text -> {
                try {
                    all.putAll(KeyValues.parse(shortName(module), text).entries());
                } catch (IllegalArgumentException e) {
                    reading.problem(Code.ARGUMENT_TEXT, module + ": " + e.getMessage(), origin);
                    return Optional.empty();
                }
            }
            default -> {
                reading.problem("the arguments of " + module + " are a mapping", origin);
                return Optional.empty();
            }
        }
        return Optional.of(new Value.Mapping(all));
    }

    private static String shortName(String module) {
        int dot = module.lastIndexOf('.');
        return dot < 0 ? module : module.substring(dot + 1);
    }
}
