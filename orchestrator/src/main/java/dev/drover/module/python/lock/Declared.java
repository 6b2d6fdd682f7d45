package dev.drover.module.python.lock;

import dev.drover.module.python.Requirement;
import dev.drover.module.python.VersionRange;
import dev.drover.question.PythonPackages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a project file says that the project needs.
 *
 * @param text as written
 * @param line where
 */
record Declared(Wanted requirement, String text, int line) {

    private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?).*");
    private static final Pattern EXTRA = Pattern.compile("\\bextra\\s*==\\s*['\"]([^'\"]*)['\"]");

    /**
     * What two writings of one requirement have in common. Tools rewrite markers, so that these are not compared.
     *
     * @param name normalised
     * @param extras of the distribution, normalised
     * @param versions empty where it names a place instead
     * @param extra the project's extra that wants it; empty where it is always wanted
     */
    record Wanted(
            String name, Set<String> extras, Optional<Set<VersionRange.Condition>> versions, Optional<String> extra) {}

    static Declared of(String text, int line, Optional<String> extra) {
        var parsed = Requirement.parse(text);
        if (parsed.isPresent()) {
            var one = parsed.get();
            return new Declared(
                    new Wanted(
                            one.key(),
                            new TreeSet<>(one.extras()),
                            Optional.of(Set.copyOf(one.versions().conditions())),
                            extra),
                    text,
                    line);
        }
        var name = NAME.matcher(text);
        var key = PythonPackages.normalised(name.matches() ? name.group(1) : text);
        return new Declared(new Wanted(key, Set.of(), Optional.empty(), extra), text, line);
    }

    /** One entry of {@code requires-dist} of uv.lock. */
    static Wanted ofUv(Toml entry) {
        var extra = EXTRA.matcher(entry.text("marker").orElse(""));
        boolean versioned =
                entry.keys().stream().noneMatch(Set.of("git", "url", "path", "directory", "editable")::contains);
        return new Wanted(
                PythonPackages.normalised(entry.need("name")),
                versioned
                        ? entry.texts("extras").stream()
                                .map(PythonPackages::normalised)
                                .collect(Collectors.toCollection(TreeSet::new))
                        : Set.of(),
                versioned ? range(entry.text("specifier").orElse("")) : Optional.empty(),
                extra.find() ? Optional.of(PythonPackages.normalised(extra.group(1))) : Optional.empty());
    }

    private static Optional<Set<VersionRange.Condition>> range(String text) {
        return VersionRange.parse(text.equals("*") ? "" : text).map(range -> Set.copyOf(range.conditions()));
    }

    static boolean sameRange(String one, String other) {
        return range(one).equals(range(other));
    }

    /** What {@code [project]} needs, with its extras; empty where it leaves that to its build. */
    static Optional<List<Declared>> ofProject(Toml pyproject) {
        var project = pyproject.table("project");
        if (project.isEmpty() || project.get().texts("dynamic").contains("dependencies")) {
            return Optional.empty();
        }
        var all = new ArrayList<Declared>();
        int line = project.get().line("dependencies");
        project.get().texts("dependencies").forEach(text -> all.add(of(text, line, Optional.empty())));
        project.get()
                .table("optional-dependencies")
                .ifPresent(extras -> extras.keys()
                        .forEach(extra -> extras.texts(extra)
                                .forEach(text -> all.add(
                                        of(text, extras.line(extra), Optional.of(PythonPackages.normalised(extra)))))));
        return Optional.of(all);
    }

    /**
     * Why these pins can't be what this wants; empty where they can.
     *
     * @param selection of the pins: what is wanted by an extra counts only if the extra is
     */
    Optional<String> unmet(List<Pin> pins, Selection selection) {
        if (requirement
                .extra()
                .filter(extra -> !selection.extras().contains(extra))
                .isPresent()) {
            return Optional.empty();
        }
        var same = pins.stream()
                .filter(pin -> pin.name().equals(requirement.name()))
                .toList();
        if (same.isEmpty()) {
            return text.contains(";") ? Optional.empty() : Optional.of("it does not pin " + requirement.name());
        }
        var range = requirement.versions().map(conditions -> new VersionRange(List.copyOf(conditions)));
        boolean fits = range.isEmpty()
                || same.stream()
                        .anyMatch(pin -> pin.url().isPresent()
                                || range.get().contains(pin.version()).orElse(true));
        return fits
                ? Optional.empty()
                : Optional.of(
                        "it pins " + requirement.name() + " " + same.getFirst().version());
    }
}
