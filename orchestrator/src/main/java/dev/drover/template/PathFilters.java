package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Filters on paths and addresses. */
final class PathFilters {

    private PathFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add((value, arguments, evaluator) -> TextFilters.like(value, basename(path(value))), "basename")
            .add((value, arguments, evaluator) -> TextFilters.like(value, dirname(path(value))), "dirname")
            .add(
                    (value, arguments, evaluator) -> TextFilters.like(value, expanded(path(value), evaluator)),
                    "expanduser")
            .add((value, arguments, evaluator) -> TextFilters.like(value, real(path(value), evaluator)), "realpath")
            .add(
                    (value, arguments, evaluator) ->
                            TextFilters.like(value, relative(path(value), arguments.text(0, "start", "."), evaluator)),
                    "relpath")
            .add((value, arguments, evaluator) -> TextFilters.like(value, normal(path(value))), "normpath")
            .add(
                    (value, arguments, evaluator) -> {
                        String s = path(value);
                        int dot = s.lastIndexOf('.');
                        boolean none = dot <= s.lastIndexOf('/') + 1;
                        return new Opaques.Tuple(List.of(
                                TextFilters.like(value, none ? s : s.substring(0, dot)),
                                TextFilters.like(value, none ? "" : s.substring(dot))));
                    },
                    "splitext")
            .add((value, arguments, evaluator) -> Value.of(joined(value)), "path_join")
            .add((value, arguments, evaluator) -> Value.of(common(value)), "commonpath")
            .add(
                    (value, arguments, evaluator) -> TextFilters.like(value, variables(path(value), evaluator)),
                    "expandvars")
            .add((value, arguments, evaluator) -> new Value.Sequence(FileLookups.glob(value, evaluator)), "fileglob")
            .add(
                    (value, arguments, evaluator) ->
                            TextFilters.like(value, path(value).substring(lastSeparator(path(value)) + 1)),
                    "win_basename")
            .add(
                    (value, arguments, evaluator) -> {
                        String s = path(value);
                        String head = s.substring(0, lastSeparator(s) + 1);
                        String bare = head.replaceFirst("[/\\\\]+$", "");
                        return TextFilters.like(value, bare.isEmpty() || bare.endsWith(":") ? head : bare);
                    },
                    "win_dirname")
            .add(
                    (value, arguments, evaluator) -> {
                        String s = path(value);
                        int end = s.length() > 1 && s.charAt(1) == ':' ? 2 : 0;
                        return new Opaques.Tuple(List.of(
                                TextFilters.like(value, s.substring(0, end)),
                                TextFilters.like(value, s.substring(end))));
                    },
                    "win_splitdrive")
            .all();

    private static String path(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw Mistake.of("expected str, bytes or os.PathLike object, not " + Py.typeName(value));
    }

    private static int lastSeparator(String path) {
        return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    }

    private static String variables(String text, Evaluator evaluator) {
        return java.util.regex.Pattern.compile("\\$(\\w+|\\{[^}]*\\})")
                .matcher(text)
                .replaceAll(match -> {
                    String name = match.group(1).replaceAll("[{}]", "");
                    return java.util.regex.Matcher.quoteReplacement(evaluator
                            .evaluation
                            .templar
                            .host()
                            .environment(name)
                            .orElse(match.group()));
                });
    }

    private static String common(Value value) {
        if (!(value instanceof Value.Sequence(var items))) {
            throw Mistake.of("|commonpath expects sequence, got <class '" + Py.typeName(value) + "'> instead.");
        }
        if (items.isEmpty()) {
            throw Mistake.of("commonpath() arg is an empty sequence");
        }
        var paths = items.stream().map(PathFilters::path).map(Path::of).toList();
        if (paths.stream().map(Path::isAbsolute).distinct().count() > 1) {
            throw Mistake.of("Can't mix absolute and relative paths");
        }
        var common = paths.getFirst();
        for (var path : paths) {
            while (common != null && !path.startsWith(common)) {
                common = common.getParent();
            }
        }
        return common == null ? "" : common.toString();
    }

    private static String basename(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String dirname(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return "";
        }
        String head = path.substring(0, slash + 1);
        return head.chars().allMatch(c -> c == '/') ? head : head.replaceFirst("/+$", "");
    }

    private static String expanded(String path, Evaluator evaluator) {
        if (!path.equals("~") && !path.startsWith("~/")) {
            return path;
        }
        return evaluator.evaluation.templar.host().environment("HOME").orElse("~") + path.substring(1);
    }

    private static String real(String name, Evaluator evaluator) {
        var path = evaluator.evaluation.templar.host().directory().resolve(name);
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize().toString();
        }
    }

    private static String relative(String path, String start, Evaluator evaluator) {
        var here = evaluator.evaluation.templar.host().directory().toAbsolutePath();
        String relative = here.resolve(start)
                .normalize()
                .relativize(here.resolve(path).normalize())
                .toString();
        return relative.isEmpty() ? "." : relative;
    }

    private static String normal(String path) {
        String normal = Path.of(path).normalize().toString();
        boolean two = path.startsWith("//") && !path.startsWith("///"); // which POSIX lets mean something else
        return normal.isEmpty() ? "." : two ? "/" + normal : normal;
    }

    private static String joined(Value value) {
        var parts = value instanceof Value.Text text
                ? List.of(text.text())
                : Py.items(value).stream().map(PathFilters::path).toList();
        if (parts.isEmpty()) {
            throw Mistake.of("join() missing 1 required positional argument: 'a'");
        }
        var path = new StringBuilder();
        for (var part : parts) {
            if (part.startsWith("/")) {
                path.setLength(0);
            } else if (!path.isEmpty() && path.charAt(path.length() - 1) != '/') {
                path.append('/');
            }
            path.append(part);
        }
        return path.toString();
    }
}
