package dev.drover.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is told of a run, in which form, and where to. */
final class ReportOptions {

    /** What standard output is for. */
    enum Output {
        text,
        jsonl
    }

    enum Format {
        JSONL,
        JUNIT,
        MARKDOWN
    }

    /** A report into a file, as the command line names it. */
    record Wanted(Format format, Path file) {}

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "What is printed: text for people, or jsonl: every event as a line of JSON (text).")
    Output output = Output.text;

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            converter = WantedConverter.class,
            description = "Also write a report into a file: jsonl, junit or markdown. May be repeated.")
    List<Wanted> reports = new ArrayList<>();

    @Option(names = "--profile", description = "At the end, show what took how long, and what crossed the network.")
    boolean profile;

    static final class WantedConverter implements ITypeConverter<Wanted> {
        @Override
        public Wanted convert(String text) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            var format = Stream.of(Format.values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no report \"" + name + "\"; there are "
                            + Stream.of(Format.values())
                                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))));
            if (equals < 0 || equals == text.length() - 1) {
                throw new TypeConversionException("a report needs a file: --report " + name + "=FILE");
            }
            return new Wanted(format, Path.of(text.substring(equals + 1)));
        }
    }
}
