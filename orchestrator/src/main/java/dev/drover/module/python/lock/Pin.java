package dev.drover.module.python.lock;

import dev.drover.question.PythonPackages;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One distribution as a lock pins it.
 *
 * @param name normalised
 * @param hashes {@code sha256:…} of every file that may be installed; never empty
 * @param when it is wanted
 * @param url of the one file, where it is pinned to a place and not to a version of an index
 * @param line where the lock pins it
 */
record Pin(String name, String version, SortedSet<String> hashes, Condition when, Optional<String> url, int line)
        implements Comparable<Pin> {

    private static final Comparator<Pin> ORDER = Comparator.comparing(Pin::name).thenComparing(Pin::version);

    Pin {
        name = PythonPackages.normalised(name);
        hashes = new TreeSet<>(hashes);
    }

    @Override
    public int compareTo(Pin other) {
        return ORDER.compare(this, other);
    }

    /** As a requirements file has it, with a line for each hash. */
    String requirement() {
        return written(when.equals(Condition.ALWAYS) ? "" : " ; " + when.text());
    }

    /** The same without its condition: for fetching what another machine will install, where markers would speak of the wrong one. */
    String anywhere() {
        return written("");
    }

    private String written(String marker) {
        var text = new StringBuilder(name)
                .append(url.map(" @ "::concat).orElse("==" + version))
                .append(marker);
        hashes.forEach(hash -> text.append(" \\\n    --hash=").append(hash));
        return text.append('\n').toString();
    }
}
