package dev.drover.module.web;

import dev.drover.module.ArgumentException;
import dev.drover.module.Controller;
import dev.drover.module.files.FileAttributes;
import dev.drover.module.files.NewContents;
import dev.drover.question.Mode;
import dev.drover.question.NodePath;
import dev.drover.template.TemplateOptions;
import dev.drover.value.Nearest;
import dev.drover.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file of Nginx's configuration as it should be.
 *
 * @param source the controller's file
 * @param template whether it is evaluated, with {@code vars} beside the task's variables; else it is taken as it is, vaults opened
 * @param dest below the configuration's directory
 */
public record SiteFile(String source, boolean template, String dest, Map<String, Value> vars, Mode mode) {

    private static final List<String> KEYS = List.of("template", "copy", "dest", "vars", "mode");
    private static final Mode FOR_ALL = new Mode.Octal(0644);

    /** What it holds, and the file of the controller that this came from. */
    record Made(NewContents contents, Path source) {}

    public static SiteFile parse(Value value) {
        if (!(value instanceof Value.Mapping(var entries))) {
            throw new IllegalArgumentException("must be a list of mappings with dest and template or copy");
        }
        var given = new LinkedHashMap<String, Value>();
        entries.forEach((key, item) -> given.put(key.toString(), item));
        for (var key : given.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("has a file with an unknown \"%s\"%s"
                        .formatted(
                                key,
                                Nearest.to(key, KEYS)
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse("")));
            }
        }
        if (given.containsKey("template") == given.containsKey("copy") || !given.containsKey("dest")) {
            throw new IllegalArgumentException("has a file that needs dest, and one of template and copy");
        }
        boolean template = given.containsKey("template");
        return new SiteFile(
                given.get(template ? "template" : "copy").toString(),
                template,
                given.get("dest").toString(),
                variables(given.get("vars")),
                Optional.ofNullable(given.get("mode")).map(Mode::parse).orElse(FOR_ALL));
    }

    private static Map<String, Value> variables(Value vars) {
        return switch (vars) {
            case null -> Map.of();
            case Value.Mapping(var entries) ->
                entries.entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
            default -> throw new IllegalArgumentException("has a file whose vars are no mapping");
        };
    }

    NodePath path() {
        return new NodePath(dest);
    }

    /** Root's, and nobody else may change it. */
    FileAttributes attributes() {
        return new FileAttributes(
                Optional.of(mode),
                Optional.of("root"),
                Optional.of("root"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * @param more variables that the module knows
     * @throws ArgumentException where there is no such file
     */
    Made make(Controller controller, Map<String, Value> more) {
        var file = controller.find(template ? "templates" : "files", source);
        if (!template) {
            return new Made(NewContents.of(controller.read(file), file.toString()), file);
        }
        var all = new LinkedHashMap<>(more);
        all.putAll(vars);
        var text = controller.render(file, TemplateOptions.DEFAULT, all);
        return new Made(NewContents.of(text.getBytes(StandardCharsets.UTF_8), file.toString()), file);
    }
}
