package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.node.Traffic;
import dev.drover.run.RunEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfileReportTest {

    private final List<String> lines = new ArrayList<>();
    private final ProfileReport report = new ProfileReport(lines::add);

    @Test
    void tellsWhatTookLongestAndWhatItCost() {
        took("web1", "install", 100);
        took("web2", "install", 300);
        took("web1", "start", 200);
        report.accept(new RunEvent.HostTraffic("web1", new Traffic(9, 8000, 12_000, Duration.ofMillis(40))));
        report.accept(new RunEvent.HostTraffic("web2", new Traffic(10, 2000, 20_000_000, Duration.ofMillis(50))));
        report.accept(Events.end());

        assertThat(lines)
                .containsExactly(
                        "",
                        "SLOWEST TASKS (on the host that took longest)",
                        "  0.300 s  install on web2  site.yml:3:7",
                        "  0.200 s  start on web1  site.yml:3:7",
                        "",
                        "SLOWEST MODULES (all hosts together)",
                        "  0.600 s  command, 3 times",
                        "",
                        "CONNECTIONS",
                        "  web1     9 round trips     8000 B sent      12 kB received  0.040 s to connect",
                        "  web2    10 round trips     2000 B sent      20 MB received  0.050 s to connect",
                        "  all     19 round trips      10 kB sent      20 MB received  0.090 s to connect");
    }

    private void took(String host, String task, int millis) {
        report.accept(new RunEvent.TaskFinished(
                host, Events.task(task), Events.ok(), Optional.empty(), Duration.ofMillis(millis)));
    }
}
