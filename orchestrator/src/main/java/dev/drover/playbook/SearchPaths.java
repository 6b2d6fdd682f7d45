package dev.drover.playbook;

import java.nio.file.Path;
import java.util.List;

/**
 * Where content is looked for besides the playbook's own directory.
 *
 * @param collections each has {@code ansible_collections} in it
 */
public record SearchPaths(List<Path> roles, List<Path> collections) {

    /** Only what is beside the playbook. */
    public static final SearchPaths NONE = new SearchPaths(List.of(), List.of());

    public SearchPaths {
        roles = List.copyOf(roles);
        collections = List.copyOf(collections);
    }
}
