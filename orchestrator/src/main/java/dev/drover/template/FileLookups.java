package dev.drover.template;

import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lookups that tell which files there are. */
final class FileLookups {

    private FileLookups() {}

    static final Map<String, Lookups.Lookup> ALL = new Named<Lookups.Lookup>()
            .add((arguments, evaluator) -> Lookups.flat(arguments, term -> glob(term, evaluator)), "fileglob")
            .add(FileLookups::firstFound, "first_found")
            .all();

    static List<Value> glob(Value term, Evaluator evaluator) {
        String pattern = PyText.str(term);
        for (var place : Lookups.places("files", pattern, evaluator)) {
            var directory = place.getParent();
            if (directory == null || !Files.isDirectory(directory)) {
                continue;
            }
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + place.getFileName());
            try (var files = Files.list(directory)) {
                var found = files.filter(Files::isRegularFile)
                        .filter(file -> matcher.matches(file.getFileName()))
                        .sorted()
                        .<Value>map(file -> Value.of(file.toString()))
                        .toList();
                if (!found.isEmpty()) {
                    return found;
                }
            } catch (IOException e) {
                throw Mistake.of(directory + " can't be read: " + e.getMessage());
            }
        }
        return List.of();
    }

    /** What one term of first_found asks for: each name in each directory, or where files are looked for. */
    private static List<String> candidates(Value term, List<String> defaultPaths) {
        var names = new ArrayList<String>();
        var directories = new ArrayList<>(defaultPaths);
        switch (term) {
            case Value.Mapping mapping -> {
                mapping.get("files").ifPresent(files -> names.addAll(words(files)));
                mapping.get("paths").ifPresent(paths -> {
                    directories.clear();
                    directories.addAll(words(paths));
                });
                if (names.isEmpty()) {
                    return directories;
                }
            }
            case Value.Text text -> names.addAll(words(text));
            default -> {
                return Py.items(term).stream()
                        .flatMap(one -> candidates(one, defaultPaths).stream())
                        .toList();
            }
        }
        var candidates = new ArrayList<String>();
        for (var name : names) {
            if (directories.isEmpty()) {
                candidates.add(name);
            }
            directories.forEach(directory -> candidates.add(directory + "/" + name));
        }
        return candidates;
    }

    private static List<Value> firstFound(Arguments arguments, Evaluator evaluator) {
        boolean skip = arguments.flag(-1, "skip", false);
        List<String> paths = arguments.find(-1, "paths").map(FileLookups::words).orElse(List.of());
        var terms = new ArrayList<>(arguments.positional());
        arguments.find(-1, "files").ifPresent(terms::add);
        for (var term : terms) {
            for (var candidate : candidates(term, paths)) {
                var found = Lookups.places("files", candidate, evaluator).stream()
                        .filter(Files::exists)
                        .findFirst();
                if (found.isPresent()) {
                    return List.of(Value.of(found.get().toString()));
                }
            }
            skip |= skips(term);
        }
        if (skip) {
            return List.of();
        }
        throw Mistake.of("No file was found when using first_found.");
    }

    private static boolean skips(Value term) {
        return switch (term) {
            case Value.Mapping mapping -> mapping.get("skip").map(Py::truth).orElse(false);
            case Value.Sequence(var items) -> items.stream().anyMatch(FileLookups::skips);
            default -> false;
        };
    }

    private static List<String> words(Value value) {
        if (value instanceof Value.Text text) {
            return List.of(text.text().split("[,;]"));
        }
        return Py.items(value).stream().map(PyText::str).toList();
    }
}
