package dev.drover.run;

import dev.drover.template.EvaluatedMap;
import dev.drover.value.Value;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code hostvars}: a host's variables are evaluated when they are looked at. */
final class HostVariables extends AbstractMap<Value, Value> implements EvaluatedMap {

    private final Set<String> hosts;
    private final Function<String, Optional<Value>> variables;

    HostVariables(Set<String> hosts, Function<String, Optional<Value>> variables) {
        this.hosts = hosts;
        this.variables = variables;
    }

    @Override
    public Value get(Object key) {
        return key instanceof Value.Text name ? variables.apply(name.text()).orElse(null) : null;
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof Value.Text name && hosts.contains(name.text());
    }

    @Override
    public Set<Entry<Value, Value>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<Value, Value>> iterator() {
                return hosts.stream()
                        .<Entry<Value, Value>>map(host ->
                                Map.entry(Value.of(host), variables.apply(host).orElse(Value.EMPTY_MAPPING)))
                        .iterator();
            }

            @Override
            public int size() {
                return hosts.size();
            }
        };
    }
}
