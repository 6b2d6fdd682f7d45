package dev.drover.module.web;

import dev.drover.module.Result;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Nginx has against a configuration.
 *
 * @param said as it was written by Nginx
 * @param changes what was to be changed
 */
record Complaint(String said, List<TreeChange> changes) {

    private static final Pattern PLACE = Pattern.compile(" in (/\\S+):(\\d+)$", Pattern.MULTILINE);
    private static final Pattern TIME = Pattern.compile("^[0-9/]+ [0-9:]+ (?=\\[)", Pattern.MULTILINE);
    private static final Pattern PARTS = Pattern.compile("\\{%-?\\s*(?:include|import|from)\\s+['\"]([^'\"]+)['\"]");

    private record Written(Path template, TemplateLine line) {}

    Result result() {
        var message = new StringBuilder(TIME.matcher(said).replaceAll("nginx: "));
        var place = PLACE.matcher(said);
        var result = Result.failed("");
        if (place.find()) {
            int line = Integer.parseInt(place.group(2));
            result = result.with("file", place.group(1)).with("line", Value.of(line));
            var made = changes.stream()
                    .filter(TreeChange.Put.class::isInstance)
                    .map(TreeChange.Put.class::cast)
                    .filter(put -> put.file().template() && put.file().dest().equals(place.group(1)))
                    .findFirst();
            var text = made.flatMap(put -> put.made().contents().text());
            if (text.isPresent()) {
                var source = made.get().made().source();
                var written = written(source, text.get(), line);
                if (written.isPresent()) {
                    var template = written.get().template();
                    int number = written.get().line().number();
                    message.append("\n  which is %s:%d: %s"
                            .formatted(
                                    template,
                                    number,
                                    written.get().line().text().strip()));
                    result = result.with("template", template.toString()).with("template_line", Value.of(number));
                } else {
                    message.append("\n  made of %s: %s"
                            .formatted(
                                    source,
                                    text.get()
                                            .lines()
                                            .skip(line - 1L)
                                            .findFirst()
                                            .orElse("")
                                            .strip()));
                    result = result.with("template", source.toString());
                }
            }
        }
        message.append("\n  Nothing was changed; Nginx goes on as it was.");
        return result.with("msg", message.toString());
    }

    /** The template's line, or that of a part which the template includes. */
    private static Optional<Written> written(Path template, String made, int line) {
        var text = read(template);
        var parts = PARTS.matcher(text)
                .results()
                .map(part -> template.resolveSibling(part.group(1)))
                .filter(Files::isRegularFile);
        return Stream.concat(Stream.of(template), parts)
                .distinct()
                .flatMap(
                        file -> TemplateLine.of(read(file), made, line).map(found -> new Written(file, found)).stream())
                .findFirst();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // it was read a moment ago; without it the line of the result has to do
        }
    }
}
