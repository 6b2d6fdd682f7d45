package dev.drover.module.packages;

import dev.drover.module.Alias;
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
import java.util.List;

/** Installs and removes packages of Alpine Linux. What apk would do is read from its own simulation. */
@Module(value = "apk", collection = "community.general", summary = "Installs and removes packages with apk.")
public record Apk(
        @Doc("The packages.") List<String> name,
        @Default("present") @Doc("What is to hold of them.") State state,

        @Alias("update-cache") @Doc("Fetch the package lists first.")
        boolean updateCache,

        @Doc("Bring all packages up to date.") boolean upgrade,

        @Doc("With upgrade: take what the lists have, be it older.")
        boolean available,

        @Doc("Do not use the cache.") boolean noCache,

        @Doc("Other repositories, in the place of the node's own.")
        List<String> repository,

        @Default("/etc/apk/world") @Doc("Accepted from Ansible: apk knows its list itself.")
        String world)
        implements ModuleCall {

    public enum State {
        ABSENT,
        INSTALLED,
        LATEST,
        PRESENT,
        REMOVED
    }

    public Apk {
        if (name.isEmpty() && !updateCache && !upgrade) {
            throw new IllegalArgumentException("one of name, update_cache and upgrade is required");
        }
        name.stream().filter(one -> one.startsWith("-")).findFirst().ifPresent(one -> {
            throw new IllegalArgumentException("there is no package \"" + one + "\"");
        });
    }

    @Override
    public Plan plan() {
        if (name.isEmpty() && !upgrade) {
            return updated().then(_ -> Plan.settled(Result.CHANGED.with("msg", "updated repository indexes")));
        }
        return updateCache ? updated().then(_ -> simulated()) : simulated();
    }

    private Plan updated() {
        return new Plan.Change(
                Diff.NONE,
                Script.of("apk update {}", repositories()),
                Result.CHANGED,
                answer -> Plan.settled(
                        answer.ok()
                                ? Result.UNCHANGED
                                : Result.failed("could not update package db: " + Plan.complaint(answer))));
    }

    private List<Sh> repositories() {
        return repository.stream().map(one -> Sh.sh("--repository {}", one)).toList();
    }

    private Sh command(String options) {
        var verb = upgrade ? "upgrade" : state == State.ABSENT || state == State.REMOVED ? "del" : "add";
        return Sh.sh(
                "apk {} {} {} {} {} {}",
                new Sh(verb),
                new Sh(options),
                new Sh(noCache ? "--no-cache" : ""),
                new Sh(upgrade && available ? "--available" : state == State.LATEST && !upgrade ? "-u" : ""),
                repositories(),
                name);
    }

    private Plan simulated() {
        return Plan.ask(new Output(Script.of(command("--simulate"))), answer -> {
            if (!answer.ok()) {
                return Plan.settled(said(
                        Result.failed(
                                "failed to install %s: %s".formatted(String.join(" ", name), Plan.complaint(answer))),
                        answer));
            }
            boolean changes = answer.out().lines().anyMatch(line -> line.matches("\\(\\d+/\\d+\\) .*"));
            if (!changes) {
                return Plan.settled(
                        said(Result.UNCHANGED.with("msg", "package(s) already in the desired state"), answer));
            }
            return new Plan.Change(
                    Diff.NONE,
                    Script.of(command("-q")),
                    said(Result.CHANGED, answer),
                    done -> Plan.settled(
                            done.ok()
                                    ? said(Result.CHANGED, answer).with("packages", Value.Sequence.ofTexts(name))
                                    : said(Result.failed(Plan.complaint(done)), done)));
        });
    }

    private static Result said(Result result, Answer answer) {
        return result.with("stdout", answer.out()).with("stderr", answer.err());
    }
}
