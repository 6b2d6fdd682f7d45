/** The far side: connections, the persistent shell and its framing, the node kit, become, file transfer. */
package dev.drover.node;
