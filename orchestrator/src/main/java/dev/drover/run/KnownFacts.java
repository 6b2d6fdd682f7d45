package dev.drover.run;

import dev.drover.question.Facts;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The facts of one host, in this run and in the cache. */
final class KnownFacts {

    static final String PREFIX = "ansible_";

    /** Ansible's mark that all was gathered that {@code gather_subset} says. */
    private static final String GATHERED = "_ansible_facts_gathered";

    /** Of what the setup module has told. */
    private static final String SETUP = "module_setup";

    private static final String SUBSET = "gather_subset";
    /** Our own, since we gather less than a subset where a play mentions less. */
    private static final String PARTS = "_drover_facts";

    private final String host;
    private final FactCache cache;
    private final Map<String, Value> byName = new ConcurrentHashMap<>();
    private volatile Optional<Facts> gathered = Optional.empty();

    KnownFacts(String host, FactCache cache) {
        this.host = host;
        this.cache = cache;
        var kept = new LinkedHashMap<>(cache.of(host));
        var parts = kept.remove(PARTS);
        if (parts instanceof Value.Sequence(var names)) {
            gathered = Optional.of(
                    Facts.ofPartNames(names.stream().map(Value::toString).toList()));
        } else if (kept.containsKey(GATHERED)) {
            gathered = kept.get(SUBSET) instanceof Value.Sequence(var subsets)
                    ? Facts.ofSubsets(subsets.stream().map(Value::toString).toList())
                    : Optional.of(Facts.all());
        }
        byName.putAll(kept);
    }

    /** By their whole names: {@code ansible_kernel}, but {@code services} as the module has them. */
    Map<String, Value> byName() {
        return byName;
    }

    /** Whether it is known already what these would tell. */
    boolean cover(Optional<Facts> question) {
        return gathered.filter(known -> question.map(known::cover).orElse(true)).isPresent();
    }

    /** What the node has told, without {@code ansible_}. */
    void gathered(Facts question, Value.Mapping facts) {
        gathered = Optional.of(gathered.map(question::and).orElse(question));
        facts.entries().forEach((key, value) -> {
            String name = key.toString();
            byName.put(name.equals(SETUP) ? name : PREFIX + name, value);
        });
        keep();
    }

    /** What a module has told, by whole names. */
    void add(Value.Mapping facts) {
        facts.entries().forEach((name, value) -> byName.put(name.toString(), value));
        keep();
    }

    void clear() {
        byName.clear();
        gathered = Optional.empty();
        cache.forget(host);
    }

    private void keep() {
        if (cache == FactCache.NONE) {
            return;
        }
        var kept = new LinkedHashMap<>(byName);
        gathered.ifPresent(facts -> {
            kept.put(PARTS, Value.Sequence.ofTexts(facts.partNames()));
            if (facts.cover(Facts.all())) { // less would be too little for Ansible, which gathers whole subsets
                kept.put(SUBSET, Value.Sequence.ofTexts(List.of("all")));
                kept.put(GATHERED, Value.TRUE);
            }
        });
        cache.keep(host, kept);
    }
}
