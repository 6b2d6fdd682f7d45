package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What systemd knows of a unit; empty where systemd does not run. One systemctl answers for all units of a scope.
 *
 * @param unit {@code nginx} stands for {@code nginx.service}
 */
public record UnitState(UnitScope scope, String unit) implements Question<Optional<UnitState.Unit>> {

    /**
     * @param properties all that {@code systemctl show} says
     * @param startsAtBoot whether it is an init script with links for its start
     */
    public record Unit(Map<String, String> properties, boolean startsAtBoot) {

        public String get(String property) {
            return properties.getOrDefault(property, "");
        }

        /** Whether there is such a unit, be it masked. */
        public boolean known() {
            return !get("LoadState").equals("not-found");
        }

        public boolean masked() {
            return get("LoadState").equals("masked") || get("UnitFileState").startsWith("masked");
        }

        public boolean active() {
            return get("ActiveState").equals("active")
                    || get("ActiveState").equals("activating")
                    || get("ActiveState").equals("reloading");
        }

        /** Whether there is anything to stop. */
        public boolean stoppable() {
            return active() || get("ActiveState").equals("deactivating");
        }

        public boolean enabled() {
            return switch (get("UnitFileState")) {
                case "enabled", "enabled-runtime", "static" -> true;
                case "generated", "" -> startsAtBoot;
                default -> false;
            };
        }
    }

    private static final Kind<UnitState, Optional<Unit>> KIND = new Kind<>() {
        @Override
        public String name() {
            return "unit-state";
        }

        @Override
        public Script compile(List<UnitState> questions) {
            return Script.of(Sh.lines(byScope(questions).entrySet().stream()
                    .map(scope -> Sh.sh("dr_units {} {} || exit", scope.getKey().word(), scope.getValue()))
                    .toList()));
        }

        private Map<UnitScope, Set<String>> byScope(List<UnitState> questions) {
            return questions.stream()
                    .collect(Collectors.groupingBy(
                            UnitState::scope,
                            LinkedHashMap::new,
                            Collectors.mapping(UnitState::unit, Collectors.toCollection(LinkedHashSet::new))));
        }

        @Override
        public List<Optional<Unit>> parse(List<UnitState> questions, Answer answer) {
            if (!answer.ok()) {
                throw new UnansweredException(
                        "can't tell about units: " + answer.err().strip());
            }
            if (answer.out().startsWith("-\n")) {
                return questions.stream().map(_ -> Optional.<Unit>empty()).toList();
            }
            var lines = new ArrayList<>(answer.out().lines().toList());
            var units = new LinkedHashMap<UnitState, Unit>();
            byScope(questions).forEach((scope, names) -> read(scope, List.copyOf(names), lines, units));
            return questions.stream()
                    .map(question -> Optional.of(units.get(question)))
                    .toList();
        }

        private void read(UnitScope scope, List<String> names, List<String> lines, Map<UnitState, Unit> units) {
            var blocks = new ArrayList<Map<String, String>>();
            int at = 0;
            var block = new LinkedHashMap<String, String>();
            var property = "";
            for (; at < lines.size() && !lines.get(at).equals("."); at++) {
                var line = lines.get(at);
                int equals = line.indexOf('=');
                if (line.isEmpty() && block.containsKey("Id")) {
                    blocks.add(block);
                    block = new LinkedHashMap<>();
                } else if (equals > 0 && line.substring(0, equals).matches("[A-Z][A-Za-z0-9]*")) {
                    property = line.substring(0, equals);
                    // ExecStart and its like may come more than once
                    block.merge(property, line.substring(equals + 1), (one, more) -> one + "\n" + more);
                } else if (!line.isEmpty() && !property.isEmpty()) {
                    block.merge(property, line, (one, more) -> one + "\n" + more);
                }
            }
            if (!block.isEmpty()) {
                blocks.add(block);
            }
            if (blocks.size() != names.size() || at == lines.size()) {
                throw new UnansweredException(
                        "systemctl answered about %d units instead of %d".formatted(blocks.size(), names.size()));
            }
            var scripts = new LinkedHashSet<String>();
            for (at++; at < lines.size() && lines.get(at).indexOf('=') < 0; at++) {
                scripts.add(lines.get(at));
            }
            for (int i = 0; i < names.size(); i++) {
                var script = names.get(i).replaceFirst("\\.service$", "");
                units.put(new UnitState(scope, names.get(i)), new Unit(blocks.get(i), scripts.contains(script)));
            }
            lines.subList(0, at).clear();
        }
    };

    /** For the end of a change: says what holds now. {@link #reported} reads it. */
    public Sh report() {
        return Sh.sh("dr_units {} {}", scope.word(), unit);
    }

    public Optional<Unit> reported(Answer answer) {
        return KIND.parse(List.of(this), answer).getFirst();
    }

    @Override
    public Kind<UnitState, Optional<Unit>> kind() {
        return KIND;
    }
}
