package dev.drover.module.system;

import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services of a node and how they are, as the fact {@code services}. */
@Module(value = "service_facts", summary = "Tells which services a node has, and how they are.")
public record ServiceFacts() implements ModuleCall {

    private static final String LOOK = """
            if [ -d /run/systemd/system ]; then
              systemctl list-units --no-pager --no-legend --type service --all --plain; echo .
              dr_said=$(systemctl list-unit-files --no-pager --no-legend --type service --all)
              printf '%s\n' "$dr_said"; echo .
              set -- $(printf '%s\n' "$dr_said" | sed -n '/@\\./!s/ *alias .*//p')
              [ $# -eq 0 ] || systemctl show -p Names,ActiveState -- "$@"
            else echo .; echo .; fi
            if command -v rc-status >/dev/null; then
              rc-status -a -s -r 2>/dev/null | while read -r dr_n dr_b dr_s dr_x; do echo "openrc $dr_n ${dr_s:-stopped}"; done
            fi
            if command -v service >/dev/null && [ -d /etc/init.d ]; then
              service --status-all 2>/dev/null </dev/null \\
                | sed -n 's/^ *\\[ + \\]  *\\(.*\\)/sysv \\1 running/p; s/^ *\\[ [-?] \\]  *\\(.*\\)/sysv \\1 stopped/p'
            fi
            :""";

    @Override
    public Plan plan() {
        return Plan.ask(
                new Output(Script.of(LOOK.replace("{}", ""))),
                answer -> Plan.settled(Result.UNCHANGED.with(
                        "ansible_facts", Value.Mapping.of(Map.of("services", services(answer.out()))))));
    }

    static Value.Mapping services(String text) {
        var parts = text.split("(?m)^\\.\n", -1);
        var states = new LinkedHashMap<String, String>();
        var statuses = new LinkedHashMap<String, String>();
        var sources = new LinkedHashMap<String, String>();
        if (parts.length < 3) {
            return Value.EMPTY_MAPPING;
        }
        parts[2].lines()
                .map(line -> line.split(" ", 3))
                .filter(words -> words.length == 3 && !words[0].contains("="))
                .forEach(words -> {
                    var state = words[2].contains("started") ? "running" : words[2].strip();
                    record(words[1], state, "", words[0], states, statuses, sources);
                });
        parts[0].lines()
                .map(line -> line.strip().split("\\s+", 5))
                .filter(words -> words.length >= 4)
                .forEach(words -> {
                    boolean bad =
                            List.of("not-found", "masked", "failed").contains(words[1]) || words[2].equals("failed");
                    var state =
                            words[3].equals("running") ? "running" : words[2].equals("failed") ? "failed" : "stopped";
                    record(
                            words[0],
                            state,
                            bad ? words[2].equals("failed") ? "failed" : words[1] : words[2],
                            "systemd",
                            states,
                            statuses,
                            sources);
                });
        parts[1].lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length >= 2)
                .forEach(words -> record(
                        words[0],
                        states.getOrDefault(words[0], words[0].contains("@.") ? "unknown" : "inactive"),
                        words[1],
                        "systemd",
                        states,
                        statuses,
                        sources));
        for (var alias : parts[2].split("\n\n")) {
            var active = alias.lines()
                    .filter(line -> line.startsWith("ActiveState="))
                    .findFirst();
            alias.lines()
                    .filter(line -> line.startsWith("Names=") && active.isPresent())
                    .flatMap(line ->
                            Arrays.stream(line.substring("Names=".length()).split(" ")))
                    .filter(name -> "alias".equals(statuses.get(name)))
                    .forEach(name -> states.put(name, active.get().substring("ActiveState=".length())));
        }
        var services = new LinkedHashMap<String, Value>();
        states.forEach((name, state) -> {
            var service = new LinkedHashMap<String, Value>();
            service.put("name", Value.of(name));
            service.put("state", Value.of(state));
            if (!statuses.get(name).isEmpty()) {
                service.put("status", Value.of(statuses.get(name)));
            }
            service.put("source", Value.of(sources.get(name)));
            services.put(name, Value.Mapping.of(service));
        });
        return Value.Mapping.of(services);
    }

    private static void record(
            String name,
            String state,
            String status,
            String source,
            Map<String, String> states,
            Map<String, String> statuses,
            Map<String, String> sources) {
        states.put(name, state);
        statuses.put(name, status);
        sources.put(name, source);
    }
}
