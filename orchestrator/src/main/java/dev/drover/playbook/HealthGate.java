package dev.drover.playbook;

import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The short form of a rollout's {@code health}: a URL or a command that is tried until it works. It becomes a task like any other:
 *
 * <pre>
 * health: {url: "http://127.0.0.1/healthz", retries: 20, delay: 1}
 * </pre>
 */
final class HealthGate {

    private static final long RETRIES = 10;
    private static final long DELAY_SECONDS = 1;
    private static final long TIMEOUT_SECONDS = 5;
    private static final List<String> OF_URL = List.of("url", "status", "headers", "timeout");
    private static final List<String> OF_COMMAND = List.of("command");
    private static final List<String> OF_BOTH = List.of("retries", "delay", "from", "scope");

    private final YamlNode.Entries gate;
    private final Reading reading;
    private boolean wrong;

    private HealthGate(YamlNode.Entries gate, Reading reading) {
        this.gate = gate;
        this.reading = reading;
    }

    /** The task, as if it were written out; nothing, and a problem noted, where the gate does not read. */
    static Optional<YamlNode> task(YamlNode.Entries gate, Reading reading) {
        return new HealthGate(gate, reading).task();
    }

    private Optional<YamlNode> task() {
        boolean web = gate.get("url").isPresent();
        if (web == gate.get("command").isPresent()) {
            problem("health takes either a url or a command to try", gate.origin());
            return Optional.empty();
        }
        var known = new ArrayList<>(web ? OF_URL : OF_COMMAND);
        known.addAll(OF_BOTH);
        for (var entry : gate.entries()) {
            if (!known.contains(entry.name())) {
                wrong = true;
                reading.problem(
                        Code.UNKNOWN_KEYWORD,
                        "\"" + entry.name() + "\" is no part of the health check of a " + (web ? "url" : "command"),
                        entry.key().origin(),
                        Nearest.to(entry.name(), known).map(near -> "did you mean `" + near + "`?"));
            }
        }
        var task = new ArrayList<YamlNode.Entry>();
        task.add(entry("name", Value.of("health check")));
        if (web) {
            task.add(new YamlNode.Entry(key("uri"), request()));
        } else {
            task.add(new YamlNode.Entry(key("command"), gate.get("command").orElseThrow()));
            task.add(entry("changed_when", Value.FALSE));
        }
        task.add(given("retries", RETRIES));
        task.add(given("delay", DELAY_SECONDS));
        if (choice("from", "node", "controller").equals("controller")) {
            task.add(entry("delegate_to", Value.of("localhost")));
            task.add(entry("become", Value.FALSE));
        }
        if (choice("scope", "node", "batch").equals("batch")) {
            task.add(entry("any_errors_fatal", Value.TRUE));
        }
        return wrong ? Optional.empty() : Optional.of(new YamlNode.Entries(task, gate.origin()));
    }

    private YamlNode request() {
        var request = new ArrayList<YamlNode.Entry>();
        request.add(new YamlNode.Entry(key("url"), gate.get("url").orElseThrow()));
        gate.get("status").ifPresent(status -> request.add(new YamlNode.Entry(key("status_code"), status)));
        gate.get("headers").ifPresent(headers -> request.add(new YamlNode.Entry(key("headers"), headers)));
        request.add(given("timeout", TIMEOUT_SECONDS));
        return new YamlNode.Entries(request, gate.origin());
    }

    private YamlNode.Entry given(String name, long otherwise) {
        return gate.get(name)
                .map(node -> new YamlNode.Entry(key(name), node))
                .orElseGet(() -> entry(name, Value.of(otherwise)));
    }

    private String choice(String name, String usual, String other) {
        var node = gate.get(name);
        if (node.isEmpty()) {
            return usual;
        }
        String word = node.get().value().toString();
        if (!word.equals(usual) && !word.equals(other)) {
            problem(name + " is " + usual + " or " + other, node.get().origin());
        }
        return word;
    }

    private void problem(String message, Origin origin) {
        wrong = true;
        reading.problem(message, origin);
    }

    private YamlNode.Entry entry(String name, Value value) {
        return new YamlNode.Entry(key(name), new YamlNode.Scalar(value, gate.origin()));
    }

    private YamlNode key(String name) {
        return new YamlNode.Scalar(Value.Text.written(name, gate.origin()), gate.origin());
    }
}
