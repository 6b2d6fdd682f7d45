package dev.drover.module.packages;

import dev.drover.question.Packages;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package as a playbook names it: {@code curl}, {@code curl=7.88*}, {@code curl>=7}, {@code libc6:i386}, {@code lib*}.
 *
 * @param version what follows {@code =}; may be a pattern
 * @param atLeast what follows {@code >=}
 */
record PackageWish(String name, Optional<String> version, Optional<String> atLeast) {

    private static final Pattern FORM =
            Pattern.compile("([a-z0-9A-Z*?\\[\\]][a-zA-Z0-9+.*?\\[\\]!-]*(?::[a-z0-9-]+)?)(?:(>?=)(\\S+))?");

    static PackageWish parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches() || form.group(1).endsWith("-")) {
            throw new IllegalArgumentException("must be a name of a package, not \"" + text + "\"");
        }
        boolean least = ">=".equals(form.group(2));
        var version = Optional.ofNullable(form.group(3));
        return new PackageWish(form.group(1), least ? Optional.empty() : version, least ? version : Optional.empty());
    }

    boolean wild() {
        return Packages.wild(name);
    }

    boolean bound() {
        return version.isPresent() || atLeast.isPresent();
    }

    /** Whether what is installed is what is wished; a newer one than the version that is named is not. */
    boolean met(Packages.Known known) {
        if (!bound()) {
            return known.satisfies(name);
        }
        return known.named(name).stream().anyMatch(entry -> entry.installed() && accepts(entry.version()));
    }

    boolean accepts(String candidate) {
        return version.map(wanted -> Pattern.matches(Packages.expression(wanted), candidate))
                .or(() -> atLeast.map(least -> DebianVersion.compare(candidate, least) >= 0))
                .orElse(true);
    }

    /** As apt-get takes it. */
    String word() {
        return version.map(wanted -> name + "=" + wanted).orElse(name);
    }

    @Override
    public String toString() {
        return name
                + version.map(wanted -> "=" + wanted)
                        .or(() -> atLeast.map(least -> ">=" + least))
                        .orElse("");
    }
}
