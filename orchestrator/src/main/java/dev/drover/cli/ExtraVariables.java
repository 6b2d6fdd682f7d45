package dev.drover.cli;

import dev.drover.value.Origin;
import dev.drover.value.ShellWords;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import dev.drover.yaml.Decryption;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of {@code -e}: {@code name=value} words, which are text, or YAML, JSON and files of them, which have types. */
final class ExtraVariables {

    private static final String PLACE = "-e";

    private ExtraVariables() {}

    /** @throws UserError where one is none of these */
    static Layer parse(List<String> options, Decryption decryption) throws IOException {
        return parse(options, decryption, false);
    }

    /**
     * The variables of all options; of equal names the last counts.
     *
     * @param merging whether mappings of equal names become one, as {@code hash_behaviour = merge} wants it
     * @throws UserError where one is none of these
     */
    static Layer parse(List<String> options, Decryption decryption, boolean merging) throws IOException {
        var variables = new LinkedHashMap<String, Value>();
        for (var option : options) {
            String text = option.strip();
            final Map<String, Value> more;
            if (text.startsWith("@")) {
                more = file(Path.of(text.substring(1)), decryption);
            } else if (text.startsWith("{") || text.startsWith("[") || text.contains(": ") && !text.contains("=")) {
                more = mapping(text, decryption);
            } else {
                more = words(text);
            }
            more.forEach((name, value) ->
                    variables.merge(name, value, (before, later) -> merging ? merged(before, later) : later));
        }
        return Layer.of("extra variables", variables);
    }

    private static Value merged(Value before, Value later) {
        return before instanceof Value.Mapping below && later instanceof Value.Mapping above
                ? Layers.merged(below, above)
                : later;
    }

    private static Map<String, Value> file(Path path, Decryption decryption) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new UserError("there is no file " + path + " to take variables from");
        }
        return document(
                YamlDocument.readData(path, path.toString(), (message, origin) -> {}, decryption), path.toString());
    }

    private static Map<String, Value> mapping(String text, Decryption decryption) {
        try {
            return document(YamlDocument.parse(text, PLACE, (message, origin) -> {}, decryption, false), PLACE);
        } catch (YamlException e) {
            throw new UserError("-e " + text + ": " + e.getMessage());
        }
    }

    private static Map<String, Value> document(java.util.Optional<dev.drover.yaml.YamlNode> document, String name) {
        var variables = new LinkedHashMap<String, Value>();
        if (document.isPresent()) {
            if (!(document.get().value() instanceof Value.Mapping(var entries))) {
                throw new UserError(name + " holds no mapping of variables");
            }
            entries.forEach((key, value) -> variables.put(key.toString(), value));
        }
        return variables;
    }

    /** Words as a shell would split them, each {@code name=value}. */
    private static Map<String, Value> words(String text) {
        var variables = new LinkedHashMap<String, Value>();
        try {
            ShellWords.split(text).forEach(word -> assign(word, variables));
        } catch (IllegalArgumentException e) {
            throw new UserError("-e " + text + ": " + e.getMessage());
        }
        return variables;
    }

    private static void assign(String word, Map<String, Value> variables) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            throw new UserError("-e takes name=value, YAML, JSON or @FILE, not \"" + word + "\"");
        }
        variables.put(
                word.substring(0, equals), Value.Text.written(word.substring(equals + 1), new Origin(PLACE, 0, 0)));
    }
}
