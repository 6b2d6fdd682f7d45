package dev.drover.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Replaces secrets wherever they turn up in what is printed: as they are, in JSON's escapes, and in base64.
 *
 * <p>Lengths as ansible-core 2.22 has them: shorter than 4 characters never, 4 to 6 only as a whole word.
 */
public final class Redactor {

    private static final String REDACTED = "\\$REDACTED\\$";
    private static final int SHORTEST = 4;
    private static final int SHORTEST_ANYWHERE = 7;

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private volatile List<Pattern> patterns = List.of();

    /** From now on this text is printed no more, nor is a line of it: much is printed line by line. */
    public void add(String secret) {
        if (secret.strip().indexOf('\n') >= 0) {
            secret.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_ANYWHERE)
                    .forEach(this::add);
        }
        if (secret.length() >= SHORTEST && secrets.add(secret)) {
            patterns = secrets.stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Redactor::pattern)
                    .toList();
        }
    }

    private static Pattern pattern(String secret) {
        var forms = new java.util.LinkedHashSet<>(List.of(secret, jsonEscaped(secret)));
        if (secret.length() >= SHORTEST_ANYWHERE) {
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            var choices = forms.stream().map(Pattern::quote).toList();
            return Pattern.compile(String.join("|", choices));
        }
        return Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(secret) + "(?![\\p{L}\\p{N}_])");
    }

    private static String jsonEscaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    public String redact(String text) {
        String result = text;
        for (var pattern : patterns) {
            result = pattern.matcher(result).replaceAll(REDACTED);
        }
        return result;
    }
}
