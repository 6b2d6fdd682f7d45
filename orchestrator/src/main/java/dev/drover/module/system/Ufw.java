package dev.drover.module.system;

import dev.drover.module.Alias;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keeps rules, policies and the state of the firewall ufw. */
@Module(value = "ufw", collection = "community.general", summary = "Keeps rules and policies of the firewall ufw.")
public record Ufw(
        @Doc("Whether the firewall is on, is read again, or is as it came.")
        Optional<State> state,

        @Alias("policy") @Doc("What happens to packets that no rule is for.")
        Optional<Policy> default_,

        @Doc("Which way packets go.") Optional<Direction> direction,

        @Doc("Whether, and how much, is logged: on, off, low, medium, high, full.")
        Optional<String> logging,

        @Doc("What happens to packets that the rule is for.")
        Optional<Rule> rule,

        @Doc("Remove the rule.") boolean delete,
        @Doc("Where the rule is put.") Optional<Integer> insert,
        @Doc("The rule is for packets that pass through.") boolean route,
        @Doc("Log packets that the rule is for.") boolean log,

        @Alias({"from", "src"}) @Doc("Where packets come from.")
        Optional<String> fromIp,

        @Doc("The port they come from.") Optional<String> fromPort,
        @Alias({"to", "dest"}) @Doc("Where packets go to.") Optional<String> toIp,
        @Alias("port") @Doc("The port they go to.") Optional<String> toPort,

        @Alias("protocol") @Doc("The protocol: tcp, udp, any, …")
        Optional<String> proto,

        @Alias("app") @Doc("An application that ufw knows.") Optional<String> name,
        @Alias("if") @Doc("The interface.") Optional<String> interface_,

        @Alias("if_in") @Doc("The interface they come in by.")
        Optional<String> interfaceIn,

        @Alias("if_out") @Doc("The interface they go out by.")
        Optional<String> interfaceOut,

        @Doc("A comment.") Optional<String> comment)
        implements ModuleCall {

    public enum State {
        ENABLED,
        DISABLED,
        RELOADED,
        RESET
    }

    public enum Policy {
        ALLOW,
        DENY,
        REJECT
    }

    public enum Direction {
        IN,
        OUT,
        INCOMING,
        OUTGOING,
        ROUTED
    }

    public enum Rule {
        ALLOW,
        DENY,
        LIMIT,
        REJECT
    }

    public Ufw {
        if (state.isEmpty() && default_.isEmpty() && logging.isEmpty() && rule.isEmpty()) {
            throw new IllegalArgumentException("one of state, default, logging and rule is required");
        }
        if (interface_.isPresent() && (direction.isEmpty() || interfaceIn.isPresent() || interfaceOut.isPresent())) {
            throw new IllegalArgumentException("interface needs direction, and stands alone");
        }
    }

    @Override
    public Plan plan() {
        var look = new ArrayList<Sh>();
        look.add(Sh.sh("command -v ufw >/dev/null || { echo 'the node has no ufw' >&2; exit 9; }"));
        look.add(Sh.sh("ufw status verbose || exit\necho //\ncat /etc/default/ufw\necho //"));
        rule.ifPresent(
                _ -> look.add(Sh.sh("ufw --dry-run {} 2>&1 | grep -E '^(Skipping|Could not delete)' || :", words())));
        return Plan.ask(
                new Output(Script.of(Sh.lines(look))),
                answer -> answer.ok() ? decide(answer) : Plan.failed("%s", Plan.complaint(answer)));
    }

    private Plan decide(Answer answer) {
        var parts = answer.out().split("//\n", -1);
        var status = parts[0];
        var steps = new ArrayList<Sh>();
        var commands = new ArrayList<String>();
        default_.filter(policy -> !parts[1].contains(policyLine(policy)))
                .ifPresent(policy -> add(steps, commands, List.of("default", word(policy), way())));
        logging.filter(level -> !logged(status, level))
                .ifPresent(level -> add(steps, commands, List.of("logging", level)));
        if (rule.isPresent() && parts[2].isBlank()) {
            add(steps, commands, words());
        }
        boolean active = status.contains("Status: active");
        state.ifPresent(wanted -> {
            switch (wanted) {
                case ENABLED -> {
                    if (!active) {
                        add(steps, commands, List.of("--force", "enable"));
                    }
                }
                case DISABLED -> {
                    if (active) {
                        add(steps, commands, List.of("--force", "disable"));
                    }
                }
                case RELOADED -> add(steps, commands, List.of("reload"));
                case RESET -> add(steps, commands, List.of("--force", "reset"));
            }
        });
        var result = Result.UNCHANGED.with("commands", Value.Sequence.ofTexts(commands));
        if (steps.isEmpty()) {
            return Plan.settled(result.with("msg", status.strip()));
        }
        steps.add(Sh.sh("ufw status verbose"));
        return new Plan.Change(
                Diff.state("ufw", Map.of(), Map.of("commands", Value.Sequence.ofTexts(commands))),
                Script.of(Sh.lines(steps)),
                result.withChanged(true),
                done -> Plan.settled(
                        done.ok()
                                ? result.withChanged(true)
                                        .with("msg", done.out().strip())
                                : Result.failed(Plan.complaint(done))));
    }

    private static void add(List<Sh> steps, List<String> commands, List<String> words) {
        steps.add(Sh.sh("ufw {} >/dev/null || exit", words));
        commands.add("ufw " + String.join(" ", words));
    }

    private String way() {
        return switch (direction.orElse(Direction.INCOMING)) {
            case IN, INCOMING -> "incoming";
            case OUT, OUTGOING -> "outgoing";
            case ROUTED -> "routed";
        };
    }

    /** As /etc/default/ufw has it, whether the firewall is on or not. */
    private String policyLine(Policy policy) {
        var chain = switch (way()) {
            case "incoming" -> "INPUT";
            case "outgoing" -> "OUTPUT";
            default -> "FORWARD";
        };
        var target = switch (policy) {
            case ALLOW -> "ACCEPT";
            case DENY -> "DROP";
            case REJECT -> "REJECT";
        };
        return "DEFAULT_%s_POLICY=\"%s\"".formatted(chain, target);
    }

    private static boolean logged(String status, String level) {
        return level.equals("on")
                ? status.contains("Logging: on")
                : level.equals("off")
                        ? status.contains("Logging: off")
                        : status.contains("Logging: on (" + level + ")");
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    /** The words of the rule, as ufw takes them. */
    List<String> words() {
        var words = new ArrayList<String>();
        if (route) {
            words.add("route");
        }
        if (delete) {
            words.add("delete");
        }
        insert.ifPresent(at -> words.addAll(List.of("insert", at.toString())));
        words.add(word(rule.orElseThrow()));
        direction.ifPresent(one -> words.add(one == Direction.IN || one == Direction.INCOMING ? "in" : "out"));
        interface_.ifPresent(one -> words.addAll(List.of("on", one)));
        interfaceIn.ifPresent(one -> words.addAll(List.of("in", "on", one)));
        interfaceOut.ifPresent(one -> words.addAll(List.of("out", "on", one)));
        if (log) {
            words.add("log");
        }
        words.addAll(List.of("from", fromIp.orElse("any")));
        fromPort.ifPresent(port -> words.addAll(List.of("port", port)));
        words.addAll(List.of("to", toIp.orElse("any")));
        toPort.ifPresent(port -> words.addAll(List.of("port", port)));
        proto.ifPresent(one -> words.addAll(List.of("proto", one)));
        name.ifPresent(one -> words.addAll(List.of("app", one)));
        comment.filter(_ -> !delete).ifPresent(text -> words.addAll(List.of("comment", text)));
        return words;
    }
}
