package dev.drover.module.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeTasks;
import dev.drover.module.Result;
import dev.drover.value.Value;
import org.junit.jupiter.api.Test;

@OnNodes(clean = false)
class SystemNodeTest {

    @Test
    void keepsSettingsOfTheKernel(LabNode node) {
        settles(
                node,
                "sysctl: {name: net.ipv4.ip_forward, value: true, sysctl_set: true, sysctl_file: /etc/sysctl.d/50-x.conf}");
        assertThat(node.sh("cat /etc/sysctl.d/50-x.conf /proc/sys/net/ipv4/ip_forward"))
                .isEqualTo("net.ipv4.ip_forward=1\n1\n");
        settles(node, "sysctl: {name: net.ipv4.ip_forward, state: absent, sysctl_file: /etc/sysctl.d/50-x.conf}");
        assertThat(new NodeTasks(node)
                        .run("sysctl: {name: net.nosuch, value: 1, sysctl_set: true}")
                        .fields()
                        .get("msg")
                        .toString())
                .contains("nosuch");
    }

    @Test
    void keepsLimitsOfLogins(LabNode node) {
        settles(
                node,
                "pam_limits: {domain: deploy, limit_type: '-', limit_item: nofile, value: 700, dest: /etc/security/limits.d/x.conf}");
        assertThat(node.sh("stat -c %a /etc/security/limits.d/x.conf; su -s /bin/sh deploy -c 'ulimit -n'"))
                .isEqualTo("644\n700\n");
    }

    @Test
    void namesTheNode(LabNode node) {
        settles(node, "hostname: {name: shop.example.org}");
        assertThat(node.sh("cat /etc/hostname; hostname")).isEqualTo("shop.example.org\nshop.example.org\n");
    }

    @Test
    void keepsJobs(LabNode node) {
        settles(node, "cron: {name: clean, job: 'rm -r /x', hour: 3, user: root, cron_file: clean, backup: true}");
        assertThat(node.sh("cat /etc/cron.d/clean; stat -c %a /etc/cron.d/clean"))
                .isEqualTo("#Ansible: clean\n* 3 * * * root rm -r /x\n644\n");
        assertThat(new NodeTasks(node).run("cron: {name: x, job: y}").fields().get("msg"))
                .hasToString("there is no crontab command on the node: is cron installed?");
        node.sh(
                "printf '%s\\n' '#!/bin/sh' 'if [ \"$1\" = -l ]; then cat /root/tab; else cat >/root/tab; fi' >/usr/local/bin/crontab;"
                        + " chmod 755 /usr/local/bin/crontab");
        settles(node, "cron: {name: own, job: 'echo it''s', special_time: daily}");
        assertThat(node.sh("cat /root/tab")).isEqualTo("#Ansible: own\n@daily echo it's\n");
    }

    @Test
    void tellsAccountsServicesAndPackages(LabNode node) {
        var tasks = new NodeTasks(node);
        assertThat(fact(tasks.run("getent: {database: passwd, key: root}"), "getent_passwd", "root"))
                .isEqualTo(Value.Sequence.ofTexts(java.util.List.of("x", "0", "0", "root", "/root", "/bin/bash")));
        assertThat(tasks.run("getent: {database: passwd, key: nosuch}").failed())
                .isTrue();
        assertThat(fact(
                        tasks.run("getent: {database: passwd, key: nosuch, fail_key: false}"),
                        "getent_passwd",
                        "nosuch"))
                .isEqualTo(Value.NIL);
        assertThat(fact(tasks.run("service_facts: {}"), "services", "dbus.service"))
                .isInstanceOfSatisfying(Value.Mapping.class, service -> {
                    assertThat(service.get("state")).contains(Value.of("running"));
                    assertThat(service.get("source")).contains(Value.of("systemd"));
                });
        assertThat(fact(tasks.run("package_facts: {}"), "packages", "dash"))
                .isInstanceOfSatisfying(Value.Sequence.class, list -> {
                    var dash = (Value.Mapping) list.items().getFirst();
                    assertThat(dash.get("source")).contains(Value.of("apt"));
                    assertThat(dash.get("version")).isPresent();
                });
    }

    @Test
    void mounts(LabNode node) {
        settles(node, "mount: {path: /mnt/x y, src: tmpfs, fstype: tmpfs, opts: 'size=1m', state: mounted}");
        assertThat(node.sh("grep x.040y /etc/fstab; grep -c x.040y /proc/self/mounts"))
                .isEqualTo("tmpfs /mnt/x\\040y tmpfs size=1m 0 0\n1\n");
        settles(node, "mount: {path: /mnt/x y, state: unmounted}");
        settles(node, "mount: {path: /mnt/x y, state: absent}");
        assertThat(node.sh("grep -c 040y /etc/fstab; test -e '/mnt/x y' || echo gone"))
                .isEqualTo("0\ngone\n");
        assertThat(new NodeTasks(node).run("mount: {path: /mnt/y, src: /nosuch, fstype: ext4, state: mounted}"))
                .matches(Result::failed, "failed");
    }

    @Test
    void choosesAlternativesAndTheTimeZone(LabNode node) {
        settles(node, "alternatives: {name: py, path: /bin/true, link: /usr/bin/py}");
        settles(node, "alternatives: {name: py, path: /bin/false, priority: 70}");
        assertThat(node.sh("readlink /etc/alternatives/py")).isEqualTo("/bin/false\n");
        settles(node, "alternatives: {name: py, path: /bin/false, state: absent}");
        node.sh("mkdir -p /usr/share/zoneinfo/Europe; : >/usr/share/zoneinfo/Europe/Berlin");
        settles(node, "timezone: {name: Europe/Berlin}");
        assertThat(new NodeTasks(node).run("timezone: {name: Moon/Sea}").failed())
                .isTrue();
    }

    private static Value fact(Result result, String name, String entry) {
        var facts = (Value.Mapping) result.fields().get("ansible_facts");
        return ((Value.Mapping) facts.get(name).orElseThrow()).get(entry).orElseThrow();
    }

    /** What check mode foretells happens in the first run, and nothing in the second. */
    static void settles(LabNode node, String task) {
        var tasks = new NodeTasks(node);
        assertThat(tasks.check(task)).matches(it -> it.changed() && !it.failed(), "would change");
        assertThat(tasks.run(task)).matches(it -> it.changed() && !it.failed(), "changed");
        assertThat(tasks.run(task)).matches(it -> !it.changed() && !it.failed(), "unchanged");
    }
}
