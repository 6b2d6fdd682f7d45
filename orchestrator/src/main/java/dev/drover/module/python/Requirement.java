package dev.drover.module.python;

import dev.drover.question.PythonPackages;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A distribution that is wanted, as PEP 508 writes it: {@code gunicorn[gevent]>=20,<23; python_version < "4"}.
 *
 * @param name as written
 * @param extras normalised
 * @param marker when it is wanted at all; always where empty
 */
public record Requirement(String name, List<String> extras, VersionRange versions, Optional<String> marker) {

    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*"
            + "(?:\\[([^\\]]*)\\])?\\s*(?:\\(([^)]*)\\)|([^;@]*))\\s*(?:;(.*))?");

    /** Empty where it names no distribution and versions: a URL, a path, a version control system. */
    public static Optional<Requirement> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var range = form.group(3) != null ? form.group(3) : form.group(4);
        List<String> extras = form.group(2) == null
                ? List.of()
                : Arrays.stream(form.group(2).split(","))
                        .map(String::strip)
                        .filter(extra -> !extra.isEmpty())
                        .map(PythonPackages::normalised)
                        .toList();
        return VersionRange.parse(range)
                .map(versions -> new Requirement(form.group(1), extras, versions, Optional.ofNullable(form.group(5))));
    }

    /** The name that all its spellings share. */
    public String key() {
        return PythonPackages.normalised(name);
    }
}
