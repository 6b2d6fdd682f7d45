package dev.drover.run;

import dev.drover.value.Value;
import java.util.Map;

/** Facts that outlive a run. Called from several threads, each for another host. */
public interface FactCache {

    /** Keeps nothing. */
    FactCache NONE = new FactCache() {
        @Override
        public Map<String, Value> of(String host) {
            return Map.of();
        }

        @Override
        public void keep(String host, Map<String, Value> facts) {
            // nothing outlives the run
        }

        @Override
        public void forget(String host) {
            // nothing was kept
        }
    };

    /** What is known of a host, by the whole names of facts ({@code ansible_kernel}); nothing where that is too old. */
    Map<String, Value> of(String host);

    /** Replaces all that is known of a host. */
    void keep(String host, Map<String, Value> facts);

    void forget(String host);
}
