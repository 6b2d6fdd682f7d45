package dev.drover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node far away costs: the round trips that are waited for, counted outside of the program, with 50 ms for each. */
@OnNodes(clean = false)
class RoundTripsTest {

    /** From the connect of TCP to the last answer of a run that changes nothing. */
    private static final int MOST = 10;

    private static final Duration ROUND_TRIP = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String PLAY = """
            - hosts: all
              become: true
              vars: {lines: [a, b, c, d, e, f, g, h, i, j]}
              tasks:
                - file: {path: /srv/site, state: directory, mode: "0755"}
                - copy: {content: "{{ ansible_hostname }}\\n", dest: /srv/site/name}
                - lineinfile: {path: /srv/site/lines, line: "{{ item }}", create: true}
                  loop: "{{ lines }}"
                - user: {name: site, system: true}
                - template: {src: %s, dest: /srv/site/conf}
                  register: written
                - service: {name: ssh, state: started, enabled: true}
                - stat: {path: /srv/site/name}
                  register: there
                - assert: {that: there.stat.exists}
                - file: {path: "/srv/site/{{ item }}", state: touch, mode: "0644", access_time: preserve, modification_time: preserve}
                  loop: [x, y, z]
                - command: "true"
                  args: {creates: /srv/site/name}
                - copy: {content: "{{ version | default(1) }}\\n", dest: /srv/site/version}
                - copy: {content: "{{ version | default(1) }}\\n", dest: /srv/site/version2}
                  when: second is defined
            """;

    @TempDir
    Path folder;

    private String play;

    @BeforeEach
    void settle(LabNode node) throws Exception {
        var template = java.nio.file.Files.writeString(folder.resolve("conf.j2"), "name = {{ ansible_hostname }}\n");
        play = PLAY.formatted(template);
        try (var run = Drover.run(folder, Inventory.of(node), play, "-e", "second=1")) {
            run.end(LIMIT).isFine();
        }
    }

    @Test
    void aRunThatChangesNothing(LabNode node) throws Exception {
        assertThat(roundTrips(node, 0, "-e", "second=1")).isLessThanOrEqualTo(MOST);
    }

    @Test
    void oneMoreForEachChange(LabNode node) throws Exception {
        assertThat(roundTrips(node, 1, "-e", "version=2")).isLessThanOrEqualTo(MOST + 1);
    }

    @Test
    void twoMoreForTwoChanges(LabNode node) throws Exception {
        assertThat(roundTrips(node, 2, "-e", "version=2", "-e", "second=1")).isLessThanOrEqualTo(MOST + 2);
    }

    private int roundTrips(LabNode node, int changes, String... options) throws Exception {
        try (var relay = CountingRelay.to(node.address(), ROUND_TRIP)) {
            var inventory = Inventory.of(node)
                    .patient()
                    .add(
                            "n1",
                            "127.0.0.1",
                            "ansible_port=" + relay.port(),
                            "ansible_ssh_extra_args='-o HostKeyAlias=n1'");
            try (var run = Drover.run(folder, inventory, play, options)) {
                assertThat(run.end(LIMIT).isFine().recapOf("n1")).contains("changed=" + changes);
            }
            assertThat(relay.connections()).isEqualTo(1);
            System.out.printf("%d changes, 50 ms: %d round trips%n", changes, relay.roundTrips());
            return relay.roundTrips();
        }
    }
}
