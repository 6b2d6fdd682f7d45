/** Hosts, groups, patterns, and the variables written beside them. */
package dev.drover.inventory;
