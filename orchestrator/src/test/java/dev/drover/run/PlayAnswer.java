package dev.drover.run;

import dev.drover.template.JinjaTemplar;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A run as {@code plays/record.py} writes it down. */
final class PlayAnswer {

    private static final Set<String> SHOWN = Set.of("debug", "fail", "assert");
    private static final Set<String> OURS = Set.of(
            "changed", "failed", "failed_when_result", "attempts", "evaluated_to", "assertion", "origin", "warnings");

    private PlayAnswer() {}

    static String of(Engine.Ended ended) {
        Map<String, List<String>> hosts = new TreeMap<>();
        for (var event : ended.log()) {
            switch (event) {
                case RunEvent.Included included ->
                    included.hosts()
                            .forEach(host -> hosts.computeIfAbsent(host, key -> new ArrayList<>())
                                    .add("include " + Path.of(included.name()).getFileName() + ": ok"));
                case RunEvent.TaskFinished finished ->
                    hosts.computeIfAbsent(finished.host(), key -> new ArrayList<>())
                            .add(finished.task().name() + ": " + status(finished.outcome()) + shown(finished));
                default -> {}
            }
        }
        var lines = new ArrayList<String>();
        hosts.forEach((host, tasks) -> {
            lines.add("[" + host + "]");
            lines.addAll(tasks);
        });
        lines.add("[recap]");
        ended.recaps()
                .forEach((host, recap) ->
                        lines.add("%s ok=%d changed=%d unreachable=%d failed=%d skipped=%d rescued=%d ignored=%d"
                                .formatted(
                                        host,
                                        recap.ok(),
                                        recap.changed(),
                                        recap.unreachable(),
                                        recap.failed(),
                                        recap.skipped(),
                                        recap.rescued(),
                                        recap.ignored())));
        ended.events(RunEvent.CustomStats.class).forEach(stats -> lines.add("stats " + json(figures(stats))));
        lines.add("exit "
                + switch (ended.ending()) {
                    case INTERRUPTED -> 99;
                    case FINE -> 0;
                    case FAILED -> 2;
                    case UNREACHABLE -> 4;
                });
        return String.join("\n", lines) + "\n";
    }

    private static String status(Outcome outcome) {
        return switch (outcome.status()) {
            case OK -> "ok";
            case CHANGED -> "changed";
            case SKIPPED -> "skipped";
            case FAILED -> outcome.ignored() ? "ignored" : "failed";
            case UNREACHABLE -> "unreachable";
        };
    }

    private static String shown(RunEvent.TaskFinished finished) {
        if (!SHOWN.contains(finished.task().module())
                || finished.task().loops()
                || finished.outcome().status() == Outcome.Status.SKIPPED
                || String.valueOf(finished.outcome().result().fields().get("msg"))
                        .startsWith("Task failed: ")) {
            return "";
        }
        var fields = new TreeMap<String, Value>();
        finished.outcome().result().fields().forEach((name, value) -> {
            if (!OURS.contains(name)) {
                fields.put(name, value);
            }
        });
        return " " + json(fields);
    }

    private static Map<String, Value> figures(RunEvent.CustomStats stats) {
        var all = new TreeMap<String, Value>();
        stats.hosts().forEach((host, figures) -> all.put(host, Value.Mapping.of(figures)));
        if (!stats.run().isEmpty()) {
            all.put("_run", Value.Mapping.of(stats.run()));
        }
        return all;
    }

    private static String json(Map<String, Value> fields) {
        var json = Value.Text.written("shown | to_json(sort_keys=true, ensure_ascii=false)", Origin.NONE);
        var variables = new Layers(List.of(Layer.of("shown", Map.of("shown", Value.Mapping.of(fields)))));
        return new JinjaTemplar(new Engine.TestController(Path.of("")))
                .expression(json, variables)
                .toString();
    }
}
