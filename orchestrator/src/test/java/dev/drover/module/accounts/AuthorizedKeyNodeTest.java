package dev.drover.module.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeTasks;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnNodes(clean = false)
@OnNodes(image = OnNodes.Kind.BUSYBOX, clean = false)
class AuthorizedKeyNodeTest {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6MDEyMzQ1";

    @Test
    void addsOnceAndRemovesOnce(LabNode debian, @OnNodes.Of(OnNodes.Kind.BUSYBOX) LabNode busybox) {
        for (var node : List.of(debian, busybox)) {
            node.sh("rm -rf /home/ops/.ssh; mkdir -p /home/ops");
            var tasks = new NodeTasks(node);
            var task = "authorized_key: {user: ops, key: '" + KEY + " me@here'";

            assertThat(tasks.check(task + "}")).matches(result -> result.changed() && !result.failed());
            assertThat(tasks.run(task + "}")).matches(result -> result.changed() && !result.failed());
            assertThat(tasks.run(task + "}")).matches(result -> !result.changed() && !result.failed());
            assertThat(node.sh("cd /home/ops/.ssh; stat -c %U:%a . authorized_keys; cat authorized_keys"))
                    .isEqualTo("ops:700\nops:600\n" + KEY + " me@here\n");
            node.sh("printf '# mine\\n%s other\\n' 'ssh-rsa AAAAB3Nza' >>/home/ops/.ssh/authorized_keys");
            assertThat(tasks.run(task + ", key_options: 'no-pty,from=\"10.0.0.1, 10.0.0.2\"'}"))
                    .matches(result -> result.changed());
            assertThat(tasks.run(task + ", key_options: 'no-pty,from=\"10.0.0.1, 10.0.0.2\"'}"))
                    .matches(result -> !result.changed());
            assertThat(tasks.run(task + ", exclusive: true}")).matches(result -> result.changed());
            assertThat(node.sh("cat /home/ops/.ssh/authorized_keys")).isEqualTo(KEY + " me@here\n# mine\n");
            assertThat(tasks.run(task + ", state: absent}")).matches(result -> result.changed() && !result.failed());
            assertThat(tasks.run(task + ", state: absent}")).matches(result -> !result.changed() && !result.failed());
        }
    }

    @Test
    void saysWhatThereIsNot(LabNode debian) {
        assertThat(new NodeTasks(debian)
                        .run("authorized_key: {user: nobodyatall, key: '" + KEY + "'}")
                        .fields()
                        .get("msg")
                        .toString())
                .contains("nobodyatall");
        assertThat(new NodeTasks(debian)
                        .run("authorized_key: {user: ops, key: nonsense}")
                        .fields()
                        .get("msg")
                        .toString())
                .isEqualTo("invalid key specified: nonsense");
    }
}
