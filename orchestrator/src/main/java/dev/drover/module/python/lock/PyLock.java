package dev.drover.module.python.lock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code pylock.toml} (PEP 751), which several tools write. */
final class PyLock {

    private final Toml lock;
    private final Selection selection;

    private PyLock(Toml lock, Selection selection) {
        this.lock = lock;
        this.selection = selection;
    }

    static Locked read(Project project, String name, Selection selection) {
        var lock = project.toml(name);
        var groups = new HashSet<>(selection.groups());
        groups.addAll(lock.texts("default-groups"));
        var pins = new PyLock(lock, new Selection(selection.extras(), groups)).pins();
        project.pyproject()
                .flatMap(Declared::ofProject)
                .ifPresent(all -> all.forEach(one -> one.unmet(pins, selection).ifPresent(why -> {
                    throw LockException.stale(
                            name,
                            "%s, and pyproject.toml:%d wants %s".formatted(why, one.line(), one.text()),
                            LockFormat.PYLOCK);
                })));
        return Locked.of(lock.text("requires-python"), pins);
    }

    private ArrayList<Pin> pins() {
        var version = lock.text("lock-version").orElse("unknown");
        if (!version.matches("1[.][0-9]+")) {
            throw LockException.at(
                    lock.file(),
                    lock.line("lock-version"),
                    "it is of version %s; versions 1.x can be read".formatted(version));
        }
        for (var extra : selection.extras()) {
            if (!lock.texts("extras").contains(extra)) {
                throw lock.wrong("it was made without the extra " + extra);
            }
        }
        for (var group : selection.groups()) {
            if (!lock.texts("dependency-groups").contains(group)
                    && !lock.texts("default-groups").contains(group)) {
                throw lock.wrong("it was made without the dependency group " + group);
            }
        }
        var pins = new ArrayList<Pin>();
        for (var one : lock.tables("packages")) {
            var when = condition(one);
            if (!when.equals(Condition.NEVER) && !isProject(one)) {
                pins.add(pin(one, when));
            }
        }
        return pins;
    }

    private static boolean isProject(Toml one) {
        return one.table("directory")
                .flatMap(place -> place.text("path"))
                .filter("."::equals)
                .isPresent();
    }

    private Condition condition(Toml one) {
        try {
            return Condition.of(one.text("marker").orElse(""), selection);
        } catch (IllegalArgumentException e) {
            throw LockException.at(lock.file(), one.line("marker"), e.getMessage());
        }
    }

    private Pin pin(Toml one, Condition when) {
        var name = one.need("name");
        var archive = one.table("archive");
        if (one.keys().contains("vcs")
                || one.keys().contains("directory")
                || archive.filter(file -> file.text("url").isEmpty()).isPresent()) {
            throw one.wrong("%s comes from a %s; only files of an index or of a URL have hashes that can be checked"
                    .formatted(name, one.keys().contains("vcs") ? "repository" : "directory"));
        }
        var hashes = new TreeSet<String>();
        archive.ifPresent(file -> hashes(file, hashes));
        one.table("sdist").ifPresent(file -> hashes(file, hashes));
        one.tables("wheels").forEach(file -> hashes(file, hashes));
        if (hashes.isEmpty()) {
            throw one.wrong(name + " has no hash");
        }
        Optional<String> url = archive.flatMap(file -> file.text("url"));
        return new Pin(
                name,
                url.isPresent() ? one.text("version").orElse("") : one.need("version"),
                hashes,
                when,
                url,
                one.line());
    }

    private static void hashes(Toml file, TreeSet<String> into) {
        file.table("hashes")
                .ifPresent(all -> all.keys().forEach(algorithm -> into.add(algorithm + ":" + all.need(algorithm))));
    }
}
