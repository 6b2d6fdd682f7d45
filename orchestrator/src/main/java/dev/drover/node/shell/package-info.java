/** The persistent shell: how scripts travel over a pair of byte streams, whoever carries the bytes. */
package dev.drover.node.shell;
