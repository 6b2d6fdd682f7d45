package dev.drover.report;

import dev.drover.module.Result;
import dev.drover.run.Outcome;
import dev.drover.run.Recap;
import dev.drover.run.RunEvent;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Events as the fields of a JSON object. docs/events.md is their documentation. */
final class EventFields {

    private final Map<String, Value> fields = new LinkedHashMap<>();
    private final boolean diff;

    private EventFields(boolean diff) {
        this.diff = diff;
    }

    /**
     * @param time when it happened, as ISO 8601 has it
     * @param play the name of the play it belongs to; empty where it belongs to none
     * @param diff whether what was changed is told
     */
    static Map<String, Value> of(RunEvent event, String time, String play, boolean diff) {
        var all = new EventFields(diff);
        all.put("type", type(event)).put("time", time);
        if (!play.isEmpty()) {
            all.put("play", play);
        }
        all.add(event);
        return all.fields;
    }

    private static String type(RunEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "_$1")
                .toLowerCase(Locale.ROOT);
    }

    private void add(RunEvent event) {
        switch (event) {
            case RunEvent.PlayStarted(var name, var hosts, var tasks) ->
                put("play", name).put("hosts", texts(hosts)).put("tasks", Value.of(tasks));
            case RunEvent.BatchStarted(var number, var of, var hosts) ->
                put("batch", Value.of(number)).put("of", Value.of(of)).put("hosts", texts(hosts));
            case RunEvent.StageStarted(var stage, var hosts) ->
                put("stage", stage).put("hosts", texts(hosts));
            case RunEvent.TaskStarted(var task) -> task(task);
            case RunEvent.HostBusy(var host, var doing) -> put("host", host).put("doing", doing);
            case RunEvent.ItemFinished(var host, var task, var item, var outcome) -> {
                put("host", host).task(task);
                put("item", item).outcome(outcome);
            }
            case RunEvent.TaskFinished finished -> {
                put("host", finished.host()).task(finished.task());
                finished.delegate().ifPresent(other -> put("delegate", other));
                put("seconds", seconds(finished.took())).outcome(finished.outcome());
                if (finished.mended()) {
                    put("rescued", Value.TRUE);
                }
            }
            case RunEvent.Included(var task, var name, var hosts, var item) -> {
                task(task);
                put("included", name).put("hosts", texts(hosts));
                item.ifPresent(which -> put("item", which));
            }
            case RunEvent.Retrying(var host, var task, var attempt, var of) -> {
                put("host", host).task(task);
                put("attempt", Value.of(attempt)).put("of", Value.of(of));
            }
            case RunEvent.Output(var host, var task, var stream, var line) -> {
                put("host", host).task(task);
                put("stream", stream.name().toLowerCase(Locale.ROOT)).put("line", line);
            }
            case RunEvent.Waiting(var host, var task, var what, var elapsed) -> {
                put("host", host).task(task);
                put("what", what).put("elapsed", Value.of(elapsed.toSeconds()));
            }
            case RunEvent.Interrupted() -> {}
            case RunEvent.Warning(var message, var origin) ->
                put("message", message).place(origin);
            case RunEvent.NoHosts(var message) -> put("message", message);
            case RunEvent.HostTraffic(var host, var traffic) ->
                put("host", host)
                        .put("round_trips", Value.of(traffic.roundTrips()))
                        .put("bytes_sent", Value.of(traffic.sent()))
                        .put("bytes_received", Value.of(traffic.received()))
                        .put("connect_seconds", seconds(traffic.connecting()));
            case RunEvent.CustomStats(var hosts, var run) -> {
                var each = new LinkedHashMap<String, Value>();
                hosts.forEach((host, figures) -> each.put(host, Value.Mapping.of(figures)));
                put("hosts", Value.Mapping.of(each)).put("run", Value.Mapping.of(run));
            }
            case RunEvent.RunFinished(var recaps, var took, var tasks) -> {
                var hosts = new LinkedHashMap<String, Value>();
                recaps.forEach((host, recap) -> hosts.put(host, recap(recap)));
                put("hosts", Value.Mapping.of(hosts))
                        .put("tasks", Value.of(tasks))
                        .put("seconds", seconds(took));
            }
        }
    }

    private EventFields put(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    private EventFields put(String name, String text) {
        return put(name, Value.of(text));
    }

    private void task(RunEvent.TaskLabel task) {
        put("task", task.name()).put("module", task.module()).put("handler", Value.of(task.handler()));
        place(task.origin());
    }

    private void place(Origin origin) {
        if (origin.known()) {
            put("path", origin.file());
            if (origin.line() > 0) {
                put("line", Value.of(origin.line())).put("column", Value.of(origin.column()));
            }
        }
    }

    private void outcome(Outcome outcome) {
        put("status", outcome.status().name().toLowerCase(Locale.ROOT));
        if (outcome.ignored()) {
            put("ignored", Value.TRUE);
        }
        put("result", result(outcome.result()));
        var lines = diff ? DiffText.of(outcome.diff()) : List.<String>of();
        if (!lines.isEmpty()) {
            put("diff", String.join("\n", lines) + "\n");
        }
    }

    /** As {@code register} has it, without what only the engine reads. */
    private static Value result(Result result) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("changed", Value.of(result.changed()));
        fields.put("failed", Value.of(result.failed()));
        if (result.skipped()) {
            fields.put("skipped", Value.TRUE);
        }
        result.fields().forEach((name, value) -> {
            if (!name.startsWith("_ansible_")) {
                fields.put(name, value);
            }
        });
        if (!result.warnings().isEmpty()) {
            fields.put("warnings", texts(result.warnings()));
        }
        return Value.Mapping.of(fields);
    }

    private static Value recap(Recap recap) {
        var counts = new LinkedHashMap<String, Value>();
        counts.put("ok", Value.of(recap.ok()));
        counts.put("changed", Value.of(recap.changed()));
        counts.put("unreachable", Value.of(recap.unreachable()));
        counts.put("failed", Value.of(recap.failed()));
        counts.put("skipped", Value.of(recap.skipped()));
        counts.put("rescued", Value.of(recap.rescued()));
        counts.put("ignored", Value.of(recap.ignored()));
        return Value.Mapping.of(counts);
    }

    private static Value texts(List<String> texts) {
        return Value.Sequence.ofTexts(texts);
    }

    private static Value seconds(Duration took) {
        return Value.of(took.toMillis() / 1000.0);
    }
}
