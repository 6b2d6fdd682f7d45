package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Filters on paths and addresses. */
final class PathFilters {

    private PathFilters() {}

    static Optional<Filter> find(String name) {
        Filter filter = switch (name) {
            case "basename" -> (value, arguments, evaluator) -> TextFilters.like(value, basename(path(value)));
            case "dirname" -> (value, arguments, evaluator) -> TextFilters.like(value, dirname(path(value)));
            case "expanduser" ->
                (value, arguments, evaluator) -> TextFilters.like(value, expanded(path(value), evaluator));
            case "realpath" -> (value, arguments, evaluator) -> TextFilters.like(value, real(path(value)));
            case "relpath" ->
                (value, arguments, evaluator) -> TextFilters.like(
                        value,
                        Path.of(arguments.text(0, "start", "."))
                                .toAbsolutePath()
                                .normalize()
                                .relativize(
                                        Path.of(path(value)).toAbsolutePath().normalize())
                                .toString());
            case "normpath" -> (value, arguments, evaluator) -> TextFilters.like(value, normal(path(value)));
            case "splitext" ->
                (value, arguments, evaluator) -> {
                    String s = path(value);
                    int dot = s.lastIndexOf('.');
                    boolean none = dot <= s.lastIndexOf('/') + 1;
                    return new Opaques.Tuple(List.of(
                            TextFilters.like(value, none ? s : s.substring(0, dot)),
                            TextFilters.like(value, none ? "" : s.substring(dot))));
                };
            case "path_join" -> (value, arguments, evaluator) -> Value.of(joined(value));
            case "urlsplit" -> PathFilters::urlsplit;
            default -> null;
        };
        return Optional.ofNullable(filter);
    }

    private static String path(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw Mistake.of("expected str, bytes or os.PathLike object, not " + Py.typeName(value));
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

    private static String real(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException e) {
            return Path.of(path).toAbsolutePath().normalize().toString();
        }
    }

    private static String normal(String path) {
        String normal = Path.of(path).normalize().toString();
        return normal.isEmpty() ? "." : normal;
    }

    private static String joined(Value value) {
        var parts = value instanceof Value.Text text
                ? List.of(text.text())
                : Py.items(value).stream().map(PyText::str).toList();
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

    private static Value urlsplit(Value value, Arguments arguments, Evaluator evaluator) {
        URI uri;
        try {
            uri = new URI(PyText.str(value));
        } catch (URISyntaxException e) {
            throw Mistake.of("not a URL: " + PyText.str(value));
        }
        var user = Optional.ofNullable(uri.getRawUserInfo());
        var parts = new LinkedHashMap<String, Value>();
        parts.put("fragment", text(uri.getRawFragment()));
        parts.put("hostname", Value.ofNullable(uri.getHost()));
        parts.put("netloc", text(uri.getRawAuthority()));
        parts.put(
                "password",
                user.filter(info -> info.contains(":"))
                        .<Value>map(info -> Value.of(info.substring(info.indexOf(':') + 1)))
                        .orElse(Value.NIL));
        parts.put("path", text(uri.getRawPath()));
        parts.put("port", uri.getPort() < 0 ? Value.NIL : Value.of(uri.getPort()));
        parts.put("query", text(uri.getRawQuery()));
        parts.put("scheme", text(uri.getScheme()));
        parts.put(
                "username",
                user.<Value>map(info -> Value.of(info.split(":", 2)[0])).orElse(Value.NIL));
        var wanted = arguments.find(0, "query").map(PyText::str).filter(text -> !text.isEmpty());
        if (wanted.isPresent()) {
            return Optional.ofNullable(parts.get(wanted.get()))
                    .orElseThrow(() -> Mistake.of("unknown URL component: " + wanted.get()));
        }
        return Value.Mapping.of(new LinkedHashMap<>(parts));
    }

    private static Value text(String part) {
        return Value.of(part == null ? "" : part);
    }
}
