package dev.drover.module.python.lock;

import dev.drover.value.JsonReader;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code Pipfile.lock}: a section per category, each a mapping of names. */
final class PipfileLock {

    private static final String SPEC = "6";

    /** What an entry has that pins it to a place instead of a version. */
    private static final List<String> PLACES = List.of("git", "hg", "svn", "bzr", "path", "editable");

    private final String name;
    private final String text;
    private final Selection selection;

    private PipfileLock(String name, String text, Selection selection) {
        this.name = name;
        this.text = text;
        this.selection = selection;
    }

    static Locked read(Project project, String name, Selection selection) {
        return new PipfileLock(name, project.text(name), selection).locked(project);
    }

    private Locked locked(Project project) {
        var lock = parsed();
        var meta = mapping(lock, "_meta");
        var spec = meta.get("pipfile-spec").map(PipfileLock::plain).orElse("unknown");
        if (!spec.equals(SPEC)) {
            throw wrong("pipfile-spec", "it is of version %s; version %s can be read".formatted(spec, SPEC));
        }
        if (project.has("Pipfile")) {
            var locked =
                    mapping(meta, "hash").get("sha256").map(PipfileLock::plain).orElse("");
            var pipfile = project.toml("Pipfile");
            // one without sources is hashed with an index that only pipenv knows
            if (pipfile.raw("source") != null && !locked.equals(pipfileHash(pipfile))) {
                throw LockException.stale(name, "Pipfile was changed after it was made", LockFormat.PIPENV);
            }
        }
        var pins = new TreeMap<String, Pin>();
        var categories = new ArrayList<>(List.of("default"));
        for (var group : selection.groups()) {
            var category = group.equals("dev") || group.equals("dev-packages") ? "develop" : group;
            if (!lock.has(category)) {
                throw LockException.at(name, 0, "it has no category " + category);
            }
            categories.add(category);
        }
        if (!selection.extras().isEmpty()) {
            throw LockException.at(name, 0, "a Pipfile has no extras; its categories are groups");
        }
        for (var category : categories) {
            mapping(lock, category).entries().forEach((key, entry) -> {
                var pin = pin(plain(key), entry);
                pins.putIfAbsent(pin.name(), pin);
            });
        }
        var requires = mapping(meta, "requires");
        var python = requires.get("python_full_version")
                .or(() -> requires.get("python_version"))
                .map(PipfileLock::plain)
                .filter(version -> !version.equals("*"))
                .map(version ->
                        "==" + version + (version.chars().filter(c -> c == '.').count() > 1 ? "" : ".*"));
        return Locked.of(python, List.copyOf(pins.values()));
    }

    private Value.Mapping parsed() {
        try {
            if (JsonReader.parse(text) instanceof Value.Mapping lock) {
                return lock;
            }
        } catch (IllegalArgumentException e) {
            throw LockException.at(name, 0, e.getMessage());
        }
        throw LockException.at(name, 0, "it holds no object");
    }

    private Pin pin(String of, Value entry) {
        if (!(entry instanceof Value.Mapping one)) {
            throw wrong(of, of + " must be an object");
        }
        for (var place : PLACES) {
            if (one.has(place)) {
                throw wrong(
                        of,
                        of
                                + " comes from a %s; only files of an index or of a URL have hashes that can be checked"
                                        .formatted(place.equals("editable") ? "directory" : place));
            }
        }
        var hashes = new TreeSet<String>();
        if (one.get("hashes").orElse(Value.EMPTY_SEQUENCE) instanceof Value.Sequence(var items)) {
            items.forEach(item -> hashes.add(plain(item)));
        }
        if (hashes.isEmpty()) {
            throw wrong(of, of + " has no hash");
        }
        var url = one.get("file").map(PipfileLock::plain);
        var version = one.get("version").map(PipfileLock::plain).orElse("");
        if (url.isEmpty() && !version.startsWith("==")) {
            throw wrong(of, of + " is not pinned to a version");
        }
        try {
            var when = Condition.of(one.get("markers").map(PipfileLock::plain).orElse(""), selection);
            return new Pin(of, version.replaceFirst("^==", ""), hashes, when, url, line(of));
        } catch (IllegalArgumentException e) {
            throw wrong(of, e.getMessage());
        }
    }

    private Value.Mapping mapping(Value.Mapping in, String key) {
        var value = in.get(key).orElse(Value.EMPTY_MAPPING);
        if (value instanceof Value.Mapping found) {
            return found;
        }
        throw wrong(key, key + " must be an object");
    }

    private static String plain(Value value) {
        return switch (value) {
            case Value.Text(var own, var _, var _, var _) -> own;
            case Value.Int(var number) -> number.toString();
            default -> "";
        };
    }

    private LockException wrong(String key, String message) {
        return LockException.at(name, line(key), message);
    }

    /** Where a key stands: JSON's values do not know their place. */
    private int line(String key) {
        int at = text.indexOf("\"" + key + "\"");
        return at < 0 ? 0 : (int) text.substring(0, at).lines().count();
    }

    /** What pipenv writes into a lock to know the Pipfile that it was made from. */
    private static String pipfileHash(Toml pipfile) {
        var hashed = new TreeMap<String, Object>();
        hashed.put(
                "_meta",
                Map.of(
                        "sources",
                        pipfile.raw("source"),
                        "requires",
                        Optional.ofNullable(pipfile.raw("requires")).orElse(Map.of())));
        hashed.put("default", Optional.ofNullable(pipfile.raw("packages")).orElse(Map.of()));
        hashed.put("develop", Optional.ofNullable(pipfile.raw("dev-packages")).orElse(Map.of()));
        for (var section : pipfile.keys()) {
            if (!SECTIONS.contains(section)) {
                hashed.put(section, pipfile.raw(section));
            }
        }
        return PythonJson.COMPACT.sha256(hashed);
    }

    /** The sections that are hashed under another name, or not. */
    private static final List<String> SECTIONS = List.of(
            "source", "packages", "dev-packages", "requires", "scripts", "pipfile", "pipenv", "default", "develop");
}
