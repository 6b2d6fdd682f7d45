package dev.drover.run;

import dev.drover.template.EvaluatedMap;
import dev.drover.template.Templar;
import dev.drover.template.Variables;
import dev.drover.value.Value;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** The variables of a scope as a mapping, each evaluated in that scope when it is looked at. */
final class EvaluatedVariables extends AbstractMap<Value, Value> implements EvaluatedMap {

    private final Variables scope;
    private final Templar templar;

    EvaluatedVariables(Variables scope, Templar templar) {
        this.scope = scope;
        this.templar = templar;
    }

    @Override
    public Value get(Object key) {
        return key instanceof Value.Text name
                ? scope.find(name.text())
                        .map(value -> templar.resolve(value, scope))
                        .orElse(null)
                : null;
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof Value.Text name && scope.find(name.text()).isPresent();
    }

    @Override
    public Set<Entry<Value, Value>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<Value, Value>> iterator() {
                return scope.names().stream()
                        .<Entry<Value, Value>>map(name -> Map.entry(Value.of(name), get(Value.of(name))))
                        .iterator();
            }

            @Override
            public int size() {
                return scope.names().size();
            }
        };
    }
}
