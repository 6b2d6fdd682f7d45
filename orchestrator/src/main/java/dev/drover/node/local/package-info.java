/** The machine that Drover runs on, as a node. */
package dev.drover.node.local;
