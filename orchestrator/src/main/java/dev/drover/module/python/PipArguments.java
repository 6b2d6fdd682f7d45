package dev.drover.module.python;

import dev.drover.value.ShellWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user's own arguments mean for the question whether anything is to be done.
 *
 * @param clear whether none of them can change what pip would find to do
 * @param dependencies whether it looks after what the packages need
 */
record PipArguments(boolean clear, boolean dependencies) {

    private static final Set<String> PLAIN = Set.of(
            "--require-hashes",
            "--no-index",
            "--no-cache-dir",
            "--prefer-binary",
            "--no-deps",
            "--no-build-isolation",
            "--disable-pip-version-check",
            "--no-warn-script-location",
            "--no-compile",
            "--compile",
            "--use-pep517",
            "--no-input",
            "--no-color",
            "--isolated",
            "--no-python-version-warning",
            "--no-clean",
            "--break-system-packages",
            "-q",
            "-qq",
            "--quiet",
            "-v",
            "--verbose");

    private static final Set<String> WITH_VALUE = Set.of(
            "-i",
            "--index-url",
            "--extra-index-url",
            "-f",
            "--find-links",
            "--trusted-host",
            "--cache-dir",
            "--timeout",
            "--retries",
            "--proxy",
            "--cert",
            "--client-cert",
            "--no-binary",
            "--only-binary",
            "--progress-bar",
            "--log",
            "--exists-action",
            "--root-user-action",
            "--keyring-provider",
            "--use-feature");

    static PipArguments of(Optional<String> line) {
        var words = words(line);
        boolean clear = true;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            int equals = word.indexOf('=');
            if (equals > 0) {
                clear &= WITH_VALUE.contains(word.substring(0, equals));
            } else if (WITH_VALUE.contains(word)) {
                i++;
            } else {
                clear &= PLAIN.contains(word);
            }
        }
        return new PipArguments(clear, !words.contains("--no-deps"));
    }

    static List<String> words(Optional<String> line) {
        return line.map(ShellWords::split).orElse(List.of());
    }
}
