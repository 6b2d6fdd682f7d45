package dev.drover.report;

import dev.drover.node.Traffic;
import dev.drover.run.RunEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** At the end of a run: the tasks and modules that took longest, and what each connection cost. */
public final class ProfileReport implements Report {

    private static final int MOST = 10;

    private final Consumer<String> out;
    private final Map<RunEvent.TaskLabel, Spent> tasks = new LinkedHashMap<>();
    private final Map<String, Spent> modules = new LinkedHashMap<>();
    private final Map<String, Traffic> traffic = new TreeMap<>();

    /**
     * @param longest on the host that took longest; that is what others waited for
     * @param sum of all hosts
     */
    private record Spent(Duration longest, String slowest, Duration sum, int times) {
        static final Spent NONE = new Spent(Duration.ZERO, "", Duration.ZERO, 0);

        Spent plus(Duration took, String host) {
            boolean longer = took.compareTo(longest) > 0;
            return new Spent(longer ? took : longest, longer ? host : slowest, sum.plus(took), times + 1);
        }
    }

    /** @param out takes lines */
    public ProfileReport(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.TaskFinished finished -> {
                add(tasks, finished.task(), finished);
                add(modules, finished.task().module(), finished);
            }
            case RunEvent.HostTraffic(var host, var cost) -> traffic.put(host, cost);
            case RunEvent.RunFinished finished -> lines().forEach(out);
            default -> {} // takes no time of its own
        }
    }

    private static <K> void add(Map<K, Spent> all, K key, RunEvent.TaskFinished finished) {
        all.put(key, all.getOrDefault(key, Spent.NONE).plus(finished.took(), finished.host()));
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("SLOWEST TASKS (on the host that took longest)");
        longest(tasks, Spent::longest)
                .forEach(entry -> lines.add("%9s  %s on %s  %s"
                        .formatted(
                                precise(entry.getValue().longest()),
                                entry.getKey().name(),
                                entry.getValue().slowest(),
                                entry.getKey().origin())));
        lines.add("");
        lines.add("SLOWEST MODULES (all hosts together)");
        longest(modules, Spent::sum)
                .forEach(entry -> lines.add("%9s  %s, %d times"
                        .formatted(
                                precise(entry.getValue().sum()),
                                entry.getKey(),
                                entry.getValue().times())));
        if (!traffic.isEmpty()) {
            lines.add("");
            lines.add("CONNECTIONS");
            int width = traffic.keySet().stream().mapToInt(String::length).max().orElse(0);
            traffic.forEach((host, cost) -> lines.add(line(host, width, cost)));
            if (traffic.size() > 1) {
                var all = traffic.values().stream().reduce(Traffic.NONE, Traffic::plus);
                lines.add(line("all", width, all));
            }
        }
        return lines;
    }

    private static <K> List<Map.Entry<K, Spent>> longest(Map<K, Spent> all, Function<Spent, Duration> by) {
        return all.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<K, Spent> entry) -> by.apply(entry.getValue()))
                        .reversed())
                .limit(MOST)
                .toList();
    }

    private static String line(String host, int width, Traffic cost) {
        return "  %s  %4d round trips  %9s sent  %9s received  %s to connect"
                .formatted(
                        host + " ".repeat(Math.max(0, width - host.length())),
                        cost.roundTrips(),
                        bytes(cost.sent()),
                        bytes(cost.received()),
                        precise(cost.connecting()));
    }

    private static String precise(Duration took) {
        return String.format(Locale.ROOT, "%.3f s", took.toNanos() / 1e9);
    }

    private static String bytes(long count) {
        return count < 10_000 ? count + " B" : count < 10_000_000 ? count / 1000 + " kB" : count / 1_000_000 + " MB";
    }
}
