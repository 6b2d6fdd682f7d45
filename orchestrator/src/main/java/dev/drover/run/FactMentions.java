package dev.drover.run;

import dev.drover.value.Value;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Which facts a text mentions. It may find too many, never too few: a name that is only known at run time means all of them. */
final class FactMentions {

    private static final Pattern INJECTED = Pattern.compile("\\bansible_([A-Za-z0-9_]+)");
    private static final Pattern IN_FACTS =
            Pattern.compile("\\bansible_facts\\s*(?:\\.\\s*|\\[\\s*['\"])(?:ansible_)?([A-Za-z0-9_]+)");
    /** What follows a mapping where one of its keys is taken by name: {@code .kernel} or {@code ['kernel']}, but no method. */
    private static final String BY_NAME =
            "\\s*(?:\\.\\s*[A-Za-z_][A-Za-z0-9_]*+(?!\\s*\\()|\\[\\s*['\"][A-Za-z0-9_]+['\"]\\s*\\])";

    private static final String SUBSCRIPT = "\\[(?:[^\\[\\]]|\\[[^\\[\\]]*\\])*+\\]";
    private static final Pattern ALL = Pattern.compile("\\bansible_facts\\b(?!" + BY_NAME + ")"
            + "|\\bhostvars\\b(?!\\s*" + SUBSCRIPT + BY_NAME + "|\\s*,\\s*\\[?\\s*['\"])"
            + "|\\bvars\\s*(?:\\[|\\.\\s*\\w+\\s*\\(|\\||\\}\\})"
            + "|\\b(?:lookup|query|q)\\(\\s*['\"](?:ansible\\.builtin\\.)?var(?:s|names)\\b");

    private final Set<String> names = new LinkedHashSet<>();
    private boolean all;

    /** The names without {@code ansible_}, among them some that are no facts. */
    Set<String> names() {
        return names;
    }

    /** Whether every fact may be needed. */
    boolean all() {
        return all;
    }

    void needAll() {
        all = true;
    }

    void scan(String text) {
        if (!text.contains("ansible_") && !text.contains("vars")) {
            return;
        }
        var injected = INJECTED.matcher(text);
        while (injected.find()) {
            names.add(injected.group(1));
        }
        var inFacts = IN_FACTS.matcher(text);
        while (inFacts.find()) {
            names.add(inFacts.group(1));
        }
        all |= ALL.matcher(text).find();
    }

    void scan(Value value) {
        switch (value) {
            case Value.Text text -> scan(text.text());
            case Value.Sequence(var items) -> items.forEach(this::scan);
            case Value.Mapping(var entries) ->
                entries.forEach((key, item) -> {
                    scan(key);
                    scan(item);
                });
            default -> {}
        }
    }
}
