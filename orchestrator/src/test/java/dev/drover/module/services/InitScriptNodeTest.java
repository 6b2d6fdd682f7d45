package dev.drover.module.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeTasks;
import org.junit.jupiter.api.Test;

@OnNodes(image = OnNodes.Kind.BUSYBOX)
class InitScriptNodeTest {

    @Test
    void meansInitScriptsWhereSystemdDoesNotRun(LabNode node) {
        var tasks = new NodeTasks(node);
        node.sh("mkdir -p /etc/init.d; cat >/etc/init.d/shop <<'end'\n"
                + "#!/bin/sh\ncase $1 in\nstart) touch /run/shop ;;\nstop) rm /run/shop ;;\n"
                + "restart) echo again >>/run/shop ;;\nstatus) test -e /run/shop ;;\n*) exit 9 ;;\nesac\n"
                + "end\nchmod +x /etc/init.d/shop; mkdir -p /run");
        var task = "service: {name: shop, state: started}";

        assertThat(tasks.check(task).changed()).isTrue();
        assertThat(tasks.run(task)).matches(result -> result.changed() && !result.failed());
        assertThat(tasks.run(task)).matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.run("service: {name: shop, state: restarted}")).matches(result -> result.changed());
        assertThat(node.sh("cat /run/shop")).isEqualTo("again\n");
        assertThat(tasks.run("service: {name: shop, state: reloaded}").failed()).isTrue();
        assertThat(tasks.run("service: {name: shop, state: stopped}").changed()).isTrue();
        assertThat(tasks.run("service: {name: nosuch, state: started}").failed())
                .isTrue();
        assertThat(tasks.run("systemd_service: {name: shop, state: started}").failed())
                .isTrue();
    }
}
