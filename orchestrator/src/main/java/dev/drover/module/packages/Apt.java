package dev.drover.module.packages;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.question.NodePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes sure that Debian packages are installed, or are not, and keeps the node's packages up to date.
 * What is installed is read from dpkg; apt-get is called only where there is something to do.
 */
@Module(value = "apt", summary = "Installs, upgrades and removes packages with apt.")
public record Apt(
        @Alias({"package", "pkg"}) @Doc("Packages: foo, foo=1.0*, foo>=1.0, foo*.")
        List<String> name,

        @Default("present") @Doc("What is to hold of them; without packages, what is to be done.")
        State state,

        @Doc("The file of a package on the node, or its URL.")
        Optional<NodePath> deb,

        @Default("no") @Doc("Upgrade all packages: yes or safe without, full or dist with removing others.")
        Upgrade upgrade,

        @Doc("Remove packages that nothing needs any more.") boolean autoremove,
        @Doc("Remove configuration files with packages.") boolean purge,

        @Doc("Remove fetched package files that can't be fetched any more.")
        boolean autoclean,

        @Doc("Remove all fetched package files.") boolean clean,
        AptUpdate update,
        AptOptions options,
        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        ABSENT,
        BUILD_DEP,
        FIXED,
        LATEST,
        PRESENT
    }

    public enum Upgrade {
        DIST,
        FULL,
        NO,
        SAFE,
        YES
    }

    public Apt {
        name = name.stream().filter(one -> !one.isBlank()).toList();
        long jobs = Stream.of(!name.isEmpty(), deb.isPresent(), upgrade != Upgrade.NO)
                .filter(given -> given)
                .count();
        if (jobs > 1) {
            throw new IllegalArgumentException("only one of deb, name and upgrade can be given");
        }
        name.stream().filter(one -> !one.equals("*")).forEach(PackageWish::parse);
    }

    @Override
    public Plan plan() {
        var run = new AptRun(update, options, controller);
        if (deb.isPresent()) {
            return new AptDeb(deb.get(), options, controller).plan(run);
        }
        if (upgrade != Upgrade.NO || name.contains("*")) {
            return run.simulated(upgradeWords());
        }
        if (!name.isEmpty()) {
            var wishes = name.stream().map(PackageWish::parse).toList();
            var packages = new AptPackages(wishes, state, purge, autoremove, options, controller).plan(run);
            return clean && !controller.checkMode() ? run.cleaning().then(_ -> packages) : packages;
        }
        if (state == State.FIXED) {
            return run.simulated(words(options.installing(), "install", "--fix-broken"));
        }
        if (autoremove) {
            return run.simulated(
                    purge
                            ? words(options.removing(), "autoremove", "--purge")
                            : words(options.removing(), "autoremove"));
        }
        if (clean) {
            return run.cleaning();
        }
        if (autoclean) {
            return run.simulated(words(options.removing(), "autoclean"));
        }
        return run.updateOnly();
    }

    private List<String> upgradeWords() {
        var words = upgrade == Upgrade.DIST || upgrade == Upgrade.FULL
                ? words(options.installing(), "dist-upgrade")
                : words(options.installing(), "upgrade", "--with-new-pkgs");
        return autoremove ? words(words, "--auto-remove") : words;
    }

    static List<String> words(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toList();
    }
}
