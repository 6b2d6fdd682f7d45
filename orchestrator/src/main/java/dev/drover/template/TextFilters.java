package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Filters that make text of text. */
final class TextFilters {

    private TextFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(of(s -> s.toUpperCase(Locale.ROOT)), "upper")
            .add(of(s -> s.toLowerCase(Locale.ROOT)), "lower")
            .add(of(TextMethods::capitalized), "capitalize")
            .add(of(TextFilters::title), "title")
            .add(
                    (value, arguments, evaluator) -> {
                        var chars = arguments
                                .find(0, "chars")
                                .filter(one -> !(one instanceof Value.Nil))
                                .map(PyText::str);
                        String s = PyText.str(value);
                        return like(
                                value,
                                chars.map(set -> TextMethods.stripped(s, set, true, true))
                                        .orElseGet(s::strip));
                    },
                    "trim")
            .add((value, arguments, evaluator) -> like(value, PyText.str(value)), "string")
            .add(
                    (value, arguments, evaluator) -> like(
                            value,
                            TextMethods.replaced(
                                    PyText.str(value),
                                    arguments.text(0, "old"),
                                    arguments.text(1, "new"),
                                    arguments.number(2, "count", -1))),
                    "replace")
            .add(TextFilters::indent, "indent")
            .add(
                    (value, arguments, evaluator) -> like(
                            value,
                            TextMethods.justified(
                                    PyText.str(value),
                                    "center",
                                    Arguments.of(arguments.get(0, "width", Value.of(80))))),
                    "center")
            .add(TextFilters::format, "format")
            .add(TextFilters::truncate, "truncate")
            .add(TextFilters::wordwrap, "wordwrap")
            .add(
                    (value, arguments, evaluator) -> Value.of(Pattern.compile("[\\w]+", Pattern.UNICODE_CHARACTER_CLASS)
                            .matcher(PyText.str(value))
                            .results()
                            .count()),
                    "wordcount")
            .add(
                    (value, arguments, evaluator) ->
                            like(value, quote(value instanceof Value.Nil ? "" : PyText.str(value))),
                    "quote")
            .add(TextFilters::comment, "comment")
            .add(TextFilters::regexReplace, "regex_replace")
            .add(TextFilters::regexSearch, "regex_search")
            .add(TextFilters::regexFindAll, "regex_findall")
            .add(
                    (value, arguments, evaluator) ->
                            like(value, regexEscape(PyText.str(value), arguments.text(0, "re_type", "python"))),
                    "regex_escape")
            .add((value, arguments, evaluator) -> split(value, arguments), "split")
            .add(
                    of(s -> s.replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;")
                            .replace("'", "&#39;")
                            .replace("\"", "&#34;")),
                    "e",
                    "escape",
                    "forceescape")
            .add((value, arguments, evaluator) -> value, "safe")
            .add(
                    of(s -> String.join(
                            " ",
                            s.replaceAll("(?s)<!--.*?-->|<[^>]*>", "").strip().split("\\s+"))),
                    "striptags")
            .all();

    private static Filter of(java.util.function.UnaryOperator<String> change) {
        return (value, arguments, evaluator) -> like(value, change.apply(PyText.str(value)));
    }

    /** Text made of a value: secret if that is. */
    static Value like(Value value, String text) {
        return value instanceof Value.Text from ? Py.derived(text, from) : Value.of(text);
    }

    private static String title(String s) {
        var text = new StringBuilder();
        boolean start = true;
        for (char c : s.toCharArray()) {
            text.append(start ? Character.toUpperCase(c) : Character.toLowerCase(c));
            start = Character.isWhitespace(c) || "-([{<".indexOf(c) >= 0;
        }
        return text.toString();
    }

    private static Value indent(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Text)) {
            throw Mistake.of("unsupported operand type(s) for +=: '" + Py.typeName(value) + "' and 'str'");
        }
        var width = arguments.get(0, "width", Value.of(4));
        String by = width instanceof Value.Text text ? text.text() : " ".repeat(Bounds.padding(Py.index(width), 0));
        boolean first = arguments.flag(1, "first", false);
        boolean blank = arguments.flag(2, "blank", false);
        var lines = TextMethods.lines(PyText.str(value) + "\n", false);
        var text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            boolean indented = i == 0 ? first : blank || !lines.get(i).isEmpty();
            text.append(i > 0 ? "\n" : "").append(indented ? by : "").append(lines.get(i));
            Bounds.output(text.length());
        }
        return like(value, text.toString());
    }

    private static Value format(Value value, Arguments arguments, Evaluator evaluator) {
        if (!arguments.named().isEmpty() && !arguments.positional().isEmpty()) {
            throw Mistake.of("can't handle positional and keyword arguments at the same time");
        }
        Value filling = arguments.named().isEmpty()
                ? new Opaques.Tuple(arguments.positional())
                : Value.Mapping.of(arguments.named());
        return like(value, PyPercent.format(PyText.str(value), filling));
    }

    private static Value truncate(Value value, Arguments arguments, Evaluator evaluator) {
        String s = PyText.str(value);
        int length = arguments.number(0, "length", 255);
        int least = arguments.text(2, "end", "...").length();
        if (length < least) {
            throw Mistake.of("expected length >= " + least + ", got " + length);
        }
        boolean killwords = arguments.flag(1, "killwords", false);
        String end = arguments.text(2, "end", "...");
        int leeway = arguments.number(3, "leeway", 5);
        if (s.length() <= length + leeway) {
            return value;
        }
        String cut = s.substring(0, Math.max(0, length - end.length()));
        int blank = cut.lastIndexOf(' ');
        return like(value, (killwords || blank < 0 ? cut : cut.substring(0, blank)) + end);
    }

    private static Value wordwrap(Value value, Arguments arguments, Evaluator evaluator) {
        int width = Math.max(1, arguments.number(0, "width", 79));
        boolean breakLong = arguments.flag(1, "break_long_words", true);
        String joint = arguments.text(2, "wrapstring", "\n");
        var result = new ArrayList<String>();
        for (var line : TextMethods.lines(PyText.str(value), false)) {
            var current = new StringBuilder();
            for (var word : line.split("(?<=\\s)(?=\\S)")) {
                String rest = word;
                if (current.length() + rest.stripTrailing().length() > width && !current.isEmpty()) {
                    result.add(current.toString().stripTrailing());
                    current.setLength(0);
                }
                while (breakLong && rest.stripTrailing().length() > width) {
                    result.add(rest.substring(0, width));
                    rest = rest.substring(width);
                }
                current.append(rest);
            }
            result.add(current.toString().stripTrailing());
        }
        return like(value, String.join(joint, result));
    }

    /** As shlex.quote does it. */
    static String quote(String s) {
        if (s.isEmpty()) {
            return "''";
        }
        return s.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "_@%+=:,./-".indexOf(c) >= 0))
                ? s
                : "'" + s.replace("'", "'\"'\"'") + "'";
    }

    private static Value comment(Value value, Arguments arguments, Evaluator evaluator) {
        String style = arguments.text(0, "style", "plain");
        record Style(String beginning, String decoration, String end) {}
        var chosen = switch (style) {
            case "plain" -> new Style("", "# ", "");
            case "erlang" -> new Style("", "% ", "");
            case "c" -> new Style("", "// ", "");
            case "cblock" -> new Style("/*", " * ", " */");
            case "xml" -> new Style("<!--", " - ", "-->");
            default -> throw Mistake.of("Invalid style '" + style + "'.");
        };
        String newline = arguments.text(-1, "newline", "\n");
        String decoration = arguments.text(-1, "decoration", chosen.decoration());
        String prefix = arguments.text(-1, "prefix", decoration.stripTrailing());
        int prefixCount = arguments.number(-1, "prefix_count", 1);
        String postfix = arguments.text(-1, "postfix", decoration.stripTrailing());
        int postfixCount = arguments.number(-1, "postfix_count", 1);
        String beginning = arguments.text(-1, "beginning", chosen.beginning());
        String end = arguments.text(-1, "end", chosen.end());
        var text = new StringBuilder();
        if (!beginning.isEmpty()) {
            text.append(beginning).append(newline);
        }
        text.append((prefix + newline).repeat(Math.clamp(prefixCount, 0, 1000)));
        if (!(value instanceof Value.Text)) {
            throw Mistake.of("'" + Py.typeName(value) + "' object has no attribute 'replace'");
        }
        var lines = PyText.str(value).split(Pattern.quote(newline), -1);
        for (int i = 0; i < lines.length; i++) {
            boolean blank = lines[i].isEmpty() && i > 0 && i < lines.length - 1;
            text.append(blank ? decoration.stripTrailing() : decoration + lines[i])
                    .append(newline);
        }
        text.append((postfix + newline).repeat(Math.clamp(postfixCount, 0, 1000)));
        if (!end.isEmpty()) {
            return like(value, text + end);
        }
        return like(value, text.substring(0, Math.max(0, text.length() - newline.length())));
    }

    static Pattern pattern(Arguments arguments, int place, String name, Value ignoreCase, Value multiline) {
        int flags = (Py.truth(ignoreCase) ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                | (Py.truth(multiline) ? Pattern.MULTILINE : 0)
                | Pattern.UNICODE_CHARACTER_CLASS;
        if (!(arguments.get(place, name) instanceof Value.Text)) {
            throw Mistake.of("first argument must be string or compiled pattern");
        }
        try {
            return Pattern.compile(
                    PythonRegex.parse(arguments.text(place, name)).pattern().pattern(), flags);
        } catch (IllegalArgumentException e) {
            throw Mistake.of("Invalid regex: " + e.getMessage());
        }
    }

    private static Value regexReplace(Value value, Arguments arguments, Evaluator evaluator) {
        var pattern = pattern(
                arguments,
                0,
                "pattern",
                arguments.get(2, "ignorecase", Value.FALSE),
                arguments.get(3, "multiline", Value.FALSE));
        String replacement = arguments.text(1, "replacement", "");
        int most = arguments.number(4, "count", 0);
        String s = PyText.str(value);
        var matcher = pattern.matcher(new BoundedText(s));
        var text = new StringBuilder();
        int from = 0;
        for (int done = 0; (most == 0 || done < most) && matcher.find(); done++) {
            text.append(s, from, matcher.start()).append(PythonRegex.expanded(replacement, matcher));
            from = matcher.end();
            Bounds.output(text.length());
        }
        return like(value, text.append(s.substring(from)).toString());
    }

    private static Value regexSearch(Value value, Arguments arguments, Evaluator evaluator) {
        var pattern = pattern(
                arguments,
                0,
                "regex",
                arguments.get(-1, "ignorecase", Value.FALSE),
                arguments.get(-1, "multiline", Value.FALSE));
        var matcher = pattern.matcher(new BoundedText(PyText.str(value)));
        var groups = arguments.positional().subList(1, arguments.positional().size());
        for (var group : groups) {
            String name = PyText.str(group);
            if (!name.startsWith("\\")) {
                throw Mistake.of("Unknown argument");
            }
            if (!name.matches("\\\\(g<\\S+>.*|[0-9]+.*)")) {
                throw Mistake.of("'NoneType' object has no attribute 'group'");
            }
        }
        if (!matcher.find()) {
            return Value.NIL;
        }
        if (groups.isEmpty()) {
            return like(value, matcher.group());
        }
        var found = new ArrayList<Value>();
        for (var group : groups) {
            String name = PyText.str(group);
            String text;
            try {
                if (name.startsWith("\\g<")) {
                    String inner = name.substring(3, name.length() - 1);
                    text = PythonRegex.group(matcher, inner);
                } else if (name.startsWith("\\")) {
                    text = matcher.group(Integer.parseInt(name.substring(1)));
                } else {
                    throw Mistake.of("Unknown argument");
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw Mistake.of("no such group");
            }
            found.add(text == null ? Value.NIL : like(value, text));
        }
        return new Value.Sequence(found);
    }

    private static Value regexFindAll(Value value, Arguments arguments, Evaluator evaluator) {
        var pattern = pattern(
                arguments,
                0,
                "regex",
                arguments.get(2, "ignorecase", Value.FALSE),
                arguments.get(1, "multiline", Value.FALSE));
        var matcher = pattern.matcher(new BoundedText(PyText.str(value)));
        var found = new ArrayList<Value>();
        while (matcher.find()) {
            if (matcher.groupCount() <= 1) {
                found.add(like(value, text(matcher.group(matcher.groupCount()))));
            } else {
                var groups = new ArrayList<Value>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    groups.add(like(value, text(matcher.group(i))));
                }
                found.add(new Value.Sequence(groups));
            }
        }
        return new Value.Sequence(found);
    }

    private static String text(String group) {
        return group == null ? "" : group;
    }

    private static String regexEscape(String s, String type) {
        String special = switch (type) {
            case "python" -> "\\.^$*+?{}[]()|-&#~ \t\n\r\u000b\f";
            case "posix_basic" -> "[]\\.^$*";
            case "posix_extended" -> "[]\\.^$*+?{}()|";
            default -> throw Mistake.of("Invalid regex type (" + type + ")");
        };
        var text = new StringBuilder();
        for (char c : s.toCharArray()) {
            text.append(special.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
        }
        return text.toString();
    }

    private static Value split(Value value, Arguments arguments) {
        if (!(value instanceof Value.Text)) {
            throw Mistake.of(
                    "descriptor 'split' for 'str' objects doesn't apply to a '" + Py.typeName(value) + "' object");
        }
        var parts = TextMethods.split(PyText.str(value), arguments, false);
        return new Value.Sequence(parts.stream().map(part -> like(value, part)).toList());
    }
}
