package dev.drover.module;

/**
 * A module with its arguments: a record annotated with {@link Module}, whose components are the arguments. A component's name,
 * type, {@link Alias}, {@link Default} and {@link Doc} are the only declaration there is: binding, the static check and
 * the reference pages all read it.
 */
public interface ModuleCall {

    /** What is to be done. Pure: it may be called any number of times, and nothing happens by calling it. */
    Plan plan();
}
