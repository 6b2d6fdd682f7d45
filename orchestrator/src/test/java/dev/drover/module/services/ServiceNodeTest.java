package dev.drover.module.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeTasks;
import org.junit.jupiter.api.Test;

@OnNodes
class ServiceNodeTest {

    @Test
    void meansUnitsOfSystemdWhereItRuns(LabNode node) {
        var tasks = new NodeTasks(node);
        node.sh("printf '[Service]\\nExecStart=/bin/sleep 1000\\n' >/etc/systemd/system/shop.service");
        var task = "service: {name: shop, state: started, daemon_reload: true, sleep: 3, arguments: x}";

        assertThat(tasks.check(task).changed()).isTrue();
        assertThat(tasks.run(task)).matches(result -> result.changed() && !result.failed());
        assertThat(tasks.run(task)).matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.run("service: {name: nosuch, state: started}").failed())
                .isTrue();
    }
}
