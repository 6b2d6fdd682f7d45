package dev.drover.module.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeTasks;
import dev.drover.value.Value;
import org.junit.jupiter.api.Test;

@OnNodes
class GroupNodeTest {

    @Test
    void makesChangesAndRemovesAGroup(LabNode node) {
        settles(node);
        var tasks = new NodeTasks(node);

        assertThat(tasks.run("group: {name: one, system: true}").changed()).isTrue();
        assertThat(node.sh("test $(getent group one | cut -d: -f3) -lt 1000 && echo low"))
                .isEqualTo("low\n");
        assertThat(tasks.run("group: {name: two, gid: 4000, non_unique: true}").changed())
                .isTrue();
        assertThat(tasks.run("group: {name: three, gid: 4000}").failed()).isTrue();
    }

    static void settles(LabNode node) {
        var tasks = new NodeTasks(node);
        var task = "group: {name: web, gid: 2000}";

        assertThat(tasks.check(task).changed()).isTrue();
        assertThat(tasks.run(task)).matches(result -> result.changed() && !result.failed());
        assertThat(tasks.run(task)).matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.run("group: {name: web, gid: 2001}"))
                .matches(result -> result.changed() && !result.failed())
                .extracting(result -> result.fields().get("gid"))
                .isEqualTo(Value.of(2001));
        assertThat(node.sh("grep ^web: /etc/group")).startsWith("web:").contains(":2001:");
        assertThat(tasks.run("group: {name: web, state: absent}").changed()).isTrue();
        assertThat(tasks.run("group: {name: web, state: absent}").changed()).isFalse();
    }
}
