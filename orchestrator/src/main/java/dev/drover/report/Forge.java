package dev.drover.report;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whose job this run is, as the environment tells. */
public enum Forge {
    /** GitHub Actions; Gitea's and Forgejo's, too, which understand the same. */
    GITHUB,
    GITLAB,
    /** Another one, which says no more than that nobody is there to be asked. */
    OTHER,
    /** None: a person, or a script. */
    NONE;

    public static Forge of(Map<String, String> environment) {
        if (isSet(environment, "GITHUB_ACTIONS")
                || isSet(environment, "GITEA_ACTIONS")
                || isSet(environment, "FORGEJO_ACTIONS")) {
            return GITHUB;
        }
        if (isSet(environment, "GITLAB_CI")) {
            return GITLAB;
        }
        return isSet(environment, "CI") ? OTHER : NONE;
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return switch (environment.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT)) {
            case "", "0", "false", "no" -> false;
            default -> true;
        };
    }

    /** The file that GitHub shows as the job's summary; empty where there is none. */
    public Optional<Path> summary(Map<String, String> environment) {
        return this == GITHUB
                ? Optional.ofNullable(environment.get("GITHUB_STEP_SUMMARY"))
                        .filter(name -> !name.isBlank())
                        .map(Path::of)
                : Optional.empty();
    }

    /** A line as this forge's log shows it, and does not obey it. */
    String harmless(String line) {
        if (this != GITHUB) {
            return line;
        }
        // commands begin a line, but for spaces; those of the old kind stand anywhere in it
        String tame = line.replace("##[", "# #[");
        int start = 0;
        while (start < tame.length() && !isSeen(tame.charAt(start))) {
            start++;
        }
        return tame.startsWith("::", start) ? tame.substring(0, start) + ": :" + tame.substring(start + 2) : tame;
    }

    private static boolean isSeen(char c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK -> false;
            default -> true;
        };
    }
}
