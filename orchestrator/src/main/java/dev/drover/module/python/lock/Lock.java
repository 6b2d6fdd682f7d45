package dev.drover.module.python.lock;

import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what a Python project's lock file pins, on the controller, whichever tool made it; no Python is needed for that. What pip is to
 * install comes out in one form, with the markers, since only the node knows its environment.
 */
@Module(
        value = "lock",
        collection = "drover.hosting",
        summary = "Reads the lock file of a Python project: which versions, with which hashes, are to be installed.")
public record Lock(
        @Doc("The project's directory, on the controller.") String path,

        @Default("auto")
        @Doc(
                "The lock file within it, or auto for the first that is there of uv.lock, poetry.lock, Pipfile.lock, pylock.toml and"
                        + " requirements.txt.")
        String file,

        @Doc("Extras of the project that are wanted too.") List<String> extras,

        @Doc("Dependency groups (with Pipfile.lock, categories) that are wanted too.")
        List<String> groups,

        @Doc("The version of Python that pins are told for, as 3.12; without it, all pins are told.")
        Optional<String> python,

        @Default("x86_64") @Doc("The architecture that pins are told for.")
        String machine,

        @Injected Controller controller)
        implements ModuleCall {

    private static final String AUTO = "auto";

    @Override
    public Plan plan() {
        try {
            return Plan.settled(result());
        } catch (LockException e) {
            return Plan.failed("%s", e.getMessage());
        }
    }

    private Result result() {
        var source = controller.find("files", path);
        var lock = file.equals(AUTO) ? found(source) : source.resolve(file);
        var directory = lock.getParent();
        var name = lock.getFileName().toString();
        var format = LockFormat.named(name)
                .orElseThrow(() -> new LockException(
                        file + " has a name of no lock file that can be read: " + String.join(", ", names())));
        if (!Files.isRegularFile(lock)) {
            throw new LockException(file + " is not in " + path);
        }
        var selection = new Selection(new HashSet<>(extras), new HashSet<>(groups));
        var locked = format.read(new Project(directory, controller), name, selection);
        refuseTwins(name, locked.pins());
        var requirements = locked.requirements();
        var result = Result.UNCHANGED
                .with("format", format.name().toLowerCase(Locale.ROOT))
                .with("file", source.relativize(lock).toString())
                .with("python", locked.python().orElse(""))
                .with("pins", versions(locked.pins()))
                .with("requirements", requirements)
                .with(
                        "candidates",
                        locked.pins().stream()
                                .filter(this::possible)
                                .map(Pin::anywhere)
                                .collect(Collectors.joining()))
                .with("key", PythonJson.sha256Of(requirements));
        for (var warning : locked.warnings()) {
            result = result.warning(warning);
        }
        return file.equals(AUTO) ? others(result, source, format) : result;
    }

    private static Path found(Path source) {
        return Arrays.stream(LockFormat.values())
                .map(format -> source.resolve(format.file()))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new LockException(
                        "%s has no lock file: one of %s is needed".formatted(source, String.join(", ", names()))));
    }

    private static List<String> names() {
        return Arrays.stream(LockFormat.values()).map(LockFormat::file).toList();
    }

    private static Result others(Result result, Path source, LockFormat format) {
        var others = Arrays.stream(LockFormat.values())
                .filter(other -> other != format && Files.isRegularFile(source.resolve(other.file())))
                .map(LockFormat::file)
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? result
                : result.warning("%s is read; the project has %s too".formatted(format.file(), others));
    }

    private static void refuseTwins(String name, List<Pin> pins) {
        for (int i = 0; i < pins.size(); i++) {
            var one = pins.get(i);
            for (int k = i + 1; k < pins.size() && pins.get(k).name().equals(one.name()); k++) {
                var other = pins.get(k);
                if (Environments.both(one.when(), other.when())) {
                    throw LockException.at(
                            name,
                            other.line(),
                            "%s is pinned twice for the same node, here to %s, in line %d to %s"
                                    .formatted(one.name(), other.version(), one.line(), one.version()));
                }
            }
        }
    }

    private boolean possible(Pin pin) {
        return python.isEmpty() || Environments.possible(pin.when(), python.get(), machine);
    }

    /** Where one distribution has several versions, the last one that may be meant is told. */
    private Value versions(List<Pin> all) {
        var versions = new LinkedHashMap<String, Value>();
        all.stream().filter(this::possible).forEach(pin -> versions.put(pin.name(), Value.of(pin.version())));
        return Value.Mapping.of(versions);
    }
}
