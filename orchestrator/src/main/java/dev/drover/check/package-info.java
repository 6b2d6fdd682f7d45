/** What can be known to be wrong before a node is touched. Findings are values. */
package dev.drover.check;
