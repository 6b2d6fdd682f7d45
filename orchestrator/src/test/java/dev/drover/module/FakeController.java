package dev.drover.module;

import dev.drover.template.TemplateOptions;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A controller with files below one directory, and expressions whose values a test names. */
public final class FakeController implements Controller {

    private final Path directory;
    private final Map<String, Value> expressions = new HashMap<>();
    private boolean checkMode;
    private boolean diffMode;

    public FakeController(Path directory) {
        this.directory = directory;
    }

    public FakeController with(String expression, Value value) {
        expressions.put(expression, value);
        return this;
    }

    public FakeController checking() {
        checkMode = true;
        return this;
    }

    public FakeController diffing() {
        diffMode = true;
        return this;
    }

    @Override
    public Path find(String kind, String name) {
        var file = directory.resolve(name);
        if (!Files.exists(file)) {
            throw new ArgumentException("there is no file \"" + name + "\"", Origin.NONE);
        }
        return file;
    }

    @Override
    public byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Checksums checksums() {
        return new Checksums();
    }

    @Override
    public Value.Mapping variables(Path file) {
        throw new UnsupportedOperationException("variables of files are tested in whole runs");
    }

    /** The file as it is: templates are tested elsewhere. */
    @Override
    public String render(Path file, TemplateOptions options, Map<String, Value> more) {
        return new String(read(file), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public Value expression(String expression) {
        return expressions.getOrDefault(expression, new Value.Undefined("'" + expression + "' is undefined"));
    }

    @Override
    public boolean condition(Value expression) {
        return expression instanceof Value.Text(var text, var _, var _, var _)
                && expression(text).equals(Value.TRUE);
    }

    @Override
    public boolean checkMode() {
        return checkMode;
    }

    @Override
    public boolean diffMode() {
        return diffMode;
    }

    @Override
    public int verbosity() {
        return 0;
    }
}
