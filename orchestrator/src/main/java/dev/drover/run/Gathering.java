package dev.drover.run;

import dev.drover.node.Become;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.question.Facts;
import dev.drover.value.Value;
import dev.drover.vars.Layers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Gathers the facts that a play mentions, before its first task. */
final class Gathering {

    private final Set<HostState> wanted;
    private final Optional<Facts> facts;
    private final Play play;
    private final Services services;

    private Gathering(Collection<HostState> wanted, Optional<Facts> facts, Play play, Services services) {
        this.wanted = Set.copyOf(wanted);
        this.facts = facts;
        this.play = play;
        this.services = services;
    }

    /**
     * @param stillToCome the play and those behind it, which may look at this play's hosts through {@code hostvars}
     * @param names variables to find the names of the play's template files with
     */
    static Gathering of(Play play, List<Play> stillToCome, List<HostState> hosts, Services services, Layers names) {
        var said = play.keywords()
                .get(Keyword.GATHER_FACTS)
                .map(value -> services.templar().resolve(value, names))
                .map(ConnectionSettings::truth);
        var policy = services.options().rules().gathering();
        if (hosts.isEmpty() || !said.orElse(policy != VariableRules.Policy.EXPLICIT)) {
            return new Gathering(List.of(), Optional.empty(), play, services);
        }
        var facts = question(play, stillToCome, hosts, services, names);
        boolean all = policy != VariableRules.Policy.SMART; // which gather_facts: true does not override
        return new Gathering(
                hosts.stream().filter(host -> all || !host.facts.cover(facts)).toList(), facts, play, services);
    }

    private static Optional<Facts> question(
            Play play, List<Play> stillToCome, List<HostState> hosts, Services services, Layers names) {
        var subsets = play.keywords().list(Keyword.GATHER_SUBSET).stream()
                .map(Value::toString)
                .toList();
        if (!subsets.isEmpty()) {
            return Facts.ofSubsets(subsets);
        }
        var mentions = MentionedFacts.of(
                stillToCome,
                hosts,
                other -> services.scopes()
                        .ofTask(hosts.getFirst(), other, Optional.empty(), Map.of(), Map.of(), Loops.noItem()),
                services.templar(),
                names,
                other -> new Inclusions(other, services.includer(), services.preparation()));
        return mentions.all() ? Optional.of(Facts.all()) : Facts.needed(mentions.names());
    }

    /** Whether the play gathers facts at all, be they none. */
    boolean wanted() {
        return !wanted.isEmpty();
    }

    /** Whether it gathers those of a host. */
    boolean wants(HostState host) {
        return wanted.contains(host);
    }

    /** Sends the question without waiting. */
    void ask(HostState host) {
        facts.filter(question -> wants(host))
                .ifPresent(question -> host.link.book(become(host)).ask(List.of(question)));
    }

    /** Whether the facts have yet to be asked for. */
    boolean due(HostState host) {
        return facts.filter(
                        question -> host.link.book(become(host)).find(question).isEmpty())
                .isPresent();
    }

    /** Takes the facts over if they are here already. */
    void keep(HostState host) {
        facts.flatMap(question -> host.link.book(become(host)).find(question))
                .filter(answer -> answer.isDone() && !answer.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .ifPresent(answer -> {
                    if (answer instanceof Value.Mapping mapping) {
                        host.facts.gathered(facts.get(), mapping);
                    }
                });
    }

    /** Waits for the facts of a host; without any to gather it makes sure that the host can be reached. */
    void gather(HostState host, Runnable askAhead) throws InterruptedException {
        if (facts.isEmpty()) {
            host.facts.gathered(Facts.none(), Value.EMPTY_MAPPING);
            return;
        }
        ask(host);
        var answer = host.link.book(become(host)).find(facts.get()).orElseThrow();
        try {
            if (answer.get() instanceof Value.Mapping mapping) {
                host.facts.gathered(facts.get(), mapping);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        askAhead.run();
    }

    private Optional<Become> become(HostState host) {
        var variables =
                services.scopes().ofTask(host, play, Optional.empty(), host.set, host.facts.byName(), Loops.noItem());
        return new ConnectionSettings(play.keywords(), variables, services.templar(), services.options()).become();
    }
}
