package dev.drover.module.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeTasks;
import dev.drover.module.Result;
import dev.drover.value.Value;
import org.junit.jupiter.api.Test;

@OnNodes(clean = false)
class UserNodeTest {

    @Test
    void makesChangesAndRemovesAUser(LabNode node) {
        settles(node);
    }

    @Test
    void makesKeysAndMovesHomes(LabNode node) {
        var tasks = new NodeTasks(node);
        var task = "user: {name: kim, generate_ssh_key: true, ssh_key_type: ed25519, ssh_key_comment: it's me}";

        changed(tasks.run(task));
        var second = tasks.run(task);
        unchanged(second);
        assertThat(second.fields()).containsEntry("ssh_key_file", Value.of("/home/kim/.ssh/id_ed25519"));
        assertThat(second.fields().get("ssh_public_key").toString())
                .startsWith("ssh-ed25519 ")
                .endsWith("it's me");
        assertThat(node.sh("stat -c '%U:%G %a' /home/kim/.ssh /home/kim/.ssh/id_ed25519"))
                .isEqualTo("kim:kim 700\nkim:kim 600\n");

        changed(tasks.run("user: {name: kim, home: /srv/kim, move_home: true}"));
        unchanged(tasks.run("user: {name: kim, home: /srv/kim, move_home: true}"));
        assertThat(node.sh("ls /srv/kim/.ssh; test -e /home/kim || echo moved"))
                .isEqualTo("id_ed25519\nid_ed25519.pub\nmoved\n");
        node.sh("rm -r /srv/kim");
        changed(tasks.run("user: {name: kim}"));
        assertThat(node.sh("stat -c %U /srv/kim")).isEqualTo("kim\n");
    }

    @Test
    void makesUsersOfTheSystem(LabNode node) {
        var tasks = new NodeTasks(node);
        node.sh("groupadd daemons");
        var task = "user: {name: svc, system: true, group: daemons, create_home: false, home: /nonexistent,"
                + " shell: /usr/sbin/nologin}";

        changed(tasks.run(task));
        unchanged(tasks.run(task));
        assertThat(node.sh("id -gn svc; test $(id -u svc) -lt 1000 && echo low; test -e /nonexistent || echo none"))
                .isEqualTo("daemons\nlow\nnone\n");
        changed(tasks.run("user: {name: daemons}"));
        assertThat(node.sh("id -gn daemons"))
                .as("a group of its name is not its own")
                .isEqualTo("users\n");
    }

    @Test
    void setsWhenPasswordsEnd(LabNode node) {
        var tasks = new NodeTasks(node);
        var task = "user: {name: old, password_expire_max: 90, password_expire_min: 1, password_expire_warn: 5,"
                + " password_expire_account_disable: 7}";

        changed(tasks.run(task));
        unchanged(tasks.run(task));
        assertThat(node.sh("getent shadow old | cut -d: -f4-7")).isEqualTo("1:90:5:7\n");
    }

    @Test
    void needsToolsForLocalAccounts(LabNode node) {
        assertThat(new NodeTasks(node).run("user: {name: there, local: true}").fields())
                .containsEntry("msg", Value.of("the node has no luseradd, which local: true needs"));
    }

    /** What must hold with useradd and without. */
    static void settles(LabNode node) {
        var tasks = new NodeTasks(node);
        tasks.run("group: {name: web}");
        tasks.run("group: {name: log}");
        var task = "user: {name: ann, uid: 3000, groups: [web, log], append: true, comment: \"Ann O'Hara\","
                + " shell: /bin/sh, home: /srv/ann, password: '$6$abc$defghijklmnopqrstuvwxyz'}";

        changed(tasks.check(task));
        assertThat(node.sh("grep -c ^ann: /etc/passwd || :")).isEqualTo("0\n");
        var first = tasks.run(task);
        changed(first);
        assertThat(first.fields())
                .containsEntry("uid", Value.of(3000))
                .containsEntry("home", Value.of("/srv/ann"))
                .containsEntry("password", Value.of("NOT_LOGGING_PASSWORD"));
        assertThat(node.sh("grep ^ann: /etc/passwd"))
                .startsWith("ann:x:3000:")
                .endsWith(":Ann O'Hara:/srv/ann:/bin/sh\n");
        assertThat(node.sh("stat -c %u /srv/ann")).isEqualTo("3000\n");
        assertThat(node.sh("grep ^ann: /etc/shadow")).startsWith("ann:$6$abc$defghijklmnopqrstuvwxyz:");
        unchanged(tasks.run(task));
        unchanged(tasks.run("user: {name: ann, password: '$6$x$other', update_password: on_create}"));

        changed(tasks.check("user: {name: ann, shell: /bin/false}"));
        changed(tasks.run("user: {name: ann, shell: /bin/false, comment: ''}"));
        assertThat(node.sh("grep ^ann: /etc/passwd")).endsWith("::/srv/ann:/bin/false\n");
        changed(tasks.run("user: {name: ann, groups: web}"));
        unchanged(tasks.run("user: {name: ann, groups: web}"));
        assertThat(node.sh("grep -E '^(web|log):' /etc/group | sed 's/:.*:/ /'"))
                .isEqualTo("web ann\nlog \n");
        changed(tasks.run("user: {name: ann, groups: ''}"));
        changed(tasks.run("user: {name: ann, password_lock: true}"));
        unchanged(tasks.run("user: {name: ann, password_lock: true}"));
        assertThat(node.sh("grep ^ann: /etc/shadow")).startsWith("ann:!$6$abc$");
        changed(tasks.run("user: {name: ann, password_lock: false, password: '$6$x$other'}"));
        assertThat(node.sh("grep ^ann: /etc/shadow")).startsWith("ann:$6$x$other:");
        changed(tasks.run("user: {name: ann, expires: 1900000000}"));
        unchanged(tasks.run("user: {name: ann, expires: 1900000000.5}"));
        assertThat(node.sh("grep ^ann: /etc/shadow | cut -d: -f8")).isEqualTo("21990\n");
        changed(tasks.run("user: {name: ann, expires: -1}"));
        unchanged(tasks.run("user: {name: ann, expires: -1}"));

        assertThat(tasks.run("user: {name: ann, groups: nosuch}").fields())
                .containsEntry("msg", Value.of("Group nosuch does not exist"));
        assertThat(tasks.run("user: {name: bob, uid: 3000}").failed()).isTrue();
        changed(tasks.check("user: {name: ann, state: absent, remove: true}"));
        changed(tasks.run("user: {name: ann, state: absent, remove: true}"));
        unchanged(tasks.run("user: {name: ann, state: absent, remove: true}"));
        assertThat(node.sh("test -e /srv/ann || echo gone; grep -c ^ann: /etc/passwd /etc/shadow || :"))
                .isEqualTo("gone\n/etc/passwd:0\n/etc/shadow:0\n");
    }

    private static void changed(Result result) {
        assertThat(result).matches(it -> it.changed() && !it.failed(), "changed");
    }

    private static void unchanged(Result result) {
        assertThat(result).matches(it -> !it.changed() && !it.failed(), "unchanged");
    }
}
