package dev.drover.module.system;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a database of the system: accounts, groups, hosts, services; the answer is a fact, {@code getent_passwd}. */
@Module(value = "getent", summary = "Reads accounts, groups, hosts and services of a node.")
public record Getent(
        @Doc("The database: passwd, group, shadow, hosts, services, …")
        String database,

        @Doc("The entry; all of them where it is not given.")
        Optional<String> key,

        @Doc("What stands between fields.") Optional<String> split,

        @Default("true") @Doc("Fail where there is no such entry.")
        boolean failKey,

        @Doc("Ask this source only, such as files or ldap.") Optional<String> service)
        implements ModuleCall {

    private static final int UNKNOWN_DATABASE = 1;
    private static final int NOT_FOUND = 2;

    public Getent {
        if (!database.matches("[a-z_]+")) {
            throw new IllegalArgumentException("database must be the name of one, not \"" + database + "\"");
        }
    }

    @Override
    public Plan plan() {
        var script = Script.of(
                "if command -v getent >/dev/null; then getent {} -- {} {}; else dr_said=$(dr_entries {} {}) || exit; "
                        + "[ -n \"$dr_said\" ] || exit 2; printf '%s\\n' \"$dr_said\"; fi",
                service.map(from -> List.of("-s", from)).orElse(List.of()),
                database,
                key.map(List::of).orElse(List.of()),
                database,
                key.map(List::of).orElse(List.of()));
        return Plan.ask(new Output(script), answer -> Plan.settled(result(answer)));
    }

    Result result(Answer answer) {
        return switch (answer.status()) {
            case 0 -> facts(entries(answer.out()));
            case UNKNOWN_DATABASE -> Result.failed("there is no database \"%s\" on the node".formatted(database));
            case NOT_FOUND -> {
                var message = "there is no entry \"%s\" in %s".formatted(key.orElse(""), database);
                yield failKey
                        ? Result.failed(message)
                        : facts(Value.Mapping.of(key.map(name -> java.util.Map.of(name, (Value) Value.NIL))
                                        .orElse(java.util.Map.of())))
                                .with("msg", message);
            }
            default -> Result.failed(Plan.complaint(answer));
        };
    }

    private Result facts(Value.Mapping entries) {
        return Result.UNCHANGED.with(
                "ansible_facts", Value.Mapping.of(java.util.Map.of("getent_" + database, entries)));
    }

    private Value.Mapping entries(String text) {
        var separator = split.filter(word -> !word.isEmpty())
                .or(() -> List.of("passwd", "shadow", "group", "gshadow").contains(database)
                        ? Optional.of(":")
                        : Optional.empty())
                .map(word -> Pattern.compile(Pattern.quote(word)))
                .orElse(Pattern.compile("\\s+"));
        var entries = new LinkedHashMap<String, Value>();
        for (var line : text.lines().toList()) {
            var fields = Arrays.asList(separator.split(line.strip(), -1));
            var values = Value.Sequence.ofTexts(fields.subList(1, fields.size()));
            entries.merge(fields.getFirst(), values, Getent::both);
        }
        return Value.Mapping.of(entries);
    }

    /** An entry that is there several times has a list of lists. */
    private static Value both(Value before, Value more) {
        var items = ((Value.Sequence) before).items();
        var all = new ArrayList<Value>(
                !items.isEmpty() && items.getFirst() instanceof Value.Sequence ? items : List.of(before));
        all.add(more);
        return new Value.Sequence(all);
    }
}
