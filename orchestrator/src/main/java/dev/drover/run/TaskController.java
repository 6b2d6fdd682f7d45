package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.module.Checksums;
import dev.drover.module.Controller;
import dev.drover.playbook.FilePlaces;
import dev.drover.playbook.Task;
import dev.drover.template.Templar;
import dev.drover.template.TemplateOptions;
import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import dev.drover.yaml.Decryption;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlException;
import dev.drover.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the modules of one task see of the controller. */
final class TaskController implements Controller {

    private final Task task;
    private final Layers variables;
    private final Templar templar;
    private final RunOptions options;
    private final Decryption decryption;
    private final Checksums checksums;
    private final boolean check;
    private final boolean diff;

    TaskController(
            Task task,
            Layers variables,
            Templar templar,
            RunOptions options,
            Decryption decryption,
            Checksums checksums,
            boolean check,
            boolean diff) {
        this.task = task;
        this.variables = variables;
        this.templar = templar;
        this.options = options;
        this.decryption = decryption;
        this.checksums = checksums;
        this.check = check;
        this.diff = diff;
    }

    @Override
    public Path find(String kind, String name) {
        var places = FilePlaces.of(task).places(kind, name);
        return places.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new ArgumentException(
                        "there is no " + name + " here; looked for "
                                + String.join(
                                        ", ",
                                        places.stream().map(Path::toString).toList()),
                        task.origin()));
    }

    @Override
    public byte[] read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] opened = decryption.opened(bytes, file.toString());
            if (opened != bytes) {
                decryption.revealed(new String(opened, StandardCharsets.UTF_8));
            }
            return opened;
        } catch (UndecryptableException e) {
            throw new ArgumentException(e.getMessage(), e.origin());
        } catch (IOException e) {
            throw new ArgumentException(file + " can't be read: " + e.getMessage(), task.origin());
        }
    }

    @Override
    public Checksums checksums() {
        return checksums;
    }

    @Override
    public Value.Mapping variables(Path file) {
        try {
            var document = YamlDocument.readData(file, file.toString(), (message, origin) -> {}, decryption);
            return switch (document.map(YamlNode::value).orElse(Value.EMPTY_MAPPING)) {
                case Value.Mapping mapping -> mapping;
                case Value.Nil nil -> Value.EMPTY_MAPPING;
                default -> throw new ArgumentException(file + " is no mapping of names to values", task.origin());
            };
        } catch (YamlException e) {
            throw new ArgumentException(e.getMessage(), e.origin());
        } catch (UndecryptableException e) {
            throw new ArgumentException(e.getMessage(), e.origin());
        } catch (IOException e) {
            throw new ArgumentException(file + " can't be read: " + e.getMessage(), task.origin());
        }
    }

    @Override
    public String render(Path file, TemplateOptions options, Map<String, Value> more) {
        var source =
                Value.Text.written(new String(read(file), StandardCharsets.UTF_8), new Origin(file.toString(), 1, 1));
        return templar.render(source, options, variables.with(Layer.of("of the template", more)));
    }

    @Override
    public Value expression(String expression) {
        return templar.expression(Value.Text.written(expression, task.origin()), variables);
    }

    @Override
    public boolean condition(Value expression) {
        return templar.condition(expression, variables);
    }

    @Override
    public boolean checkMode() {
        return check;
    }

    @Override
    public boolean diffMode() {
        return diff;
    }

    @Override
    public int verbosity() {
        return options.verbosity();
    }
}
