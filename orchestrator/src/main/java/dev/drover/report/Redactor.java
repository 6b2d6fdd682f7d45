package dev.drover.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Replaces secrets wherever they turn up in what is printed: as they are, in JSON's escapes, in addresses, and in base64.
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
        var forms = new LinkedHashSet<>(List.of(secret, jsonEscaped(secret), asciiJson(secret)));
        if (secret.length() >= SHORTEST_ANYWHERE) {
            forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
            forms.addAll(base64(secret));
            var choices = forms.stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .toList();
            return Pattern.compile(String.join("|", choices));
        }
        var choices = forms.stream().map(Pattern::quote).toList();
        return Pattern.compile("(?<![\\p{L}\\p{N}_])(?:" + String.join("|", choices) + ")(?![\\p{L}\\p{N}_])");
    }

    /**
     * What base64 makes of it wherever it stands in the text that is encoded, as {@code user:password} is: by itself, and behind one or
     * two bytes of a group of three, without the characters that its neighbours have a part in.
     */
    private static List<String> base64(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        var forms = new ArrayList<String>();
        for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            forms.add(encoder.withoutPadding().encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                int first = (before * 8 + 5) / 6;
                int end = shifted.length * 8 / 6;
                forms.add(encoder.encodeToString(shifted).substring(first, end));
            }
        }
        return forms;
    }

    private static String jsonEscaped(String text) {
        var json = new StringBuilder();
        JsonText.quote(text, json);
        return json.substring(1, json.length() - 1);
    }

    /** As programs write it that put escapes in place of all but ASCII. */
    private static String asciiJson(String text) {
        var json = new StringBuilder();
        for (char c : jsonEscaped(text).toCharArray()) {
            if (c < 0x80) {
                json.append(c);
            } else {
                json.append("\\u%04x".formatted((int) c));
            }
        }
        return json.toString();
    }

    public String redact(String text) {
        String result = text;
        for (var pattern : patterns) {
            result = pattern.matcher(result).replaceAll(REDACTED);
        }
        return result;
    }
}
