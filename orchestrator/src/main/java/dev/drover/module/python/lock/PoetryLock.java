package dev.drover.module.python.lock;

import dev.drover.question.PythonPackages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads {@code poetry.lock} as Poetry 2 writes it: each package says which groups want it, and when. */
final class PoetryLock {

    private static final String VERSION = "2.1";
    private static final List<String> PROJECT = List.of("requires-python", "dependencies", "optional-dependencies");
    private static final List<String> LEGACY = List.of("dependencies", "source", "extras", "dev-dependencies");

    private final Toml lock;
    private final Selection selection;

    private PoetryLock(Toml lock, Selection selection) {
        this.lock = lock;
        this.selection = selection;
    }

    static Locked read(Project project, String name, Selection selection) {
        return new PoetryLock(project.toml(name), selection).locked(project);
    }

    private Locked locked(Project project) {
        var metadata = lock.table("metadata").orElseThrow(() -> lock.wrong("there is no [metadata]"));
        var version = metadata.text("lock-version").orElse("unknown");
        if (!version.equals(VERSION)) {
            throw LockException.at(
                    lock.file(),
                    metadata.line("lock-version"),
                    "it is of version %s; version %s can be read, which Poetry 2 makes: poetry lock"
                            .formatted(version, VERSION));
        }
        project.pyproject().ifPresent(pyproject -> {
            var hash = metadata.text("content-hash").orElse("");
            if (!hash.equals(contentHash(pyproject, true)) && !hash.equals(contentHash(pyproject, false))) {
                throw LockException.stale(
                        lock.file(), pyproject.file() + " was changed after it was made", LockFormat.POETRY);
            }
            groupsOf(pyproject);
        });
        extras();
        var pins = new ArrayList<Pin>();
        for (var one : lock.tables("package")) {
            var when = when(one);
            if (!when.equals(Condition.NEVER)) {
                pins.add(pin(one, when));
            }
        }
        return Locked.of(metadata.text("python-versions"), pins);
    }

    private void extras() {
        var known = new TreeSet<String>();
        lock.table("extras")
                .ifPresent(extras -> extras.keys().forEach(extra -> known.add(PythonPackages.normalised(extra))));
        for (var extra : selection.extras()) {
            if (!known.contains(extra)) {
                throw lock.wrong("the project has no extra " + extra);
            }
        }
    }

    /** Groups are named by the project file alone where all that they want is wanted by others too. */
    private void groupsOf(Toml pyproject) {
        var known = new TreeSet<String>();
        pyproject.table("dependency-groups").ifPresent(all -> known.addAll(all.keys()));
        pyproject.table("tool", "poetry", "group").ifPresent(all -> known.addAll(all.keys()));
        var normalised = new TreeSet<String>();
        known.forEach(group -> normalised.add(PythonPackages.normalised(group)));
        for (var group : selection.groups()) {
            if (!normalised.contains(group)) {
                throw LockException.at(pyproject.file(), 0, "the project has no dependency group " + group);
            }
        }
    }

    private Condition when(Toml one) {
        var when = Condition.NEVER;
        for (var group : one.texts("groups")) {
            if (group.equals("main") || selection.groups().contains(PythonPackages.normalised(group))) {
                when = when.or(condition(one, group));
            }
        }
        return when;
    }

    private Condition condition(Toml one, String group) {
        var marker = one.raw("markers") instanceof String all
                ? all
                : one.table("markers").flatMap(each -> each.text(group)).orElse("");
        try {
            return Condition.of(marker, selection);
        } catch (IllegalArgumentException e) {
            throw LockException.at(lock.file(), one.line("markers"), e.getMessage());
        }
    }

    private Pin pin(Toml one, Condition when) {
        var source = one.table("source");
        var kind = source.flatMap(s -> s.text("type")).orElse("legacy");
        if (!kind.equals("legacy") && !kind.equals("url")) {
            throw one.wrong("%s comes from a %s; only files of an index or of a URL have hashes that can be checked"
                    .formatted(one.need("name"), kind));
        }
        var hashes = new TreeSet<String>();
        one.tables("files").forEach(file -> hashes.add(file.need("hash")));
        if (hashes.isEmpty()) {
            throw one.wrong(one.need("name") + " has no hash");
        }
        var url = source.filter(s -> kind.equals("url")).flatMap(s -> s.text("url"));
        return new Pin(one.need("name"), one.need("version"), hashes, when, url, one.line());
    }

    /** What Poetry writes into a lock to know the project file that it was made from. */
    private static String contentHash(Toml pyproject, boolean withGroups) {
        var project = new HashMap<String, Object>();
        pyproject
                .table("project")
                .ifPresent(all ->
                        PROJECT.stream().filter(all.keys()::contains).forEach(key -> project.put(key, all.raw(key))));
        var groups = withGroups && pyproject.keys().contains("dependency-groups")
                ? pyproject.raw("dependency-groups")
                : Map.of();
        boolean more = !project.isEmpty() || !groups.equals(Map.of());
        var own = new HashMap<String, Object>();
        var poetry = pyproject.table("tool", "poetry");
        for (var key : LEGACY) {
            var value = poetry.map(all -> all.raw(key)).orElse(null);
            if (value != null || !more) {
                own.put(key, value);
            }
        }
        poetry.map(all -> all.raw("group")).ifPresent(value -> own.put("group", value));
        if (!more) {
            return PythonJson.SPACED.sha256(own);
        }
        var hashed = new HashMap<String, Object>();
        if (!project.isEmpty()) {
            hashed.put("project", project);
        }
        if (!groups.equals(Map.of())) {
            hashed.put("dependency-groups", groups);
        }
        hashed.put("tool", Map.of("poetry", own));
        return PythonJson.SPACED.sha256(hashed);
    }
}
