package dev.drover.module.packages;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.node.Sh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How apt-get is called. */
public record AptOptions(
        @Alias("install-recommends")
        @Doc("Install recommended packages too; by default as the node's apt is configured.")
        Optional<Boolean> installRecommends,

        @Alias("default-release") @Doc("The release whose packages are preferred.")
        Optional<String> defaultRelease,

        @Default("force-confdef,force-confold") @Doc("Options of dpkg, separated by commas.")
        String dpkgOptions,

        @Doc("Install what is not authenticated, downgrade, and change held packages. Dangerous.")
        boolean force,

        @Doc("Install what can't be authenticated.") boolean allowUnauthenticated,

        @Alias({"allow-downgrade", "allow_downgrades", "allow-downgrades"})
        @Doc("Let a version that is named replace a newer one.")
        boolean allowDowngrade,

        @Doc("Change packages that are on hold.") boolean allowChangeHeldPackages,

        @Doc("Fail where packages would be removed.") boolean failOnAutoremove,

        @Doc("Only bring up to date what is installed.") boolean onlyUpgrade,

        @Doc("Accepted for Ansible's sake: apt-get is always used.")
        boolean forceAptGet,

        @Default("true") @Doc("Accepted for Ansible's sake: nothing but apt-get and dpkg is needed.")
        boolean autoInstallModuleDeps,

        @Doc("What /usr/sbin/policy-rc.d answers meanwhile; 101 keeps services from being started.")
        Optional<Integer> policyRcD,

        @Default("60") @Doc("How many seconds to wait for another process that holds apt's locks.")
        long lockTimeout) {

    /** What the option --force-yes stood for before it was retired. */
    private static final List<String> FORCE = List.of(
            "--allow-unauthenticated",
            "--allow-downgrades",
            "--allow-remove-essential",
            "--allow-change-held-packages");

    /** What every call has. */
    private List<String> common() {
        var words = new ArrayList<String>();
        words.add("-y");
        Arrays.stream(dpkgOptions.split(","))
                .map(String::strip)
                .filter(option -> !option.isEmpty())
                .forEach(option -> words.addAll(List.of("-o", "Dpkg::Options::=--" + option)));
        return words;
    }

    /** For what installs or upgrades. */
    List<String> installing() {
        var words = common();
        if (force) {
            words.addAll(FORCE);
        }
        if (failOnAutoremove) {
            words.add("--no-remove");
        }
        if (allowDowngrade) {
            words.add("--allow-downgrades");
        }
        if (allowChangeHeldPackages) {
            words.add("--allow-change-held-packages");
        }
        if (allowUnauthenticated) {
            words.add("--allow-unauthenticated");
        }
        if (onlyUpgrade) {
            words.add("--only-upgrade");
        }
        defaultRelease.ifPresent(release -> words.addAll(List.of("-t", release)));
        installRecommends.ifPresent(
                wanted -> words.addAll(List.of("-o", "APT::Install-Recommends=" + (wanted ? "yes" : "no"))));
        return words;
    }

    /** For what removes. */
    List<String> removing() {
        var words = common();
        if (force) {
            words.addAll(FORCE);
        }
        if (allowChangeHeldPackages) {
            words.add("--allow-change-held-packages");
        }
        return words;
    }

    /** apt-get with these words, patient with locks, and under a policy for services where one is wished. */
    Sh run(List<String> words) {
        var command = Sh.sh("dr_apt {} {}", lockTimeout, words);
        return policyRcD
                .map(status -> Sh.sh("dr_policy {} {}", status, command))
                .orElse(command);
    }
}
