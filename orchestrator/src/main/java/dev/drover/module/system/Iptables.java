package dev.drover.module.system;

import dev.drover.module.Default;
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

/** Keeps a rule, a chain or a policy of the running packet filter; nothing of it outlasts a restart. */
@Module(value = "iptables", summary = "Keeps rules, chains and policies of the running packet filter.")
public record Iptables(
        @Default("filter") @Doc("The table.") String table,

        @Default("present") @Doc("Whether the rule is to be there.")
        State state,

        @Default("append") @Doc("Where a new rule is put.") Action action,
        @Doc("The place of a rule that is inserted.") Optional<Integer> ruleNum,
        @Default("ipv4") @Doc("ipv4, ipv6 or both.") IpVersion ipVersion,
        @Doc("The chain.") Optional<String> chain,

        @Doc("The protocol: tcp, udp, icmp, …; with ! in front, any other.")
        Optional<String> protocol,

        @Doc("Where packets come from.") Optional<String> source,
        @Doc("Where packets go to.") Optional<String> destination,
        @Doc("Extensions to load.") List<String> match,

        @Doc("What happens to packets: ACCEPT, DROP, a chain, …")
        Optional<String> jump,

        @Doc("The gateway, for jump TEE.") Optional<String> gateway,
        @Doc("A chain to go on in.") Optional<String> goto_,
        @Doc("The interface packets come in by.") Optional<String> inInterface,
        @Doc("The interface packets go out by.") Optional<String> outInterface,
        @Doc("Second and further fragments.") Optional<String> fragment,
        @Doc("The port packets come from.") Optional<String> sourcePort,
        @Doc("The port packets go to.") Optional<String> destinationPort,
        @Doc("Several ports packets go to.") List<String> destinationPorts,
        @Doc("Another port, for jump REDIRECT.") Optional<String> toPorts,
        @Doc("Another destination, for jump DNAT.") Optional<String> toDestination,
        @Doc("Another source, for jump SNAT.") Optional<String> toSource,

        @Doc("Whether the packet begins a connection: match, negate or ignore.") @Default("ignore")
        String syn,

        @Doc("States of connections.") List<String> ctstate,
        @Doc("What a line of the log begins with.") Optional<String> logPrefix,
        @Doc("The level of a line of the log.") Optional<String> logLevel,
        @Doc("How often it matches: 5/second.") Optional<String> limit,
        @Doc("How often it matches before that counts.") Optional<String> limitBurst,
        @Doc("The number or name of the user that sends.") Optional<String> uidOwner,
        @Doc("The number or name of the group that sends.") Optional<String> gidOwner,
        @Doc("How packets are refused, for jump REJECT.") Optional<String> rejectWith,
        @Doc("The type of ICMP.") Optional<String> icmpType,
        @Doc("A comment.") Optional<String> comment,

        @Doc("Remove all rules of the chain, or of the table.")
        boolean flush,

        @Doc("The chain's policy.") Optional<String> policy,

        @Doc("Make or remove the chain itself, where there is no rule.")
        boolean chainManagement,

        @Doc("How many seconds to wait for the lock.") Optional<Integer> wait_,
        @Doc("Tell addresses and ports by number.") Optional<Boolean> numeric)
        implements ModuleCall {

    public enum State {
        PRESENT,
        ABSENT
    }

    public enum Action {
        APPEND,
        INSERT
    }

    public enum IpVersion {
        IPV4,
        IPV6,
        BOTH
    }

    public Iptables {
        if (!flush && chain.isEmpty()) {
            throw new IllegalArgumentException("chain is required, unless flush is given");
        }
        if (flush && policy.isPresent()) {
            throw new IllegalArgumentException("flush and policy can't be given together");
        }
    }

    @Override
    public Plan plan() {
        return switch (ipVersion) {
            case IPV4 -> plan("iptables");
            case IPV6 -> plan("ip6tables");
            case BOTH ->
                plan("iptables")
                        .then(first -> plan("ip6tables")
                                .then(second -> Plan.settled(second.withChanged(first.changed() || second.changed()))));
        };
    }

    private Plan plan(String program) {
        var look = Sh.sh(
                "command -v {} >/dev/null || { echo {} >&2; exit 9; }\n{}",
                program,
                "the node has no " + program,
                question(program));
        return Plan.ask(new Output(Script.of(look)), answer -> decide(program, answer));
    }

    private Sh question(String program) {
        if (policy.isPresent()) {
            return Sh.sh("{} -S {}", base(program), chain.orElseThrow());
        }
        if (flush) {
            return Sh.sh("{} -S {}", base(program), chain.map(List::of).orElse(List.of()));
        }
        if (chainManagement && rule().isEmpty()) {
            return Sh.sh("if {} -S {} >/dev/null 2>&1; then echo there; fi", base(program), chain.orElseThrow());
        }
        return Sh.sh("if {} -C {} {} >/dev/null 2>&1; then echo there; fi", base(program), chain.orElseThrow(), rule());
    }

    private Plan decide(String program, Answer answer) {
        if (!answer.ok()) {
            return Plan.failed("%s", Plan.complaint(answer));
        }
        boolean there = answer.out().startsWith("there");
        var where = chain.map(List::of).orElse(List.of());
        if (policy.isPresent()) {
            boolean so = answer.out()
                    .lines()
                    .anyMatch(line -> line.equals("-P " + chain.orElseThrow() + " " + policy.get()));
            return so ? settled() : change(Sh.sh("{} -P {} {}", base(program), where, policy.get()));
        }
        if (flush) {
            boolean empty = answer.out().lines().noneMatch(line -> line.startsWith("-A "));
            return empty ? settled() : change(Sh.sh("{} -F {}", base(program), where));
        }
        boolean wanted = state == State.PRESENT;
        if (there == wanted) {
            return settled();
        }
        if (chainManagement && rule().isEmpty()) {
            return change(Sh.sh("{} {} {}", base(program), wanted ? "-N" : "-X", where));
        }
        if (!wanted) {
            return change(Sh.sh("{} -D {} {}", base(program), where, rule()));
        }
        var place = action == Action.INSERT
                ? ruleNum.map(number -> List.of(number.toString())).orElse(List.of())
                : List.<String>of();
        return change(
                Sh.sh("{} {} {} {} {}", base(program), action == Action.INSERT ? "-I" : "-A", where, place, rule()));
    }

    private List<String> base(String program) {
        var words = new ArrayList<>(List.of(program, "-t", table));
        wait_.ifPresent(seconds -> words.addAll(List.of("-w", seconds.toString())));
        return words;
    }

    private Plan settled() {
        return Plan.settled(result());
    }

    private Plan change(Sh sh) {
        var changed = result().withChanged(true);
        return new Plan.Change(
                Diff.state(chain.orElse(table), Map.of(), Map.of("rule", Value.of(String.join(" ", rule())))),
                Script.of(sh),
                changed,
                answer -> Plan.settled(answer.ok() ? changed : Result.failed(Plan.complaint(answer))));
    }

    private Result result() {
        return Result.UNCHANGED
                .with("ip_version", ipVersion.name().toLowerCase(Locale.ROOT))
                .with("table", table)
                .with("chain", chain.orElse(""))
                .with("rule", String.join(" ", rule()))
                .with("state", state.name().toLowerCase(Locale.ROOT));
    }

    /** The words of the rule, in the order in which iptables wants them. */
    List<String> rule() {
        var words = new ArrayList<String>();
        option(words, "-p", protocol);
        option(words, "-s", source);
        option(words, "-d", destination);
        match.forEach(name -> words.addAll(List.of("-m", name)));
        option(words, "-j", jump);
        option(words, "--gateway", gateway);
        option(words, "--log-prefix", logPrefix);
        option(words, "--log-level", logLevel);
        option(words, "--to-destination", toDestination);
        option(words, "--to-source", toSource);
        option(words, "-g", goto_);
        option(words, "-i", inInterface);
        option(words, "-o", outInterface);
        option(words, "-f", fragment);
        option(words, "--source-port", sourcePort);
        option(words, "--destination-port", destinationPort);
        if (!destinationPorts.isEmpty()) {
            extension(words, "multiport");
            words.addAll(List.of("--dports", String.join(",", destinationPorts)));
        }
        option(words, "--to-ports", toPorts);
        if (syn.equals("match")) {
            words.add("--syn");
        } else if (syn.equals("negate")) {
            words.addAll(List.of("!", "--syn"));
        }
        if (!ctstate.isEmpty()) {
            boolean old = match.contains("state");
            extension(words, old ? "state" : "conntrack");
            words.addAll(List.of(old ? "--state" : "--ctstate", String.join(",", ctstate)));
        }
        limit.or(() -> limitBurst).ifPresent(_ -> extension(words, "limit"));
        option(words, "--limit", limit);
        option(words, "--limit-burst", limitBurst);
        uidOwner.or(() -> gidOwner).ifPresent(_ -> extension(words, "owner"));
        option(words, "--uid-owner", uidOwner);
        option(words, "--gid-owner", gidOwner);
        if (jump.isEmpty() && rejectWith.isPresent()) {
            words.addAll(List.of("-j", "REJECT"));
        }
        option(words, "--reject-with", rejectWith);
        option(
                words,
                protocol.filter(name -> name.contains("v6")).isPresent() ? "--icmpv6-type" : "--icmp-type",
                icmpType);
        comment.ifPresent(text -> {
            extension(words, "comment");
            words.addAll(List.of("--comment", text));
        });
        return words;
    }

    private void extension(List<String> words, String name) {
        if (!match.contains(name)) {
            words.addAll(List.of("-m", name));
        }
    }

    private static void option(List<String> words, String option, Optional<String> value) {
        value.ifPresent(text -> {
            if (text.startsWith("!")) {
                words.add("!");
            }
            words.add(option);
            words.add(text.replaceFirst("^!\\s*", ""));
        });
    }
}
