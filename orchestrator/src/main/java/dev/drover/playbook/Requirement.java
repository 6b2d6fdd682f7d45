package dev.drover.playbook;

import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A role or a collection that a requirements file asks for.
 *
 * @param source as written: the address of a repository, or a name of Galaxy's
 * @param name empty where the file gives none
 */
public record Requirement(
        Kind kind,
        String source,
        Optional<String> name,
        Optional<String> version,
        Optional<String> type,
        Origin origin) {

    private static final List<String> KEYS = List.of("roles", "collections");
    private static final List<String> WORDS = List.of("src", "source", "name", "version", "scm", "type");

    public enum Kind {
        ROLE,
        COLLECTION
    }

    /**
     * All that a file asks for: a list of roles, or a mapping with {@code roles} and {@code collections}.
     *
     * @throws PlaybookException with everything that is wrong in it
     */
    public static List<Requirement> read(Path file) throws IOException {
        var document =
                YamlDocument.readData(file, file.toString(), (message, origin) -> {}, dev.drover.yaml.Decryption.NONE);
        var problems = new ArrayList<Problem>();
        var all = new ArrayList<Requirement>();
        switch (document.orElse(null)) {
            case null -> {}
            case YamlNode.Items items -> list(Kind.ROLE, items, all, problems);
            case YamlNode.Entries entries -> {
                entries.entries().stream()
                        .filter(entry -> !KEYS.contains(entry.name()))
                        .forEach(entry -> problems.add(new Problem(
                                "\"" + entry.name() + "\" is neither \"roles\" nor \"collections\"",
                                entry.key().origin(),
                                Nearest.to(entry.name(), KEYS).map(name -> "did you mean `" + name + "`?"))));
                for (var kind : Kind.values()) {
                    String key = kind == Kind.ROLE ? "roles" : "collections";
                    entries.get(key).ifPresent(node -> list(kind, node, all, problems));
                }
            }
            case YamlNode other ->
                problems.add(new Problem(
                        "a file of requirements is a list of roles, or has \"roles\" and \"collections\"",
                        other.origin()));
        }
        if (!problems.isEmpty()) {
            throw new PlaybookException(problems);
        }
        return all;
    }

    private static void list(Kind kind, YamlNode node, List<Requirement> all, List<Problem> problems) {
        if (!(node instanceof YamlNode.Items items)) {
            problems.add(new Problem("here is a list", node.origin()));
            return;
        }
        for (var item : items.items()) {
            switch (item) {
                case YamlNode.Scalar(Value.Text text, var origin) -> all.add(ofWords(kind, text.text(), origin));
                case YamlNode.Entries entries -> {
                    refuseContainers(entries, problems);
                    var source = text(entries, "src").or(() -> text(entries, "source"));
                    var name = text(entries, "name");
                    if (source.isEmpty()) {
                        source = name;
                    }
                    if (source.isEmpty()) {
                        problems.add(new Problem("this one has neither \"src\" nor \"name\"", entries.origin()));
                    } else {
                        all.add(new Requirement(
                                kind,
                                source.get(),
                                name.filter(given -> kind == Kind.ROLE || !given.contains("/") && !given.contains(":")),
                                text(entries, "version").filter(version -> !version.equals("*")),
                                text(entries, "scm").or(() -> text(entries, "type")),
                                entries.origin()));
                    }
                }
                default -> problems.add(new Problem("a role or a collection is named here", item.origin()));
            }
        }
    }

    private static void refuseContainers(YamlNode.Entries entries, List<Problem> problems) {
        for (var entry : entries.entries()) {
            if (WORDS.contains(entry.name()) && !(entry.value() instanceof YamlNode.Scalar)) {
                problems.add(new Problem(
                        "\"" + entry.name() + "\" takes text", entry.value().origin()));
            }
        }
    }

    /** The old form: {@code source,version,name}. */
    private static Requirement ofWords(Kind kind, String text, Origin origin) {
        var words = List.of(text.split(",", 3));
        return new Requirement(
                kind,
                words.getFirst().strip(),
                words.size() > 2 ? Optional.of(words.get(2).strip()) : Optional.empty(),
                words.size() > 1 && !words.get(1).isBlank()
                        ? Optional.of(words.get(1).strip())
                        : Optional.empty(),
                Optional.empty(),
                origin);
    }

    private static Optional<String> text(YamlNode.Entries entries, String key) {
        return entries.get(key)
                .map(YamlNode::value)
                .filter(value -> !(value instanceof Value.Nil))
                .map(value -> value instanceof Value.Int(var number) ? number.toString() : value.toString());
    }
}
