package dev.drover.node.ssh;

/** An option, or a line of ssh_config, that can't be followed. The message names the place. */
final class SettingsException extends RuntimeException {
    SettingsException(String message) {
        super(message);
    }
}
