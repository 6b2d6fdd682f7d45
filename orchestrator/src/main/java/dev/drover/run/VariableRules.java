package dev.drover.run;

/**
 * How facts and variables of a run behave, as the configuration says.
 *
 * @param flushes whether what the cache knows of hosts is thrown away first
 * @param merging whether mappings of several levels that have the same name become one
 * @param injecting whether facts are variables {@code ansible_NAME} too, not only in {@code ansible_facts}
 */
public record VariableRules(Policy gathering, FactCache cache, boolean flushes, boolean merging, boolean injecting) {

    public static final VariableRules USUAL = new VariableRules(Policy.IMPLICIT, FactCache.NONE, false, false, true);

    /** When a play gathers facts that does not say so itself. */
    public enum Policy {
        /** Always. */
        IMPLICIT,
        /** Never. */
        EXPLICIT,
        /** Of hosts whose facts are not known yet. */
        SMART
    }
}
