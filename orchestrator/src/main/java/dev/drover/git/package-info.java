/** Git repositories: what they hold at a version, fetched without the program git. */
package dev.drover.git;
