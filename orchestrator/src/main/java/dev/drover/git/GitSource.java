package dev.drover.git;

import java.util.Optional;
import java.util.Set;

/**
 * Where a repository is.
 *
 * @param url of a form that can only be an address: never an option, a transport helper or a command
 */
public record GitSource(String url) {

    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git");

    /**
     * Reads an address as requirements files have it, with or without {@code git+} in front.
     *
     * @param filesAllowed whether it may be a directory of this machine
     * @throws GitException where it is none that is fetched from
     */
    public static GitSource of(String written, boolean filesAllowed) {
        String url = written.startsWith("git+") ? written.substring("git+".length()) : written;
        if (url.startsWith("-") || url.contains("::") || url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new GitException("\"" + written + "\" is not the address of a repository");
        }
        var scheme = scheme(url);
        boolean file = scheme.filter("file"::equals).isPresent() || scheme.isEmpty() && url.startsWith("/");
        if (file && !filesAllowed) {
            throw new GitException("\"" + written + "\" is on this machine; --allow-files takes such repositories");
        }
        if (!file && scheme.isPresent() && !SCHEMES.contains(scheme.get())) {
            throw new GitException("\"" + written + "\": repositories are fetched by https, ssh, git or http");
        }
        if (!file && scheme.isEmpty() && !url.matches("[\\w.-]+@[\\w][\\w.-]*:[\\w~/][^:]*")) {
            throw new GitException("\"" + written + "\" is not the address of a repository");
        }
        String rest =
                url.substring(scheme.map(name -> name.length() + "://".length()).orElse(0));
        if (rest.startsWith("-")) { // ssh would take such a host for an option
            throw new GitException("\"" + written + "\" is not the address of a repository");
        }
        return new GitSource(url);
    }

    /** Whether a word could only be an address, not a name of Galaxy's. */
    public static boolean looksLikeOne(String written) {
        return written.contains("/") || written.contains("@") || written.contains(":");
    }

    private static Optional<String> scheme(String url) {
        int end = url.indexOf("://");
        return end < 0 ? Optional.empty() : Optional.of(url.substring(0, end));
    }

    /** The last part of the path, without {@code .git}: the name of a role that is given none. */
    public String name() {
        String path = url.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    }
}
