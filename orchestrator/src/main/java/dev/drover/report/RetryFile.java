package dev.drover.report;

import dev.drover.run.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Writes down the hosts that failed, for {@code --limit @FILE}. Where none failed, nothing is written. */
public final class RetryFile implements Report {

    private final Path file;
    private final Consumer<String> out;

    /** @param out is told where they are */
    public RetryFile(Path file, Consumer<String> out) {
        this.file = file;
        this.out = out;
    }

    @Override
    public void accept(RunEvent event) {
        if (!(event instanceof RunEvent.RunFinished finished)) {
            return;
        }
        List<String> failed = finished.recaps().entrySet().stream()
                .filter(entry ->
                        entry.getValue().failed() > 0 || entry.getValue().unreachable() > 0)
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        try {
            ReportFile.write(file, String.join("\n", failed) + "\n");
            out.accept("\tto retry, use: --limit @" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
