/** What goes wrong with real nodes, and what Drover makes of it. */
package dev.drover.faults;
