package dev.drover.playbook;

import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A role as one play uses it.
 *
 * @param defaults {@code defaults/main}, in ascending order of precedence
 * @param variables {@code vars/main}, likewise
 * @param parameters what the play hands to it beside keywords
 * @param parents the roles that brought it in, the nearest first
 * @param dependencies those its {@code meta} names, and theirs, in the order they are run
 * @param once whether a host that has begun an equal role in this play does not run this one
 */
public record Role(
        String name,
        Path path,
        List<Layer> defaults,
        List<Layer> variables,
        Value.Mapping parameters,
        List<Role> parents,
        List<Role> dependencies,
        boolean once) {

    /** The collection that it was named with: {@code community.general}. */
    public Optional<String> collection() {
        var parts = name.split("\\.", 3);
        return parts.length == 3 ? Optional.of(parts[0] + "." + parts[1]) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Role that && path.equals(that.path) && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
