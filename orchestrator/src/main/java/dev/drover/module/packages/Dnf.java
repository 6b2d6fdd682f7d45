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
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Installs and removes packages of the RHEL family. What is installed is read from rpm; dnf, or yum where there is no dnf, is called
 * only where there is something to do.
 */
@Module(
        value = "dnf",
        aliases = {"yum", "dnf5"},
        summary = "Installs, upgrades and removes packages with dnf or yum.")
public record Dnf(
        @Alias("pkg") @Doc("Packages, groups (@name), files or addresses of packages.")
        List<String> name,

        @Default("present") @Doc("What is to hold of them.") State state,

        @Alias("expire-cache") @Doc("Fetch the package lists first.")
        boolean updateCache,

        @Doc("More repositories that are used.") List<String> enablerepo,
        @Doc("Repositories that are not used.") List<String> disablerepo,
        @Doc("Packages that stay as they are.") List<String> exclude,
        @Doc("Plug-ins that are not used.") List<String> disablePlugin,
        @Doc("More plug-ins that are used.") List<String> enablePlugin,
        @Doc("Install what is not signed.") boolean disableGpgCheck,

        @Doc("Let a version that is named replace a newer one.")
        boolean allowDowngrade,

        @Doc("Remove packages that nothing needs any more.") boolean autoremove,
        @Doc("With latest: only what closes holes.") boolean security,
        @Doc("With latest: only what mends faults.") boolean bugfix,
        @Doc("With latest: only what is installed.") boolean updateOnly,

        @Default("true") @Doc("Install what packages recommend.")
        boolean installWeakDeps,

        @Doc("Another version than the best will do.") Optional<Boolean> nobest,
        @Doc("Leave out what can't be installed.") boolean skipBroken,
        @Doc("Only fetch the packages.") boolean downloadOnly,
        @Doc("Another configuration file.") Optional<NodePath> confFile,
        @Doc("The release whose packages are used.") Optional<String> releasever,

        @Default("30") @Doc("Accepted from Ansible: dnf waits for its lock itself.")
        int lockTimeout,

        @Default("true") @Doc("Accepted from Ansible: no Python is needed.")
        boolean useBackend,

        @Default("true") @Doc("Whether a server's certificate must be good.")
        boolean validateCerts)
        implements ModuleCall {

    public enum State {
        ABSENT,
        INSTALLED,
        LATEST,
        PRESENT,
        REMOVED
    }

    public Dnf {
        name = name.stream().filter(one -> !one.isBlank()).toList();
        if (name.isEmpty() && !updateCache && !autoremove) {
            throw new IllegalArgumentException("one of name, update_cache and autoremove is required");
        }
        name.stream().filter(one -> one.startsWith("-")).findFirst().ifPresent(one -> {
            throw new IllegalArgumentException("there is no package \"" + one + "\"");
        });
    }

    @Override
    public Plan plan() {
        if (name.isEmpty()) {
            return autoremove
                    ? run("autoremove", List.of())
                    : Plan.changeOrFail(
                            Diff.NONE,
                            script(List.of("makecache")),
                            _ -> Result.UNCHANGED.with("msg", "Cache updated").with("rc", Value.of(0)));
        }
        boolean latest = state == State.LATEST;
        var look = Script.of("dr_rpm {} {} {}", latest ? "1" : "", String.join(" ", options()), name);
        return Plan.ask(
                new Output(look), answer -> answer.ok() ? decide(answer) : Plan.failed("%s", Plan.complaint(answer)));
    }

    private Plan decide(Answer answer) {
        var missing = new ArrayList<String>();
        var there = new ArrayList<String>();
        var outdated = new ArrayList<String>();
        answer.out().lines().map(line -> line.split(" ", 2)).forEach(words -> {
            switch (words[0]) {
                case "there" -> there.add(words[1]);
                case "outdated" -> outdated.add(words[1]);
                default -> missing.add(words[1]);
            }
        });
        return switch (state) {
            case ABSENT, REMOVED ->
                act("remove", Stream.concat(there.stream(), outdated.stream()).toList());
            case PRESENT, INSTALLED -> act("install", missing);
            case LATEST -> {
                var wanted = updateOnly
                        ? outdated
                        : Stream.concat(missing.stream(), outdated.stream()).toList();
                yield act(missing.isEmpty() || updateOnly ? "upgrade" : "install", wanted);
            }
        };
    }

    private Plan act(String verb, List<String> names) {
        return names.isEmpty()
                ? Plan.settled(Result.UNCHANGED
                        .with("msg", "Nothing to do")
                        .with("rc", Value.of(0))
                        .with("results", Value.EMPTY_SEQUENCE))
                : run(verb, names);
    }

    private Plan run(String verb, List<String> names) {
        var results = names.stream()
                .map(one -> (verb.equals("remove") ? "Removed: " : "Installed: ") + one)
                .toList();
        var result =
                Result.CHANGED.with("rc", Value.of(0)).with("msg", "").with("results", Value.Sequence.ofTexts(results));
        var words = new ArrayList<>(List.of(verb));
        if (verb.equals("install") && allowDowngrade) {
            words.add("--allowerasing");
        }
        words.addAll(names);
        return new Plan.Change(Diff.NONE, script(words), result, answer -> {
            if (!answer.ok()) {
                return Plan.settled(Result.failed(Plan.complaint(answer))
                        .with("rc", Value.of(answer.status()))
                        .with(
                                "results",
                                Value.Sequence.ofTexts(answer.out().lines().toList())));
            }
            boolean nothing = answer.out().lines().anyMatch(line -> line.strip().matches("Nothing to do\\.?"));
            return Plan.settled(result.withChanged(!nothing));
        });
    }

    private Script script(List<String> words) {
        return Script.of("dr_dnf {} -y {} {}", updateCache ? "1" : "", options(), words);
    }

    private List<String> options() {
        var words = new ArrayList<String>();
        enablerepo.forEach(one -> words.add("--enablerepo=" + one));
        disablerepo.forEach(one -> words.add("--disablerepo=" + one));
        exclude.forEach(one -> words.add("--exclude=" + one));
        disablePlugin.forEach(one -> words.add("--disableplugin=" + one));
        enablePlugin.forEach(one -> words.add("--enableplugin=" + one));
        confFile.ifPresent(file -> words.add("--config=" + file));
        releasever.ifPresent(release -> words.add("--releasever=" + release));
        add(words, disableGpgCheck, "--nogpgcheck");
        add(words, security, "--security");
        add(words, bugfix, "--bugfix");
        add(words, !installWeakDeps, "--setopt=install_weak_deps=False");
        add(words, nobest.orElse(false), "--nobest");
        add(words, skipBroken, "--skip-broken");
        add(words, downloadOnly, "--downloadonly");
        add(words, !validateCerts, "--setopt=sslverify=False");
        add(
                words,
                autoremove && (state == State.ABSENT || state == State.REMOVED),
                "--setopt=clean_requirements_on_remove=True");
        return words;
    }

    private static void add(List<String> words, boolean wished, String word) {
        if (wished) {
            words.add(word);
        }
    }
}
