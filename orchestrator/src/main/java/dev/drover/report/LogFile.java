package dev.drover.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the console prints, in a file, with the time and who it was in front of each line, as Ansible's log has it. */
public final class LogFile implements Report {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

    private final PrintStream out;
    private final PlainConsole console;

    /**
     * @param clock with the zone that times are told in
     * @param user whose run it is
     * @throws IOException where nothing can be added to the file
     */
    public LogFile(Path file, Clock clock, String user, UnaryOperator<String> redact, Style style) throws IOException {
        out = new PrintStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                false,
                StandardCharsets.UTF_8);
        String who = " p=" + ProcessHandle.current().pid() + " u=" + user + " n=ansible INFO| ";
        console = new PlainConsole(
                text -> PrintableText.lines(redact.apply(text)).stream()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> {
                            out.println(TIME.format(clock.instant().atZone(clock.getZone())) + who + line);
                            out.flush();
                        }),
                new Terminal(Optional.empty(), false),
                style);
    }

    @Override
    public void accept(dev.drover.run.RunEvent event) {
        console.accept(event);
    }

    @Override
    public void close() throws IOException {
        boolean failed = out.checkError();
        out.close();
        if (failed) {
            throw new IOException("not all of the log could be written");
        }
    }
}
