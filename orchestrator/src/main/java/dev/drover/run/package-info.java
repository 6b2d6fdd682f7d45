/** The engine: batches, look-ahead, loops, handlers, delegation. It prints nothing: whoever reports listens to its events. */
package dev.drover.run;
