package dev.drover.report;

import dev.drover.value.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The working copy of a repository that a run is started in: forges name files relative to its top. */
public record Checkout(Path directory, Optional<Path> top) {

    /** @param directory where the run is started; files are named relative to it */
    public static Checkout around(Path directory) {
        var absolute = directory.toAbsolutePath().normalize();
        for (var candidate = absolute; candidate != null; candidate = candidate.getParent()) {
            if (Files.exists(candidate.resolve(".git"))) {
                return new Checkout(absolute, Optional.of(candidate));
            }
        }
        return new Checkout(absolute, Optional.empty());
    }

    /** A place as the forge names it; none where it is in no file of the repository. */
    Origin within(Origin origin) {
        if (!origin.known() || origin.file().indexOf('\0') >= 0) {
            return Origin.NONE;
        }
        var file = directory.resolve(origin.file()).normalize();
        var root = top.orElse(directory);
        if (!file.startsWith(root) || !Files.exists(file)) {
            return Origin.NONE;
        }
        return new Origin(root.relativize(file).toString(), origin.line(), origin.column());
    }
}
