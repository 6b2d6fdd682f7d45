/** Playbooks: plays, roles, tasks, handlers, and how they are read from files. */
package dev.drover.playbook;
