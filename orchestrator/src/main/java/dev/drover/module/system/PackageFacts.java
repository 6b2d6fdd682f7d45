package dev.drover.module.system;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packages of a node, as the fact {@code packages}: for each name a list, as several versions may be there. */
@Module(value = "package_facts", summary = "Tells which packages a node has.")
public record PackageFacts(
        @Default("auto") @Doc("The package managers to ask: auto, apt, rpm, apk, pacman.")
        List<String> manager,

        @Default("first") @Doc("Whether the first that is there answers, or all.")
        Strategy strategy)
        implements ModuleCall {

    public enum Strategy {
        FIRST,
        ALL
    }

    private static final Map<String, String> LOOKS = managers();

    private static Map<String, String> managers() {
        var looks = new LinkedHashMap<String, String>();
        looks.put(
                "apt",
                "command -v dpkg-query >/dev/null && dpkg-query -W -f"
                        + " '${db:Status-Abbrev}\\t${Package}\\t${Version}\\t${Architecture}\\t${Section}\\n'");
        looks.put(
                "rpm",
                "command -v rpm >/dev/null && rpm -qa --qf '%{NAME}\\t%{VERSION}\\t%{ARCH}\\t%{RELEASE}\\t%{EPOCH}\\n'");
        looks.put("apk", "command -v apk >/dev/null && apk info -v 2>/dev/null");
        looks.put("pacman", "command -v pacman >/dev/null && pacman -Q");
        return java.util.Collections.unmodifiableMap(looks);
    }

    public PackageFacts {
        for (var one : manager) {
            if (!LOOKS.containsKey(kind(one)) && !one.equals("auto")) {
                throw new IllegalArgumentException("manager must be one of auto, %s, not \"%s\""
                        .formatted(String.join(", ", LOOKS.keySet()), one));
            }
        }
    }

    private static String kind(String manager) {
        return switch (manager) {
            case "dnf", "dnf5", "yum", "zypper" -> "rpm";
            default -> manager;
        };
    }

    @Override
    public Plan plan() {
        var kinds = manager.contains("auto")
                ? List.copyOf(LOOKS.keySet())
                : manager.stream().map(PackageFacts::kind).distinct().toList();
        return ask(kinds, new LinkedHashMap<>(), false);
    }

    private Plan ask(List<String> kinds, Map<String, List<Value>> found, boolean any) {
        if (kinds.isEmpty()) {
            var packages = new LinkedHashMap<String, Value>();
            found.forEach((name, list) -> packages.put(name, new Value.Sequence(list)));
            return any
                    ? Plan.settled(Result.UNCHANGED.with(
                            "ansible_facts", Value.Mapping.of(Map.of("packages", Value.Mapping.of(packages)))))
                    : Plan.failed("the node has none of these package managers: %s", String.join(", ", manager));
        }
        var kind = kinds.getFirst();
        var others = kinds.subList(1, kinds.size());
        return Plan.ask(new Output(Script.of(LOOKS.get(kind).replace("{}", ""))), answer -> {
            boolean here = answer.ok() && !answer.out().isBlank();
            var all = new LinkedHashMap<>(found);
            if (here) {
                add(kind, answer, all);
            }
            return ask(here && strategy == Strategy.FIRST ? List.of() : others, all, any || here);
        });
    }

    static void add(String kind, Answer answer, Map<String, List<Value>> packages) {
        answer.out().lines().forEach(line -> {
            var fields = new LinkedHashMap<String, Value>();
            switch (kind) {
                case "apt" -> {
                    if (line.startsWith("i", 1)) {
                        fields(
                                fields,
                                line.substring(line.indexOf(9) + 1).split("\t", -1),
                                "name",
                                "version",
                                "arch",
                                "category");
                    }
                }
                case "rpm" -> fields(fields, line.split("\t", -1), "name", "version", "arch", "release", "epoch");
                case "apk" -> fields(fields, line.split("-(?=[0-9][^-]*-r[0-9]+$)"), "name", "version");
                default -> fields(fields, line.split(" "), "name", "version");
            }
            fields.put("source", Value.of(kind));
            if (fields.containsKey("version")) {
                fields.computeIfPresent(
                        "epoch",
                        (_, epoch) -> epoch.toString().matches("[0-9]+")
                                ? Value.of(Long.parseLong(epoch.toString()))
                                : Value.NIL);
                packages.computeIfAbsent(fields.get("name").toString(), _ -> new ArrayList<>())
                        .add(Value.Mapping.of(fields));
            }
        });
    }

    private static void fields(Map<String, Value> into, String[] words, String... names) {
        for (int i = 0; i < Math.min(words.length, names.length); i++) {
            into.put(names[i], Value.of(words[i]));
        }
    }
}
