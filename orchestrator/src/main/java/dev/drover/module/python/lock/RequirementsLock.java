package dev.drover.module.python.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a requirements file that pins every distribution with its hashes, as pip-compile and exports of other tools make it. */
final class RequirementsLock {

    private static final Pattern PINNED = Pattern.compile(
            "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[[^\\]]*\\])?\\s*(?:===?\\s*([^\\s;*]+)|@\\s*(https?://\\S+))\\s*(?:;(.*))?");
    private static final Pattern HASH = Pattern.compile("\\s--hash[= ]([a-z0-9]+:[0-9A-Fa-f]+)");
    private static final Pattern INCLUDE = Pattern.compile("(?:-r\\s*|--requirement(?:\\s+|=))(\\S.*)");
    private static final int MAX_INCLUDES = 50;

    private final Project project;
    private final List<Pin> pins = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int included;

    private RequirementsLock(Project project) {
        this.project = project;
    }

    static Locked read(Project project, String name, Selection selection) {
        if (!selection.extras().isEmpty() || !selection.groups().isEmpty()) {
            throw LockException.at(name, 0, "a requirements file has no extras and no groups");
        }
        var reading = new RequirementsLock(project);
        reading.file(name);
        reading.check(name);
        return new Locked(Optional.empty(), reading.pins, reading.warnings);
    }

    private void file(String name) {
        if (++included > MAX_INCLUDES) {
            throw LockException.at(name, 0, "it includes too many files, or itself");
        }
        for (var line : RequirementLine.of(project.text(name))) {
            var include = INCLUDE.matcher(line.text());
            if (include.matches()) {
                file(beside(name, include.group(1).strip()));
            } else if (line.text().matches("(-e|--editable)\\b.*")) {
                throw unchecked(name, line, "a directory or a repository");
            } else if (line.text().startsWith("-")) {
                option(name, line);
            } else {
                pins.add(pin(name, line));
            }
        }
    }

    private static String beside(String name, String other) {
        return name.substring(0, name.lastIndexOf('/') + 1) + other;
    }

    /** Where packages come from is said of the application; a value may hold a password, and is not shown. */
    private void option(String name, RequirementLine line) {
        var option = line.text().split("[\\s=]", 2)[0];
        if (!List.of("--require-hashes", "-c", "--constraint").contains(option)) {
            warnings.add("%s:%d: %s is not heeded".formatted(name, line.number(), option));
        }
    }

    private static LockException unchecked(String name, RequirementLine line, String what) {
        return LockException.at(
                name,
                line.number(),
                "this comes from %s; only files of an index or of a URL have hashes that can be checked"
                        .formatted(what));
    }

    private Pin pin(String name, RequirementLine line) {
        var bare = line.text().replaceFirst("\\s--[a-z].*", "").strip();
        var pinned = PINNED.matcher(bare);
        if (!pinned.matches()) {
            if (bare.matches("(?s)[./~].*|.*\\b(git|hg|svn|bzr)\\+.*|[a-z]+:.*")) {
                throw unchecked(name, line, "a directory, a repository or a place without a name");
            }
            throw LockException.at(
                    name,
                    line.number(),
                    "\"%s\" is not pinned to one version with ==; %s makes a lock of it"
                            .formatted(bare, LockFormat.REQUIREMENTS.renewal()));
        }
        SortedSet<String> hashes = new TreeSet<>();
        HASH.matcher(line.text()).results().forEach(hash -> hashes.add(hash.group(1)));
        if (hashes.isEmpty()) {
            throw LockException.at(
                    name,
                    line.number(),
                    "%s has no hash; %s adds them".formatted(pinned.group(1), LockFormat.REQUIREMENTS.renewal()));
        }
        try {
            var when = Condition.of(Optional.ofNullable(pinned.group(4)).orElse(""), Selection.MAIN);
            return new Pin(
                    pinned.group(1),
                    Optional.ofNullable(pinned.group(2)).orElse(""),
                    hashes,
                    when,
                    Optional.ofNullable(pinned.group(3)),
                    line.number());
        } catch (IllegalArgumentException e) {
            throw LockException.at(name, line.number(), e.getMessage());
        }
    }

    /** Everything that the file it was made from wants must be pinned in a version that will do. */
    private void check(String name) {
        var from = name.replaceFirst("[.]txt$", ".in");
        var wanted = new ArrayList<Declared>();
        var file = project.has(from) ? from : "pyproject.toml";
        if (project.has(from)) {
            RequirementLine.of(project.text(from)).stream()
                    .filter(line -> !line.text().startsWith("-"))
                    .forEach(line -> wanted.add(Declared.of(line.text(), line.number(), Optional.empty())));
        } else {
            project.pyproject().flatMap(Declared::ofProject).ifPresent(wanted::addAll);
        }
        for (var one : wanted) {
            one.unmet(pins, Selection.MAIN).ifPresent(why -> {
                throw LockException.stale(
                        name,
                        "%s, and %s:%d wants %s".formatted(why, file, one.line(), one.text()),
                        LockFormat.REQUIREMENTS);
            });
        }
    }
}
