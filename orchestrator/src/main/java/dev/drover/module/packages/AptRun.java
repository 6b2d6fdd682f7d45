package dev.drover.module.packages;

import dev.drover.module.Controller;
import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.AptLists;
import dev.drover.question.Output;
import dev.drover.question.Question;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** What all that apt does has in common: package lists that are fresh enough, how apt-get is run, and what the result says of it. */
record AptRun(AptUpdate update, AptOptions options, Controller controller) {

    private static final int NOT_UPDATED = 94;
    private static final Pattern NOTHING = Pattern.compile("(?m)^0 upgraded, 0 newly installed, 0 to remove");
    private static final Pattern ACTION = Pattern.compile("(?m)^(Inst|Remv|Purg|Del|Conf) ");
    private static final Pattern UNKNOWN = Pattern.compile("E: Unable to locate package (\\S+)");
    private static final Pattern NO_VERSION = Pattern.compile("E: Version '(.*)' for '(.*)' was not found");

    /**
     * Asks, with the age of the package lists where they are to be fetched; the plan then gets what is to be run before anything
     * else: nothing, or the fetching of the lists.
     */
    <A> Plan ask(Question<A> question, BiFunction<A, Lists, Plan> then) {
        if (!update.wished()) {
            return Plan.ask(question, answer -> then.apply(answer, new Lists(Optional.empty(), false)));
        }
        return Plan.ask(
                question,
                new AptLists(),
                (answer, age) -> then.apply(answer, new Lists(Optional.of(age), needed(age))));
    }

    private boolean needed(AptLists.Age age) {
        return update.needed(age);
    }

    /**
     * @param age empty where it was not asked
     * @param stale whether they are to be fetched first
     */
    record Lists(Optional<AptLists.Age> age, boolean stale) {}

    /** What makes package lists fresh; then the plan goes on. In check mode they stay as they are. */
    Plan freshen(Lists lists, BiFunction<Lists, Boolean, Plan> then) {
        if (!lists.stale || controller.checkMode()) {
            return then.apply(lists, false);
        }
        var script = Script.of(Sh.lines(List.of(updating(), Sh.sh("dr_apt_lists; echo $dr_new"))));
        return new Plan.Change(Diff.NONE, script, Result.UNCHANGED, answer -> {
            if (!answer.ok()) {
                return Plan.settled(failure("update", answer));
            }
            var words = answer.out().strip().split("\\s+");
            var age = new AptLists.Age(Long.parseLong(words[0]), Long.parseLong(words[1]));
            return then.apply(new Lists(Optional.of(age), false), words[2].equals("1"));
        });
    }

    private Sh updating() {
        return Sh.sh("{} || exit", update.run(options.lockTimeout()));
    }

    /** Nothing but the package lists. */
    Plan updateOnly() {
        return Plan.ask(new AptLists(), age -> {
            var lists = new Lists(Optional.of(age), needed(age));
            if (lists.stale && controller.checkMode()) {
                var foreseen = Result.UNCHANGED.withChanged(update.promising(age));
                return Plan.settled(cache(foreseen, lists, foreseen.changed()));
            }
            return freshen(
                    lists,
                    (fresh, updated) -> Plan.settled(cache(Result.UNCHANGED.withChanged(updated), fresh, updated)));
        });
    }

    /** Runs apt-get with these words; what it would do is asked where somebody wants to know. */
    Plan foreseen(List<String> words, Lists lists, boolean updated) {
        if (!controller.checkMode() && !controller.diffMode()) {
            return run(words, Optional.empty(), lists, updated);
        }
        return freshen(
                lists,
                (fresh, now) -> Plan.ask(
                        new Output(simulation(words)),
                        simulated -> simulated.ok()
                                ? run(words, Optional.of(simulated), fresh, updated || now)
                                : Plan.settled(failure(String.join(" ", words), simulated))));
    }

    /** Runs apt-get with these words where it would do anything. */
    Plan simulated(List<String> words) {
        var simulation = new Output(simulation(words));
        return ask(
                simulation,
                (answer, lists) -> lists.stale && !controller.checkMode()
                        ? freshen(
                                lists,
                                (fresh, updated) -> Plan.ask(simulation, again -> decide(words, again, fresh, updated)))
                        : decide(words, answer, lists, false));
    }

    private Plan decide(List<String> words, Answer simulated, Lists lists, boolean updated) {
        if (!simulated.ok()) {
            return Plan.settled(failure(String.join(" ", words), simulated));
        }
        if (!ACTION.matcher(simulated.out()).find()) {
            return Plan.settled(cache(said(Result.UNCHANGED, simulated).with("msg", ""), lists, updated));
        }
        return run(words, Optional.of(simulated), lists, updated);
    }

    Script simulation(List<String> words) {
        return Script.of("dr_apt {} -s {}", options.lockTimeout(), words);
    }

    /**
     * Runs apt-get, after the package lists have been fetched where they are stale.
     *
     * @param simulated what it would do, where that was asked
     */
    Plan run(List<String> words, Optional<Answer> simulated, Lists lists, boolean updated) {
        boolean stale = lists.stale && !controller.checkMode();
        var pieces = new ArrayList<Sh>();
        if (stale) {
            pieces.add(updating());
        }
        pieces.add(options.run(words));
        var diff = simulated.map(AptRun::diff).orElse(Diff.NONE);
        var foreseen =
                cache(simulated.map(answer -> said(Result.CHANGED, answer)).orElse(Result.CHANGED), lists, updated);
        return new Plan.Change(diff, Script.of(Sh.lines(pieces)), foreseen, answer -> {
            if (!answer.ok()) {
                return Plan.settled(failure(String.join(" ", words), answer));
            }
            boolean changed = !NOTHING.matcher(answer.out()).find();
            var result = cache(said(Result.UNCHANGED.withChanged(changed), answer), lists, updated || stale);
            return Plan.settled(result);
        });
    }

    /** Removes all fetched package files, where there are any. */
    Plan cleaning() {
        var look = new Output(
                Script.of(
                        "ls /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/* /var/cache/apt/*.bin 2>/dev/null; :"));
        return ask(
                look,
                (found, lists) -> found.out().isBlank()
                        ? Plan.settled(Result.UNCHANGED)
                        : new Plan.Change(
                                Diff.NONE,
                                Script.of(options.run(List.of("clean"))),
                                Result.CHANGED,
                                answer -> Plan.settled(
                                        answer.ok() ? said(Result.CHANGED, answer) : failure("clean", answer))));
    }

    Result cache(Result result, Lists lists, boolean updated) {
        var told = result.with("cache_updated", Value.of(updated));
        return lists.age
                .map(age -> told.with(
                        "cache_update_time", Value.of(updated ? Math.max(age.fetched(), age.now()) : age.fetched())))
                .orElse(told);
    }

    static Result said(Result result, Answer answer) {
        return lines(lines(result, "stdout", answer.out()), "stderr", answer.err());
    }

    private static Result lines(Result result, String field, String text) {
        return result.with(field, text)
                .with(field + "_lines", Value.Sequence.ofTexts(text.lines().toList()));
    }

    /** The part of a simulation that says what comes and goes. */
    private static Diff diff(Answer simulated) {
        var text = simulated.out();
        int from = text.indexOf("The following ");
        int to = text.indexOf("\nInst ");
        int other = text.indexOf("\nRemv ");
        int end = to < 0 ? other : other < 0 ? to : Math.min(to, other);
        return from < 0 || end < from
                ? Diff.NONE
                : new Diff(List.of(new Diff.PreparedPart(text.substring(from, end + 1))));
    }

    Result failure(String words, Answer answer) {
        var error = answer.err().strip();
        var unknown = UNKNOWN.matcher(error);
        var version = NO_VERSION.matcher(error);
        String message;
        if (answer.status() == NOT_UPDATED) {
            message = "Failed to update apt cache after %d retries: %s".formatted(update.updateCacheRetries(), error);
        } else if (unknown.find()) {
            message = "No package matching '%s' is available".formatted(unknown.group(1));
        } else if (version.find()) {
            message = "no available installation candidate for %s=%s".formatted(version.group(2), version.group(1));
        } else {
            message = "'apt-get %s' failed: %s".formatted(words, error);
        }
        return said(Result.failed(message), answer).with("rc", Value.of(answer.status()));
    }
}
