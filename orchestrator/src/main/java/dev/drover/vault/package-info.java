/** Ansible Vault: encrypted files and strings, their passwords, and what opens them. Files go to and from ansible-vault. */
package dev.drover.vault;
