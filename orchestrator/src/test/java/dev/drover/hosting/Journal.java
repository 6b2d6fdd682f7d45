package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;

/** What systemd and the server said of a release. */
record Journal(LabNode node, String release) {

    static Journal of(LabNode node, String release) {
        return new Journal(node, release);
    }

    /** Neither has anything to complain about. */
    void isSilent() {
        var journal = "journalctl --no-pager -o cat -u web@%1$s.service -u web@%1$s.socket".formatted(release);
        assertThat(node.sh(journal + " -p warning")).isBlank();
        assertThat(node.sh(journal))
                .contains("Started web@")
                .doesNotContainPattern("(?i)error|warning|critical|traceback|deprecat");
    }
}
