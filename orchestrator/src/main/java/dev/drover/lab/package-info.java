/** Throwaway nodes on this machine: real Linux systems with an sshd and an address of their own, gone without a trace afterwards. */
package dev.drover.lab;
