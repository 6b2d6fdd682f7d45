package dev.drover.module.packages;

import dev.drover.module.Controller;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.Output;
import dev.drover.question.Packages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Packages that are named: which of them apt-get must install, upgrade or remove. */
record AptPackages(
        List<PackageWish> wishes,
        Apt.State state,
        boolean purge,
        boolean autoremove,
        AptOptions options,
        Controller controller) {

    Plan plan(AptRun run) {
        var installed = new Packages(wishes.stream().map(PackageWish::name).toList());
        var words = wishes.stream().map(PackageWish::word).toList();
        return switch (state) {
            case ABSENT ->
                run.ask(
                        installed,
                        (known, lists) -> run.freshen(lists, (fresh, updated) -> remove(run, known, fresh, updated)));
            case BUILD_DEP -> run.simulated(install("build-dep", words));
            case FIXED -> run.simulated(Apt.words(install("install", words), "--fix-broken"));
            case PRESENT, LATEST ->
                needsCandidates()
                        ? withCandidates(run, installed)
                        : run.ask(installed, (known, lists) -> install(run, missing(known, Map.of()), lists));
        };
    }

    /** Whether it takes more than dpkg's knowledge: which versions there are, or which packages. */
    private boolean needsCandidates() {
        return state == Apt.State.LATEST
                || wishes.stream()
                        .anyMatch(wish -> wish.wild() || wish.atLeast().isPresent());
    }

    private Plan withCandidates(AptRun run, Packages installed) {
        var look = candidates();
        return run.ask(
                new dev.drover.question.Both<>(installed, look),
                (seen, lists) -> lists.stale()
                        ? run.freshen(
                                lists,
                                (fresh, updated) -> updated
                                        ? Plan.ask(look, again -> install(run, seen.first(), again, fresh, true))
                                        : install(run, seen.first(), seen.second(), fresh, false))
                        : install(run, seen.first(), seen.second(), lists, false));
    }

    private Plan install(AptRun run, Packages.Known known, Answer policy, AptRun.Lists lists, boolean updated) {
        var candidates = Candidates.read(policy.out());
        for (var wish : wishes) {
            if (wish.atLeast().isPresent()
                    && !wish.met(known)
                    && !Optional.ofNullable(candidates.get(wish.name()))
                            .map(wish::accepts)
                            .orElse(false)) {
                return Plan.failed("no available installation candidate for %s", wish);
            }
        }
        return install(run, missing(known, candidates), lists, updated);
    }

    /** The words for apt-get of what is not as it should be. */
    private List<String> missing(Packages.Known known, Map<String, String> candidates) {
        var words = new ArrayList<String>();
        for (var wish : wishes) {
            if (wish.wild()) {
                candidates.forEach((name, candidate) -> {
                    var one = new PackageWish(name, wish.version(), wish.atLeast());
                    if (name.matches(Packages.expression(wish.name())) && missing(one, known, candidates)) {
                        words.add(one.word());
                    }
                });
            } else if (missing(wish, known, candidates)) {
                words.add(wish.word());
            }
        }
        return words;
    }

    private boolean missing(PackageWish wish, Packages.Known known, Map<String, String> candidates) {
        var there = known.named(wish.name()).stream()
                .filter(Packages.Entry::installed)
                .findFirst();
        if (options.onlyUpgrade() && there.isEmpty()) {
            return false;
        }
        if (!wish.met(known)) {
            return true;
        }
        return state == Apt.State.LATEST
                && wish.version().isEmpty()
                && there.isPresent()
                && candidates.containsKey(wish.name())
                && DebianVersion.compare(
                                candidates.get(wish.name()), there.get().version())
                        > 0;
    }

    private Plan install(AptRun run, List<String> missing, AptRun.Lists lists) {
        return install(run, missing, lists, false);
    }

    private Plan install(AptRun run, List<String> missing, AptRun.Lists lists, boolean updated) {
        if (missing.isEmpty()) {
            return run.freshen(lists, (fresh, now) -> Plan.settled(run.cache(Result.UNCHANGED, fresh, updated || now)));
        }
        return run.foreseen(install("install", missing), lists, updated);
    }

    private List<String> install(String verb, List<String> names) {
        var words = new ArrayList<>(options.installing());
        if (autoremove) {
            words.add("--auto-remove");
        }
        words.add(verb);
        words.addAll(names);
        return words;
    }

    private Plan remove(AptRun run, Packages.Known known, AptRun.Lists lists, boolean updated) {
        var names = wishes.stream()
                .flatMap(wish -> known.named(wish.name()).stream())
                .filter(entry -> entry.installed() || purge && entry.configured())
                .map(entry -> entry.architecture().equals("all")
                                || entry.architecture().equals(known.architecture())
                        ? entry.name()
                        : entry.name() + ":" + entry.architecture())
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return Plan.settled(run.cache(Result.UNCHANGED, lists, updated));
        }
        var words = new ArrayList<>(options.removing());
        if (purge) {
            words.add("--purge");
        }
        if (autoremove) {
            words.add("--auto-remove");
        }
        words.add("remove");
        words.addAll(names);
        return run.foreseen(words, lists, updated);
    }

    /** Asks which versions apt would install; of patterns, after finding out which packages they mean. */
    private Output candidates() {
        var release = options.defaultRelease()
                .map(name -> List.of("-o", "APT::Default-Release=" + name))
                .orElse(List.of());
        var patterns = wishes.stream()
                .filter(PackageWish::wild)
                .map(wish -> Packages.expression(wish.name()))
                .collect(Collectors.joining("|"));
        var names = wishes.stream()
                .filter(wish -> !wish.wild())
                .map(PackageWish::name)
                .toList();
        return new Output(Script.of("dr_candidates {} {} {}", patterns, String.join(" ", release), names));
    }
}
