package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arguments written as one text: {@code src=a dest=b mode=0644}, or a command with {@code chdir=} among its words. */
final class KeyValues {

    private static final Set<String> FREE_FORM = Set.of(
            "command",
            "shell",
            "script",
            "raw",
            "meta",
            "include_vars",
            "import_tasks",
            "include_tasks",
            "include",
            "win_command",
            "win_shell");
    /** What is taken out of a command's text; all else is part of the command. */
    private static final Set<String> COMMAND_ARGUMENTS = Set.of(
            "creates", "removes", "chdir", "executable", "warn", "stdin", "stdin_add_newline", "strip_empty_ends");

    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{1,3}|[\\\\'\"abfnrtv])");

    private KeyValues() {}

    static boolean isFreeForm(String module) {
        return FREE_FORM.contains(module);
    }

    /**
     * The arguments that the text holds.
     *
     * @throws IllegalArgumentException with what is wrong, for the user
     */
    static Value.Mapping parse(String module, Value.Text source) {
        var arguments = new LinkedHashMap<Value, Value>();
        var rest = new ArrayList<String>();
        boolean command = Set.of("command", "shell", "script", "raw").contains(module);
        for (var word : words(source.text())) {
            int equals = assignment(word);
            String key = equals > 0 ? word.substring(0, equals).strip() : "";
            if (equals > 0 && (!command || COMMAND_ARGUMENTS.contains(key))) {
                put(arguments, key, unquoted(decoded(word.substring(equals + 1))), source.origin());
            } else if (isFreeForm(module)) {
                rest.add(word.replace("\\=", "="));
            } else if (!word.isBlank()) {
                throw new IllegalArgumentException("expected name=value, found \"" + word.strip() + "\"");
            }
        }
        if (!rest.isEmpty()) {
            put(arguments, "_raw_params", String.join("", rest).strip(), source.origin());
        }
        return new Value.Mapping(arguments);
    }

    private static void put(LinkedHashMap<Value, Value> arguments, String key, String value, Origin origin) {
        arguments.put(Value.Text.written(key, origin), Value.Text.written(value, origin));
    }

    /** Where the name ends, or -1 where the word is no {@code name=value}. */
    private static int assignment(String word) {
        int equals = word.indexOf('=');
        if (equals < 1 || word.charAt(equals - 1) == '\\') {
            return -1;
        }
        String name = word.substring(0, equals).strip();
        return !name.isEmpty() && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-')
                ? equals
                : -1;
    }

    /** As Python reads escapes in a string; what is none stays as it is. */
    private static String decoded(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(escaped(match.group(1))));
    }

    private static String escaped(String escape) {
        return switch (escape.charAt(0)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'v' -> "\u000b";
            case 'x', 'u' -> Character.toString(Integer.parseInt(escape.substring(1), 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> Character.toString(Integer.parseInt(escape, 8));
            default -> escape;
        };
    }

    private static String unquoted(String text) {
        String value = text.stripTrailing();
        if (value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0)) {
            return value.substring(1, value.length() - 1);
        }
        return value;
    }

    /** The words with the blanks behind them; quotes and {@code {{ }}} keep blanks inside. */
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        char quote = 0;
        int braces = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote && text.charAt(i - 1) != '\\' ? 0 : quote;
            } else if (text.startsWith("{{", i) || text.startsWith("{%", i) || text.startsWith("{#", i)) {
                braces++;
                word.append(c);
                c = text.charAt(++i);
            } else if (braces > 0
                    && (text.startsWith("}}", i) || text.startsWith("%}", i) || text.startsWith("#}", i))) {
                braces--;
                word.append(c);
                c = text.charAt(++i);
            } else if (braces == 0
                    && (c == '"' || c == '\'')
                    && (word.isEmpty() || word.charAt(word.length() - 1) == '=' || hasQuoteEnd(text, i))) {
                quote = c;
            }
            word.append(c);
            if (quote == 0
                    && braces == 0
                    && Character.isWhitespace(c)
                    && (i + 1 == text.length() || !Character.isWhitespace(text.charAt(i + 1)))) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (quote != 0 || braces > 0) {
            throw new IllegalArgumentException("a quotation mark or a {{ is not closed");
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean hasQuoteEnd(String text, int at) {
        return text.indexOf(text.charAt(at), at + 1) > 0;
    }
}
