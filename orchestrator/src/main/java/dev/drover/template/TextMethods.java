package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The methods of Python's text. */
final class TextMethods {

    private static final Set<String> NAMES = Set.of(
            "upper",
            "lower",
            "title",
            "capitalize",
            "swapcase",
            "casefold",
            "strip",
            "lstrip",
            "rstrip",
            "split",
            "rsplit",
            "splitlines",
            "join",
            "replace",
            "startswith",
            "endswith",
            "find",
            "rfind",
            "index",
            "rindex",
            "count",
            "format",
            "zfill",
            "ljust",
            "rjust",
            "center",
            "isdigit",
            "isnumeric",
            "isdecimal",
            "isalpha",
            "isalnum",
            "isupper",
            "islower",
            "isspace",
            "istitle",
            "partition",
            "rpartition",
            "removeprefix",
            "removesuffix",
            "expandtabs",
            "encode",
            "isidentifier");

    private TextMethods() {}

    /** Whether text has a method of this name. */
    static boolean has(String name) {
        return NAMES.contains(name);
    }

    static Value call(Value.Text self, String name, Arguments arguments, Evaluator evaluator) {
        String s = self.text();
        return switch (name) {
            case "upper" -> like(self, s.toUpperCase(Locale.ROOT));
            case "lower" -> like(self, s.toLowerCase(Locale.ROOT));
            case "casefold" -> like(self, s.toLowerCase(Locale.ROOT).replace("ß", "ss"));
            case "title" -> like(self, title(s));
            case "capitalize" -> like(self, capitalized(s));
            case "swapcase" -> like(self, swapped(s));
            case "strip" -> like(self, stripped(s, arguments, true, true));
            case "lstrip" -> like(self, stripped(s, arguments, true, false));
            case "rstrip" -> like(self, stripped(s, arguments, false, true));
            case "split" -> texts(self, split(s, arguments, false));
            case "rsplit" -> texts(self, split(s, arguments, true));
            case "splitlines" -> texts(self, lines(s, arguments.flag(0, "keepends", false)));
            case "join" -> join(self, arguments.get(0, "iterable"), evaluator);
            case "replace" -> like(self, replaced(s, arguments));
            case "startswith" ->
                Value.of(affixes(arguments.get(0, "prefix")).stream().anyMatch(s::startsWith));
            case "endswith" ->
                Value.of(affixes(arguments.get(0, "suffix")).stream().anyMatch(s::endsWith));
            case "find" -> Value.of(s.indexOf(arguments.text(0, "sub"), arguments.number(1, "start", 0)));
            case "rfind" -> Value.of(s.lastIndexOf(arguments.text(0, "sub")));
            case "index", "rindex" -> {
                int at = name.equals("index")
                        ? s.indexOf(arguments.text(0, "sub"))
                        : s.lastIndexOf(arguments.text(0, "sub"));
                if (at < 0) {
                    throw Mistake.of("substring not found");
                }
                yield Value.of(at);
            }
            case "count" -> Value.of(count(s, arguments.text(0, "sub")));
            case "format" -> like(self, PyFormat.braces(s, arguments, evaluator));
            case "zfill" -> {
                int sign = s.startsWith("-") || s.startsWith("+") ? 1 : 0;
                int missing = Bounds.padding(arguments.number(0, "width", 0), s.length());
                yield like(self, s.substring(0, sign) + "0".repeat(missing) + s.substring(sign));
            }
            case "ljust", "rjust", "center" -> like(self, justified(s, name, arguments));
            case "isdigit", "isnumeric", "isdecimal" ->
                Value.of(!s.isEmpty() && s.codePoints().allMatch(Character::isDigit));
            case "isalpha" -> Value.of(!s.isEmpty() && s.codePoints().allMatch(Character::isLetter));
            case "isalnum" -> Value.of(!s.isEmpty() && s.codePoints().allMatch(Character::isLetterOrDigit));
            case "isspace" -> Value.of(!s.isEmpty() && s.codePoints().allMatch(Character::isWhitespace));
            case "isupper" ->
                Value.of(s.codePoints().anyMatch(Character::isUpperCase)
                        && s.codePoints().noneMatch(Character::isLowerCase));
            case "islower" ->
                Value.of(s.codePoints().anyMatch(Character::isLowerCase)
                        && s.codePoints().noneMatch(Character::isUpperCase));
            case "istitle" -> Value.of(!s.isEmpty() && title(s).equals(s));
            case "isidentifier" -> Value.of(s.matches("[\\p{L}_][\\p{L}\\p{N}_]*"));
            case "partition", "rpartition" -> {
                String separator = arguments.text(0, "sep");
                int at = name.equals("partition") ? s.indexOf(separator) : s.lastIndexOf(separator);
                var parts = at >= 0
                        ? List.of(s.substring(0, at), separator, s.substring(at + separator.length()))
                        : name.equals("partition") ? List.of(s, "", "") : List.of("", "", s);
                yield new Opaques.Tuple(
                        parts.stream().<Value>map(part -> like(self, part)).toList());
            }
            case "removeprefix" -> {
                String prefix = arguments.text(0, "prefix");
                yield like(self, s.startsWith(prefix) ? s.substring(prefix.length()) : s);
            }
            case "removesuffix" -> {
                String suffix = arguments.text(0, "suffix");
                yield like(self, s.endsWith(suffix) ? s.substring(0, s.length() - suffix.length()) : s);
            }
            case "expandtabs" -> like(self, expanded(s, Bounds.padding(arguments.number(0, "tabsize", 8), 0)));
            case "encode" -> ByteString.encoded(s, arguments.text(0, "encoding", "utf-8"));
            default -> throw new IllegalStateException(name);
        };
    }

    private static Value like(Value.Text self, String text) {
        return Py.derived(text, self);
    }

    private static Value texts(Value.Text self, List<String> parts) {
        var items = new ArrayList<Value>();
        parts.forEach(part -> items.add(like(self, part)));
        return new Value.Sequence(items);
    }

    private static String expanded(String s, int tab) {
        var text = new StringBuilder();
        int column = 0;
        for (char c : s.toCharArray()) {
            if (c == '\t') {
                int blanks = tab == 0 ? 0 : tab - column % tab;
                text.append(" ".repeat(blanks));
                column += blanks;
            } else {
                text.append(c);
                column = c == '\n' ? 0 : column + 1;
            }
        }
        return text.toString();
    }

    static String title(String s) {
        var text = new StringBuilder();
        boolean inWord = false;
        for (char c : s.toCharArray()) {
            text.append(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inWord = Character.isLetter(c);
        }
        return text.toString();
    }

    static String capitalized(String s) {
        return s.isEmpty()
                ? s
                : Character.toTitleCase(s.charAt(0)) + s.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String swapped(String s) {
        var text = new StringBuilder();
        for (char c : s.toCharArray()) {
            text.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        return text.toString();
    }

    private static String stripped(String s, Arguments arguments, boolean left, boolean right) {
        var given = arguments.find(0, "chars").filter(value -> !(value instanceof Value.Nil));
        return given.map(chars -> stripped(s, PyText.str(chars), left, right))
                .orElseGet(() -> left && right ? s.strip() : left ? s.stripLeading() : s.stripTrailing());
    }

    static String stripped(String s, String characters, boolean left, boolean right) {
        int from = 0;
        int to = s.length();
        while (left && from < to && characters.indexOf(s.charAt(from)) >= 0) {
            from++;
        }
        while (right && to > from && characters.indexOf(s.charAt(to - 1)) >= 0) {
            to--;
        }
        return s.substring(from, to);
    }

    static List<String> split(String s, Arguments arguments, boolean fromRight) {
        int most = arguments.number(1, "maxsplit", -1);
        var separator = arguments
                .find(0, "sep")
                .filter(value -> !(value instanceof Value.Nil))
                .map(PyText::str);
        if (separator.isPresent() && separator.get().isEmpty()) {
            throw Mistake.of("empty separator");
        }
        var parts = new ArrayList<String>();
        if (separator.isEmpty()) {
            String rest = s.strip();
            if (fromRight && most >= 0) {
                return splitBlanksRight(rest, most);
            }
            while (!rest.isEmpty()) {
                int end = 0;
                if (most >= 0 && parts.size() == most) {
                    parts.add(rest);
                    return parts;
                }
                while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
                    end++;
                }
                parts.add(rest.substring(0, end));
                rest = rest.substring(end).stripLeading();
            }
            return parts;
        }
        String by = separator.get();
        if (fromRight) {
            int end = s.length();
            int at;
            while ((most < 0 || parts.size() < most) && (at = s.lastIndexOf(by, end - by.length())) >= 0 && end > 0) {
                parts.addFirst(s.substring(at + by.length(), end));
                end = at;
            }
            parts.addFirst(s.substring(0, end));
            return parts;
        }
        int from = 0;
        int at;
        while ((most < 0 || parts.size() < most) && (at = s.indexOf(by, from)) >= 0) {
            parts.add(s.substring(from, at));
            from = at + by.length();
        }
        parts.add(s.substring(from));
        return parts;
    }

    private static List<String> splitBlanksRight(String s, int most) {
        var parts = new ArrayList<String>();
        String rest = s;
        while (!rest.isEmpty() && parts.size() < most) {
            int from = rest.length();
            while (from > 0 && !Character.isWhitespace(rest.charAt(from - 1))) {
                from--;
            }
            parts.addFirst(rest.substring(from));
            rest = rest.substring(0, from).stripTrailing();
        }
        if (!rest.isEmpty()) {
            parts.addFirst(rest);
        }
        return parts;
    }

    static List<String> lines(String s, boolean keepEnds) {
        var lines = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '\n'
                    || c == '\r'
                    || c == '\u000b'
                    || c == '\f'
                    || c == '\u0085'
                    || c == '\u2028'
                    || c == '\u2029') {
                int end = c == '\r' && i + 1 < s.length() && s.charAt(i + 1) == '\n' ? i + 2 : i + 1;
                lines.add(s.substring(from, keepEnds ? end : i));
                from = end;
                i = end - 1;
            }
        }
        if (from < s.length()) {
            lines.add(s.substring(from));
        }
        return lines;
    }

    private static Value join(Value.Text self, Value iterable, Evaluator evaluator) {
        var text = new StringBuilder();
        boolean secret = self.secret();
        int i = 0;
        for (var item : Py.items(evaluator.deep(iterable))) {
            if (!(item instanceof Value.Text part)) {
                throw Mistake.of("sequence item " + i + ": expected str instance, " + Py.typeName(item) + " found");
            }
            text.append(i++ > 0 ? self.text() : "").append(part.text());
            secret |= part.secret();
            Bounds.output(text.length());
        }
        return new Value.Text(text.toString(), true, secret, self.origin());
    }

    private static String replaced(String s, Arguments arguments) {
        String old = arguments.text(0, "old");
        String now = arguments.text(1, "new");
        int most = arguments.number(2, "count", -1);
        return replaced(s, old, now, most);
    }

    static String replaced(String s, String old, String now, int most) {
        Bounds.output(s.length() + (long) count(s, old) * Math.max(0, now.length() - old.length()));
        if (most < 0) {
            return s.replace(old, now);
        }
        var text = new StringBuilder();
        int from = 0;
        for (int done = 0; done < most; done++) {
            int at = s.indexOf(old, from);
            if (at < 0) {
                break;
            }
            text.append(s, from, at).append(now);
            from = at + old.length();
        }
        return text.append(s.substring(from)).toString();
    }

    private static List<String> affixes(Value value) {
        return value instanceof Opaques.Tuple(var items, var named)
                ? items.stream().map(PyText::str).toList()
                : List.of(PyText.str(value));
    }

    private static int count(String s, String part) {
        if (part.isEmpty()) {
            return s.length() + 1;
        }
        int count = 0;
        for (int at = s.indexOf(part); at >= 0; at = s.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    static String justified(String s, String name, Arguments arguments) {
        String fill = arguments.text(1, "fillchar", " ");
        int missing = Bounds.padding(arguments.number(0, "width", 0), s.length());
        return switch (name) {
            case "ljust" -> s + fill.repeat(missing);
            case "rjust" -> fill.repeat(missing) + s;
            default -> {
                int left = missing / 2 + (missing & arguments.number(0, "width", 0) & 1);
                yield fill.repeat(left) + s + fill.repeat(missing - left);
            }
        };
    }
}
