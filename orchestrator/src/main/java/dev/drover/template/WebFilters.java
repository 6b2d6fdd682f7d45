package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Filters on addresses and for pages of the web. */
final class WebFilters {

    private static final Pattern URL = Pattern.compile(
            "^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?$", Pattern.DOTALL);

    private WebFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(WebFilters::urlencode, "urlencode")
            .add((value, arguments, evaluator) -> TextFilters.like(value, decoded(PyText.str(value))), "urldecode")
            .add(WebFilters::urlsplit, "urlsplit")
            .add(Links::filter, "urlize")
            .add(WebFilters::xmlattr, "xmlattr")
            .all();

    private static Value urlencode(Value value, Arguments arguments, Evaluator evaluator) {
        if (value instanceof Value.Mapping || value instanceof Value.Sequence) {
            List<String> pairs = new ArrayList<>();
            Methods.pairs(value).forEach((key, item) -> pairs.add(encoded(key, true) + "=" + encoded(item, true)));
            return Value.of(String.join("&", pairs));
        }
        return TextFilters.like(value, encoded(value, false));
    }

    private static String encoded(Value value, boolean query) {
        String text = URLEncoder.encode(PyText.str(value), StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
        return query
                ? text.replace("%2F", "/").replace("/", "%2F")
                : text.replace("+", "%20").replace("%2F", "/");
    }

    /** Sequences that are none stay as they are. */
    private static String decoded(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '%' && text.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*")) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 3;
            } else {
                int c = text.codePointAt(i);
                bytes.writeBytes((c == '+' ? " " : Character.toString(c)).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Value urlsplit(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Text text)) {
            throw Mistake.of("'" + Py.typeName(value) + "' object has no attribute 'decode'");
        }
        var match = URL.matcher(text.text());
        if (!match.matches()) {
            throw Mistake.of("not a URL: " + text.text());
        }
        String netloc = orEmpty(match.group(2));
        int user = netloc.lastIndexOf('@');
        String host = netloc.substring(user + 1);
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        String name = end < 0 ? host : host.substring(0, end);
        String port = end < 0 || end >= host.length() ? "" : host.substring(end + 1);
        String info = user < 0 ? "" : netloc.substring(0, user);
        var parts = new LinkedHashMap<String, Value>();
        parts.put("fragment", Value.of(orEmpty(match.group(5))));
        parts.put(
                "hostname",
                name.isEmpty()
                        ? Value.NIL
                        : Value.of(name.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT)));
        parts.put("netloc", Value.of(netloc));
        parts.put("password", info.indexOf(':') < 0 ? Value.NIL : Value.of(info.substring(info.indexOf(':') + 1)));
        parts.put("path", Value.of(match.group(3)));
        if (!port.matches("[0-9]*")) {
            throw Mistake.of("Port could not be cast to integer value as " + PyText.repr(port));
        }
        parts.put("port", port.isEmpty() ? Value.NIL : Value.of(Long.parseLong(port)));
        parts.put("query", Value.of(orEmpty(match.group(4))));
        parts.put("scheme", Value.of(orEmpty(match.group(1)).toLowerCase(Locale.ROOT)));
        parts.put("username", user < 0 ? Value.NIL : Value.of(info.split(":", 2)[0]));
        var wanted = arguments.find(0, "query").map(PyText::str).filter(one -> !one.isEmpty());
        return wanted.isEmpty()
                ? Value.Mapping.of(parts)
                : Optional.ofNullable(parts.get(wanted.get()))
                        .orElseThrow(() -> Mistake.of("unknown URL component: " + wanted.get()));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static Value xmlattr(Value value, Arguments arguments, Evaluator evaluator) {
        var text = new StringBuilder();
        for (Map.Entry<Value, Value> entry : Methods.pairs(value).entrySet()) {
            String key = PyText.str(entry.getKey());
            if (entry.getValue() instanceof Value.Nil || Py.isMissing(entry.getValue())) {
                continue;
            }
            if (Pattern.compile("[\\s/>=]").matcher(key).find()) {
                throw Mistake.of("Invalid character in attribute name: " + PyText.repr(key));
            }
            text.append(text.isEmpty() ? "" : " ")
                    .append(escaped(key))
                    .append("=\"")
                    .append(escaped(PyText.str(entry.getValue())))
                    .append('"');
        }
        boolean space = arguments.flag(0, "autospace", true) && !text.isEmpty();
        return Value.of((space ? " " : "") + text);
    }
}
