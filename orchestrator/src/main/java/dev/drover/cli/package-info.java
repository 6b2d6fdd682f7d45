/** The commands. No logic: they parse, call, print, and answer an exit code. */
package dev.drover.cli;
