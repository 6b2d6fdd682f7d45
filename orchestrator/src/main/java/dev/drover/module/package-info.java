/**
 * Modules: pure functions from typed arguments to a plan. One file each, in families below this package.
 *
 * <p>To add one: write a record in its family that is annotated with {@link dev.drover.module.Module} and implements
 * {@link dev.drover.module.ModuleCall}; its components are the arguments ({@code getChecksum} is {@code get_checksum}), each with
 * a {@link dev.drover.module.Doc}. An {@code Optional}, list, map, {@code boolean} or a component with a
 * {@link dev.drover.module.Default} may be left out, anything else must be given. An enum is a choice; a type of ours is read by its
 * {@code static parse(String)} or {@code parse(Value)}; any other record is a group of further arguments. The compact constructor
 * refuses what can't be by throwing {@link java.lang.IllegalArgumentException}. Add a line to the resource {@code modules}.
 * {@code plan()} asks everything it needs in its first {@link dev.drover.module.Plan.Ask}, so that a task that finds everything as
 * it should be costs one round trip, and ends in {@link dev.drover.module.Plan.Change} where there is something to do.
 */
package dev.drover.module;
