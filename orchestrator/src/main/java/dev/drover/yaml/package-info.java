/** YAML documents as PyYAML reads them (YAML 1.1), with file, line and column kept for every node. */
package dev.drover.yaml;
