/** Modules: pure functions from typed arguments to a plan. One file each, in families below this package. */
package dev.drover.module;
