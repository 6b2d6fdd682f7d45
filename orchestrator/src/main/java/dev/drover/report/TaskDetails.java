package dev.drover.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is shown below a task: texts, each with the hosts that it is the same of. */
final class TaskDetails {

    private static final int MOST_HOSTS = 3;

    /** @param lines below the first one, as they are printed */
    private record Detail(String before, String after, List<String> lines) {}

    private final Map<Detail, List<String>> hosts = new LinkedHashMap<>();
    private int loose;

    /** Lines that stand for themselves. */
    void add(List<String> lines) {
        if (!lines.isEmpty()) {
            hosts.put(new Detail(String.valueOf(loose++), "", lines), List.of());
        }
    }

    /**
     * @param before and {@code after}: what stands around the name of the host in the first line
     * @param lines those below it
     */
    void add(String before, String host, String after, List<String> lines) {
        hosts.computeIfAbsent(new Detail(before, after, List.copyOf(lines)), key -> new ArrayList<>())
                .add(host);
    }

    List<String> lines(Terminal terminal) {
        var all = new ArrayList<String>();
        hosts.forEach((detail, names) -> {
            if (!names.isEmpty()) {
                all.add(detail.before() + terminal.bold(some(names)) + detail.after());
            }
            all.addAll(detail.lines());
        });
        return all;
    }

    /** {@code web1, web2, web3 and 37 more}. */
    static String some(List<String> names) {
        return names.size() <= MOST_HOSTS + 1
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_HOSTS)) + " and " + (names.size() - MOST_HOSTS) + " more";
    }
}
