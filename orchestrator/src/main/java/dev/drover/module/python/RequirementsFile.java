package dev.drover.module.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a requirements file asks for.
 *
 * @param wanted its requirements that name a distribution
 * @param includes the files that it includes, as it names them
 * @param clear false where it asks for more than can be found out by looking: a URL, a path, constraints
 */
record RequirementsFile(List<Requirement> wanted, List<String> includes, boolean clear) {

    private static final Pattern INCLUDE = Pattern.compile("(?:-r\\s*|--requirement(?:\\s+|=))(\\S.*)");
    private static final Pattern OPTION = Pattern.compile("(--?[a-z-]+)(?:[ =].*)?");

    /** Where things come from, which does not matter once they are there. */
    private static final Set<String> SOURCES = Set.of(
            "-i",
            "--index-url",
            "--extra-index-url",
            "--no-index",
            "-f",
            "--find-links",
            "--no-binary",
            "--only-binary",
            "--prefer-binary",
            "--require-hashes",
            "--pre",
            "--trusted-host",
            "--use-feature");

    static RequirementsFile parse(String text) {
        var wanted = new ArrayList<Requirement>();
        var includes = new ArrayList<String>();
        boolean clear = true;
        for (var line : lines(text)) {
            var include = INCLUDE.matcher(line);
            var option = OPTION.matcher(line);
            if (include.matches()) {
                includes.add(include.group(1).strip());
            } else if (option.matches()) {
                clear &= SOURCES.contains(option.group(1));
            } else {
                var requirement = Requirement.parse(line.replaceFirst("\\s--[a-z].*", ""));
                requirement.ifPresent(wanted::add);
                clear &= requirement.isPresent() && !line.contains("${");
            }
        }
        return new RequirementsFile(List.copyOf(wanted), List.copyOf(includes), clear);
    }

    /** Its lines with continuations joined, without comments and blank ones. */
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        var joined = new StringBuilder();
        for (var line : text.lines().toList()) {
            if (line.endsWith("\\") && !line.stripLeading().startsWith("#")) {
                joined.append(line, 0, line.length() - 1).append(' ');
                continue;
            }
            lines.add(joined.append(line).toString());
            joined.setLength(0);
        }
        lines.add(joined.toString());
        return lines.stream()
                .map(line -> line.replaceFirst("(^|\\s+)#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** This one and another as one. */
    RequirementsFile and(RequirementsFile other) {
        var both = new ArrayList<>(wanted);
        both.addAll(other.wanted);
        return new RequirementsFile(List.copyOf(both), List.of(), clear && other.clear);
    }
}
