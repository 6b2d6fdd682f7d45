package dev.drover.node.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Words as for the ssh command, understood.
 *
 * @param configFile of {@code -F}; "none" for no file at all
 * @param options what {@code -o}, {@code -p}, {@code -l}, {@code -i} and {@code -J} say, in their order
 */
record SshArguments(Optional<String> configFile, List<SshConfig.Line> options) {

    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "controlmaster",
            "controlpersist",
            "controlpath",
            "preferredauthentications",
            "compression",
            "loglevel",
            "batchmode",
            "gssapiauthentication",
            "checkhostip",
            "hashknownhosts",
            "tcpkeepalive",
            "requesttty",
            "updatehostkeys",
            "forwardx11",
            "visualhostkey",
            "addkeystoagent",
            "numberofpasswordprompts",
            "escapechar");

    private static final String WITH_VALUE = "FopliJ";
    private static final String IGNORED = "Cqvt46Tx";

    static SshArguments parse(List<String> words) {
        Optional<String> file = Optional.empty();
        var options = new ArrayList<SshConfig.Line>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") || word.length() < 2) {
                throw new SettingsException("ssh argument \"" + word + "\" is not an option");
            }
            char letter = word.charAt(1);
            if (WITH_VALUE.indexOf(letter) >= 0) {
                String value;
                if (word.length() > 2) {
                    value = word.substring(2);
                } else if (++i < words.size()) {
                    value = words.get(i);
                } else {
                    throw new SettingsException("ssh argument " + word + " lacks its value");
                }
                if (letter == 'F') {
                    file = Optional.of(value);
                } else {
                    option(letter, value).ifPresent(options::add);
                }
            } else if (word.substring(1).chars().anyMatch(c -> IGNORED.indexOf(c) < 0)) {
                throw new SettingsException(
                        "ssh argument " + word + " is not supported; -F, -J, -i, -l, -p and -o are");
            }
        }
        return new SshArguments(file, options);
    }

    private static Optional<SshConfig.Line> option(char letter, String value) {
        return switch (letter) {
            case 'p' -> line("port", value, "-p");
            case 'l' -> line("user", value, "-l");
            case 'i' -> line("identityfile", value, "-i");
            case 'J' -> line("proxyjump", value, "-J");
            default -> {
                var parts = value.strip().split("\\s*=\\s*|\\s+", 2);
                String key = parts[0].toLowerCase(Locale.ROOT);
                if (WITHOUT_EFFECT.contains(key)) {
                    yield Optional.empty();
                }
                if (!SshConfig.KNOWN.contains(key) || parts.length < 2) {
                    throw new SettingsException("ssh option \"" + value + "\" is not supported");
                }
                yield line(key, parts[1], "-o " + parts[0]);
            }
        };
    }

    private static Optional<SshConfig.Line> line(String key, String value, String place) {
        return Optional.of(new SshConfig.Line(key, value, List.of(), place));
    }
}
