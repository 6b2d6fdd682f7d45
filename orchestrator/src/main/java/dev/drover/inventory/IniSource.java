package dev.drover.inventory;

import dev.drover.value.Origin;
import dev.drover.value.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inventories in the INI form: sections with hosts, {@code :vars} and {@code :children}. */
final class IniSource {

    private static final int MAX_PROBLEMS = 20;

    private enum Part {
        HOSTS,
        VARS,
        CHILDREN
    }

    private final String file;
    private final Path path;
    private final InventoryBuilder into;
    private final Map<String, Origin> mustExist = new LinkedHashMap<>();
    /** Groups may be defined behind their first mention: what mentions them waits for the end of the file. */
    private final List<Runnable> waiting = new ArrayList<>();

    private String section = "ungrouped";
    private Part part = Part.HOSTS;

    private IniSource(String file, Path path, InventoryBuilder into) {
        this.file = file;
        this.path = path;
        this.into = into;
    }

    static void read(String text, String file, Path path, InventoryBuilder into) {
        var source = new IniSource(file, path, into);
        int number = 0;
        var problems = new ArrayList<Problem>();
        for (var line : text.split("\n", -1)) {
            number++;
            int at = number;
            collected(() -> source.line(line.stripTrailing(), at), problems);
        }
        source.mustExist.forEach((group, origin) -> {
            if (!into.hasGroup(group)) {
                problems.add(new Problem("the group \"" + group + "\" is not defined", origin));
            }
        });
        if (problems.isEmpty()) {
            source.waiting.forEach(step -> collected(step, problems));
        }
        if (!problems.isEmpty()) {
            throw new InventoryException(problems);
        }
    }

    private static void collected(Runnable step, List<Problem> problems) {
        try {
            step.run();
        } catch (InventoryException e) {
            if (problems.size() < MAX_PROBLEMS) {
                problems.addAll(e.problems());
            }
        }
    }

    private void line(String line, int number) {
        String text = line.strip();
        var origin =
                new Origin(file, number, line.length() - line.stripLeading().length() + 1);
        if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
            return;
        }
        if (text.startsWith("[") && isHeader(text)) {
            header(text, origin);
            return;
        }
        switch (part) {
            case HOSTS -> host(text, origin);
            case VARS -> variable(text, origin);
            case CHILDREN -> {
                String parent = section;
                String child = words(text, origin).getFirst();
                mustExist.putIfAbsent(child, origin);
                waiting.add(() -> into.addChild(parent, child, origin));
            }
        }
    }

    /** A section's header, and not a host whose name begins with a range. */
    private static boolean isHeader(String text) {
        int close = text.indexOf(']');
        String behind = close < 0 ? "" : text.substring(close + 1).strip();
        return behind.isEmpty() || behind.startsWith("#") || behind.startsWith(";");
    }

    private void header(String text, Origin origin) {
        int close = text.indexOf(']');
        if (close < 2) {
            throw new InventoryException("a section is written [group], [group:vars] or [group:children]", origin);
        }
        String name = text.substring(1, close);
        int colon = name.indexOf(':');
        part = switch (colon < 0 ? "" : name.substring(colon + 1)) {
            case "" -> Part.HOSTS;
            case "vars" -> Part.VARS;
            case "children" -> Part.CHILDREN;
            default ->
                throw new InventoryException(
                        "the section [" + name + "] is neither of hosts, nor of vars, nor of children", origin);
        };
        section = colon < 0 ? name : name.substring(0, colon);
        if (part == Part.VARS) {
            mustExist.putIfAbsent(section, origin);
        } else {
            into.addGroup(section);
        }
    }

    private void host(String text, Origin origin) {
        var words = words(text, origin);
        String pattern = words.getFirst();
        var named = HostAndPort.of(pattern, origin);
        var variables = new LinkedHashMap<>(named.variables());
        for (var word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new InventoryException(
                        "expected name=value behind the host \"" + pattern + "\", found \"" + word + "\"", origin);
            }
            variables.put(word.substring(0, equals), PythonLiteral.orText(word.substring(equals + 1), origin));
        }
        for (var name : named.hosts()) {
            into.addHost(name, Optional.of(path));
            into.addToGroup(section, name);
            variables.forEach((key, value) -> into.setHostVariable(name, key, value));
        }
    }

    private void variable(String text, Origin origin) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new InventoryException("expected name = value in [" + section + ":vars]", origin);
        }
        String group = section;
        String name = text.substring(0, equals).strip();
        var value = PythonLiteral.orText(text.substring(equals + 1).strip(), origin);
        waiting.add(() -> into.setGroupVariable(group, name, value));
    }

    /** Words as Python's shlex splits them, up to a comment, which may begin in the middle of a word; quotes are taken off. */
    private static List<String> words(String text, Origin origin) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\'
                        && quote == '"'
                        && i + 1 < text.length()
                        && "\\\"".indexOf(text.charAt(i + 1)) >= 0) {
                    word.append(text.charAt(++i));
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == '#') {
                break;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                if (c == '\\' && i + 1 < text.length()) {
                    c = text.charAt(++i);
                }
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new InventoryException("a quotation mark is not closed", origin);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
