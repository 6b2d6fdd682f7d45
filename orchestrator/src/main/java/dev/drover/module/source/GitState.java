package dev.drover.module.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is checked out, and what the remote has.
 *
 * @param before the commit that is checked out; empty where there is no repository
 * @param current the branch that is checked out; empty where it is none
 * @param url of the remote
 * @param refs of the remote, by their full names
 * @param head the branch that the remote's HEAD is; empty where it is not told
 */
record GitState(
        Optional<String> before, String current, String url, boolean dirty, Map<String, String> refs, String head) {

    static final GitState NONE = new GitState(Optional.empty(), "", "", false, Map.of(), "");

    private static final int LINES = 4;

    static GitState parse(String said) {
        var lines = List.of(said.split("\n", -1));
        var refs = new LinkedHashMap<String, String>();
        var head = "";
        for (var line : lines.subList(LINES, lines.size())) {
            var parts = line.split("\t", 2);
            if (parts.length == 2 && parts[0].startsWith("ref: refs/heads/")) {
                head = parts[0].substring("ref: refs/heads/".length());
            } else if (parts.length == 2) {
                refs.put(parts[1], parts[0]);
            }
        }
        return new GitState(
                Optional.of(lines.get(0)).filter(hash -> !hash.isEmpty()),
                lines.get(1),
                lines.get(2),
                lines.get(3).equals("1"),
                refs,
                head);
    }

    /** {@code branch}, {@code tag}, or {@code commit}: a name that only the clone may know. */
    String kind(String version) {
        if (version.equals("HEAD")) {
            return head.isEmpty() ? "head" : "branch";
        }
        return refs.containsKey("refs/heads/" + version)
                ? "branch"
                : refs.containsKey("refs/tags/" + version) ? "tag" : "commit";
    }

    /** The name that is checked out for a version: for HEAD, that of the remote's branch. */
    String branch(String version) {
        return version.equals("HEAD") && !head.isEmpty() ? head : version;
    }

    /** The commit that a version is at the remote, as far as it tells. */
    Optional<String> remote(String version) {
        if (version.matches("[0-9a-f]{40}")) {
            return Optional.of(version);
        }
        return Optional.ofNullable(
                switch (kind(version)) {
                    case "branch" -> refs.get("refs/heads/" + branch(version));
                    case "head" -> refs.get("HEAD");
                    case "tag" -> refs.getOrDefault("refs/tags/" + version + "^{}", refs.get("refs/tags/" + version));
                    default -> null;
                });
    }

    /** Whether the branch that a version is, is the one that is checked out. */
    boolean on(String version) {
        return !kind(version).equals("branch")
                || version.equals("HEAD")
                || current.equals(branch(version))
                || current.isEmpty();
    }
}
