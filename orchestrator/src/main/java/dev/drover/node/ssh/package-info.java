/** Nodes behind SSH: how they are found, checked, logged in to, and their channels. The only package that knows the SSH library. */
package dev.drover.node.ssh;
