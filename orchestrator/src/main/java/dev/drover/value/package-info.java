/** The value model of the playbook language, and text that knows where it came from. */
package dev.drover.value;
