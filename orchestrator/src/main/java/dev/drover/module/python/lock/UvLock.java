package dev.drover.module.python.lock;

import dev.drover.module.python.lock.Graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code uv.lock}: packages with what each needs; the project itself is one of them. */
final class UvLock {

    private static final String VERSION = "1";

    private final Toml lock;
    private final Selection selection;
    private final Map<String, List<Toml>> packages = new HashMap<>();
    private final Graph<Toml> graph = new Graph<>();

    private UvLock(Toml lock, Selection selection) {
        this.lock = lock;
        this.selection = selection;
    }

    static Locked read(Project project, String name, Selection selection) {
        return new UvLock(project.toml(name), selection).locked(project);
    }

    private Locked locked(Project project) {
        if (!String.valueOf(lock.raw("version")).equals(VERSION)) {
            throw LockException.at(
                    lock.file(),
                    lock.line("version"),
                    "it is of version %s; version %s can be read".formatted(lock.raw("version"), VERSION));
        }
        var all = lock.tables("package");
        all.forEach(one -> packages.computeIfAbsent(one.need("name"), key -> new ArrayList<>())
                .add(one));
        var root = all.stream()
                .filter(UvLock::isProject)
                .findFirst()
                .orElseThrow(() -> lock.wrong("no package in it is the project itself"));
        project.pyproject().ifPresent(pyproject -> checkAgainst(pyproject, root));
        all.forEach(this::edges);
        var pins = new ArrayList<Pin>();
        graph.from(roots(root)).forEach((one, when) -> {
            if (!one.equals(root) && !when.equals(Condition.NEVER)) {
                pins.add(pin(one, when));
            }
        });
        return Locked.of(lock.text("requires-python"), pins);
    }

    private void checkAgainst(Toml pyproject, Toml root) {
        var metadata = root.table("metadata");
        var locked = metadata.map(all -> all.tables("requires-dist")).orElse(List.of()).stream()
                .map(Declared::ofUv)
                .collect(Collectors.toSet());
        var written = Declared.ofProject(pyproject);
        if (written.isPresent()) {
            for (var one : written.get()) {
                if (!locked.contains(one.requirement())) {
                    throw stale(
                            pyproject.file() + ":" + one.line() + " wants " + one.text() + ", which it does not know");
                }
            }
            var known = written.get().stream().map(Declared::requirement).collect(Collectors.toSet());
            for (var one : locked) {
                if (!known.contains(one)) {
                    throw stale("it was made when " + pyproject.file() + " wanted another " + one.name());
                }
            }
        }
        var python = pyproject.table("project").flatMap(all -> all.text("requires-python"));
        var before = lock.text("requires-python");
        if (python.isPresent() && before.isPresent() && !Declared.sameRange(python.get(), before.get())) {
            throw stale(
                    "it was made for Python " + before.get() + ", and " + pyproject.file() + " wants " + python.get());
        }
    }

    private LockException stale(String why) {
        return LockException.stale(lock.file(), why, LockFormat.UV);
    }

    private static boolean isProject(Toml one) {
        var source = one.table("source");
        return source.flatMap(s -> s.text("virtual")).filter("."::equals).isPresent()
                || source.flatMap(s -> s.text("editable")).filter("."::equals).isPresent();
    }

    private List<Node<Toml>> roots(Toml root) {
        var roots = new ArrayList<Node<Toml>>();
        roots.add(new Node<>(root, ""));
        for (var extra : selection.extras()) {
            if (root.table("optional-dependencies")
                    .filter(all -> all.keys().contains(extra))
                    .isEmpty()) {
                throw root.wrong("the project has no extra " + extra);
            }
            roots.add(new Node<>(root, extra));
        }
        for (var group : selection.groups()) {
            if (root.table("dev-dependencies")
                    .filter(all -> all.keys().contains(group))
                    .isEmpty()) {
                throw root.wrong("the project has no dependency group " + group);
            }
            roots.add(new Node<>(root, "group " + group));
        }
        return roots;
    }

    private void edges(Toml one) {
        one.tables("dependencies").forEach(to -> edge(new Node<>(one, ""), to));
        one.table("optional-dependencies")
                .ifPresent(extras -> extras.keys()
                        .forEach(extra -> extras.tables(extra).forEach(to -> edge(new Node<>(one, extra), to))));
        one.table("dev-dependencies")
                .ifPresent(groups -> groups.keys()
                        .forEach(group ->
                                groups.tables(group).forEach(to -> edge(new Node<>(one, "group " + group), to))));
    }

    private void edge(Node<Toml> from, Toml to) {
        var when = condition(to, "marker");
        for (var target : packages.getOrDefault(to.need("name"), List.of())) {
            boolean meant = to.text("version")
                            .equals(target.text("version")
                                    .filter(v -> to.text("version").isPresent()))
                    && (to.table("source").isEmpty()
                            || to.table("source")
                                    .get()
                                    .content()
                                    .toMap()
                                    .equals(target.table("source")
                                            .map(s -> s.content().toMap())
                                            .orElse(Map.of())));
            if (meant) {
                graph.needs(from, new Node<>(target, ""), when);
                to.texts("extra").forEach(extra -> graph.needs(from, new Node<>(target, extra), when));
                return;
            }
        }
        throw to.wrong("it needs " + to.need("name") + ", which the lock does not have");
    }

    private Condition condition(Toml table, String key) {
        try {
            return Condition.of(table.text(key).orElse(""), selection);
        } catch (IllegalArgumentException e) {
            throw LockException.at(lock.file(), table.line(key), e.getMessage());
        }
    }

    private Pin pin(Toml one, Condition when) {
        var source = one.table("source").orElseThrow(() -> one.wrong("there is no source"));
        for (var kind : List.of("git", "path", "directory", "editable", "virtual")) {
            if (source.keys().contains(kind)) {
                throw one.wrong("%s comes from a %s; only files of an index or of a URL have hashes that can be checked"
                        .formatted(one.need("name"), kind));
            }
        }
        var hashes = new TreeSet<String>();
        one.table("sdist").flatMap(file -> file.text("hash")).ifPresent(hashes::add);
        one.tables("wheels").forEach(file -> file.text("hash").ifPresent(hashes::add));
        if (hashes.isEmpty()) {
            throw one.wrong(one.need("name") + " has no hash");
        }
        Optional<String> url = source.text("url");
        return new Pin(one.need("name"), one.need("version"), hashes, when, url, one.line());
    }
}
