package dev.drover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import java.time.Duration;

/** What must not be left on a node, and when something has come to be there. */
final class Traces {

    private static final String FIND =
            "find /tmp /var/tmp /dev/shm /run /srv /etc /root /home -xdev -name '.drover*' 2>/dev/null; find /run/user -name '.drover*' 2>/dev/null";

    private Traces() {}

    /** Nothing of ours is there: at once, or as soon as the node has seen that we are gone. */
    static void assertNone(LabNode... nodes) {
        for (var node : nodes) {
            await(node, "[ -z \"$(" + FIND + ")\" ]", Duration.ofSeconds(20), FIND);
        }
    }

    /** Returns when the command succeeds on the node. */
    static void await(LabNode node, String command) {
        await(node, command, Duration.ofSeconds(30), command);
    }

    private static void await(LabNode node, String command, Duration limit, String tell) {
        String loop =
                "i=0; while ! { %s; }; do i=$((i+1)); if [ $i -gt %d ]; then echo TIMEOUT; break; fi; sleep 0.05; done"
                        .formatted(command, limit.toMillis() / 50);
        String said = node.sh(loop);
        assertThat(said).as(() -> node.name() + ": " + node.sh(tell + "; :")).doesNotContain("TIMEOUT");
    }
}
