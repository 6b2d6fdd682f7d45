package dev.drover.module.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeTasks;
import dev.drover.module.Result;
import dev.drover.value.Value;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnNodes(clean = false)
class SystemdServiceNodeTest {

    private NodeTasks tasks;

    @BeforeEach
    void aUnitThatSleeps(LabNode node) {
        tasks = new NodeTasks(node);
        node.sh(
                "for u in shop.service shop.socket; do systemctl disable -q --now $u 2>/dev/null; done; systemctl unmask -q shop;"
                        + " printf '[Service]\\nExecStart=/bin/sleep 1000\\nExecReload=/bin/true\\n[Install]\\n"
                        + "WantedBy=multi-user.target\\n' >/etc/systemd/system/shop.service");
    }

    @Test
    void startsAndEnablesOnce(LabNode node) {
        var task = "systemd_service: {name: shop, state: started, enabled: true, daemon_reload: true}";

        assertThat(tasks.check(task).changed()).isTrue();
        assertThat(node.sh("systemctl is-active shop || :")).isEqualTo("inactive\n");
        var first = tasks.run(task);
        assertThat(first).matches(result -> result.changed() && !result.failed(), "started");
        assertThat(first.fields())
                .containsEntry("state", Value.of("started"))
                .containsEntry("enabled", Value.of(true))
                .containsKey("status");
        assertThat(node.sh("systemctl is-active shop; systemctl is-enabled shop"))
                .isEqualTo("active\nenabled\n");
        unchanged(tasks.run(task));
        unchanged(tasks.run("systemd: {name: shop.service, state: started, enabled: true}"));
        changed(tasks.run("systemd: {name: shop, state: stopped, enabled: false}"));
        unchanged(tasks.run("systemd: {name: shop, state: stopped, enabled: false}"));
    }

    @Test
    void restartsAndReloads(LabNode node) {
        changed(tasks.run("systemd_service: {name: shop, state: restarted}"));
        var pid = node.sh("systemctl show -p MainPID shop");
        changed(tasks.check("systemd_service: {name: shop, state: restarted}"));
        changed(tasks.run("systemd_service: {name: shop, state: reloaded}"));
        assertThat(node.sh("systemctl show -p MainPID shop")).isEqualTo(pid);
        changed(tasks.run("systemd_service: {name: shop, state: restarted}"));
        assertThat(node.sh("systemctl show -p MainPID shop")).isNotEqualTo(pid);
    }

    @Test
    void readsAChangedFileOnlyWhenAskedTo(LabNode node) {
        tasks.run("systemd_service: {name: shop, state: started, daemon_reload: true}");
        var loaded = "systemctl show -p UnitsLoadTimestampMonotonic";
        var before = node.sh(loaded);

        unchanged(tasks.run("systemd_service: {name: shop, state: started, daemon_reload: true}"));
        unchanged(tasks.run("systemd_service: {daemon_reload: true}"));
        assertThat(node.sh(loaded)).as("nothing to read").isEqualTo(before);

        node.sh("echo '# more' >>/etc/systemd/system/shop.service");
        unchanged(tasks.check("systemd_service: {name: shop, daemon_reload: true}"));
        assertThat(node.sh(loaded)).isEqualTo(before);
        unchanged(tasks.run("systemd_service: {daemon_reload: true}"));
        assertThat(node.sh(loaded)).isNotEqualTo(before);
        assertThat(node.sh("systemctl show -p NeedDaemonReload shop")).isEqualTo("NeedDaemonReload=no\n");
    }

    @Test
    void masksAndUnmasks(LabNode node) {
        node.sh("rm /etc/systemd/system/shop.service; systemctl daemon-reload");
        changed(tasks.run("systemd_service: {name: shop, masked: true}"));
        unchanged(tasks.run("systemd_service: {name: shop, masked: true}"));
        assertThat(node.sh("readlink /etc/systemd/system/shop.service")).isEqualTo("/dev/null\n");
        assertThat(tasks.run("systemd_service: {name: shop, state: started}").failed())
                .isTrue();
        changed(tasks.run("systemd_service: {name: shop, masked: false}"));
        unchanged(tasks.run("systemd_service: {name: shop, masked: false}"));
    }

    @Test
    void handlesSockets(LabNode node) {
        node.sh("printf '[Socket]\\nListenStream=/run/shop.sock\\n[Install]\\nWantedBy=sockets.target\\n'"
                + " >/etc/systemd/system/shop.socket");
        var task = "systemd_service: {name: shop.socket, state: started, enabled: true, daemon_reload: true}";

        changed(tasks.run(task));
        unchanged(tasks.run(task));
        assertThat(node.sh("test -S /run/shop.sock && echo there")).isEqualTo("there\n");
    }

    @Test
    void saysWhatIsWrong(LabNode node) {
        for (var state : new String[] {"state: started", "state: stopped", "enabled: true"}) {
            var task = "systemd_service: {name: nosuch, " + state + "}";
            assertThat(tasks.run(task).fields())
                    .containsEntry("msg", Value.of("Could not find the requested service nosuch: host"));
            assertThat(tasks.check(task).failed()).isTrue();
        }
        node.sh("printf '[Service]\\nType=oneshot\\nExecStart=/bin/sh -c \"echo no luck; false\"\\n'"
                + " >/etc/systemd/system/broken.service; systemctl daemon-reload");
        assertThat(tasks.run("systemd_service: {name: broken, state: started}")
                        .fields()
                        .get("msg")
                        .toString())
                .contains("Unable to start service broken: ")
                .contains("no luck");
    }

    private static void changed(Result result) {
        assertThat(result).matches(it -> it.changed() && !it.failed(), "changed");
    }

    private static void unchanged(Result result) {
        assertThat(result).matches(it -> !it.changed() && !it.failed(), "unchanged");
    }
}
