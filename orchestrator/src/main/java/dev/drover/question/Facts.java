package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.value.Value;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a node is: the facts that Ansible's setup gathers, with its names (without {@code ansible_}) and types, told by sh alone.
 *
 * @param parts which of them
 * @param factPath the directory of local facts, where it is not the usual one
 */
public record Facts(Set<FactPart> parts, Optional<NodePath> factPath) implements Question<Value.Mapping> {

    /** What is called {@code ansible_} and something, and is no fact: connection and magic variables. */
    private static final Pattern NO_FACTS = Pattern.compile(
            "facts|host|port|user|password|connection|timeout|pipelining"
                    + "|(check|diff)_mode|verbosity|version|loop.*|index_var|managed|playbook_python|config_file|inventory_sources"
                    + "|limit|forks|(run|skip)_tags|search_path|(role|collection|dependent_role|parent_role)_.*|play_.*|become.*"
                    + "|.*_interpreter|remote_tmp|shell_.*|async_dir|failed_(result|task)|delegated_vars|job_id|local_temp"
                    + "|gather_subset|module_setup|ssh_(?!host_key).*|sftp_.*|scp_.*|paramiko_.*|sudo_.*|su_.*|private_.*");

    public Facts {
        parts = Set.copyOf(parts);
    }

    public static Facts all() {
        return new Facts(EnumSet.allOf(FactPart.class), Optional.empty());
    }

    public static Facts none() {
        return new Facts(Set.of(), Optional.empty());
    }

    public Facts withFactPath(NodePath path) {
        return new Facts(parts, Optional.of(path));
    }

    /**
     * Those of Ansible's {@code gather_subset}: {@code all}, {@code min}, {@code hardware}, {@code network}, {@code !virtual}, ….
     * Nothing where the subsets leave nothing.
     */
    public static Optional<Facts> ofSubsets(List<String> subsets) {
        var parts = EnumSet.noneOf(FactPart.class);
        var wanted = subsets.stream().filter(subset -> !subset.startsWith("!")).toList();
        var refused = subsets.stream()
                .filter(subset -> subset.startsWith("!"))
                .map(subset -> subset.substring(1))
                .toList();
        for (var part : FactPart.values()) {
            boolean asked = wanted.isEmpty() || wanted.stream().anyMatch(part::in) || part.in("min");
            // what is named itself is gathered whatever "!all" says
            boolean named = wanted.stream().anyMatch(subset -> !subset.equals("all") && part.in(subset));
            boolean left =
                    refused.stream().anyMatch(subset -> part.in(subset) && !(subset.equals("all") && part.in("min")));
            if (asked && (named || !left)) {
                parts.add(part);
            }
        }
        return some(parts);
    }

    /** The parts that give these facts (named without {@code ansible_}), and no more; nothing where no part gives any. */
    public static Optional<Facts> needed(Set<String> names) {
        var parts = EnumSet.noneOf(FactPart.class);
        for (var name : names) {
            boolean known = NO_FACTS.matcher(name).matches();
            for (var part : FactPart.values()) {
                if (part.gives(name)) {
                    parts.add(part);
                    known = true;
                }
            }
            if (!known) {
                parts.add(FactPart.NETWORK); // an interface's facts go by its name: eth0
            }
        }
        return some(parts);
    }

    /** The names of the parts, for whoever has to remember what was gathered. */
    public List<String> partNames() {
        return parts.stream().map(FactPart::name).sorted().toList();
    }

    /** Those of {@link #partNames}; names that are none are left out. */
    public static Facts ofPartNames(List<String> names) {
        var parts = EnumSet.noneOf(FactPart.class);
        for (var part : FactPart.values()) {
            if (names.contains(part.name())) {
                parts.add(part);
            }
        }
        return new Facts(parts, Optional.empty());
    }

    /** Whether these hold all that others would. */
    public boolean cover(Facts others) {
        return parts.containsAll(others.parts);
    }

    /** These and others. */
    public Facts and(Facts others) {
        var all = EnumSet.noneOf(FactPart.class);
        all.addAll(parts);
        all.addAll(others.parts);
        return new Facts(all, factPath);
    }

    private static Optional<Facts> some(Set<FactPart> parts) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Facts(parts, Optional.empty()));
    }

    private static final Kind<Facts, Value.Mapping> KIND = new Kind<>() {
        @Override
        public String name() {
            return "facts";
        }

        @Override
        public Script compile(List<Facts> questions) {
            var asked = questions.getFirst();
            var text = new StringBuilder();
            asked.factPath.ifPresent(
                    path -> text.append(Sh.sh("fact_path={}\n", path.sh()).text()));
            for (var part : FactPart.values()) {
                if (asked.parts.contains(part)) {
                    text.append("printf '\\0%s\\0' ").append(part.name()).append('\n');
                    text.append("(\n").append(part.script()).append(") </dev/null 2>/dev/null\n");
                }
            }
            return Script.of(new Sh(text.append("exit 0").toString()));
        }

        @Override
        public List<Value.Mapping> parse(List<Facts> questions, Answer answer) {
            if (!answer.ok()) {
                throw new UnansweredException(
                        "can't gather facts: " + answer.err().strip());
            }
            var facts = new LinkedHashMap<String, Value>();
            var pieces = answer.out().split("\0", -1);
            for (int i = 1; i + 1 < pieces.length; i += 2) {
                facts.putAll(FactPart.valueOf(pieces[i]).parse(pieces[i + 1]));
            }
            if (facts.get("distribution") instanceof Value.Text(var name, var _, var _, var _)
                    && facts.get("pkg_mgr") instanceof Value.Text manager) {
                facts.put("pkg_mgr", DistributionFacts.packageManager(name, manager));
            }
            facts.put("module_setup", Value.TRUE);
            return List.of(Value.Mapping.of(facts));
        }

        @Override
        public int batch() {
            return 1;
        }
    };

    @Override
    public Kind<Facts, Value.Mapping> kind() {
        return KIND;
    }
}
