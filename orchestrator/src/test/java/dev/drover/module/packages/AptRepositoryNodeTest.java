package dev.drover.module.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeTasks;
import org.junit.jupiter.api.Test;

@OnNodes(clean = false)
class AptRepositoryNodeTest {

    private static final String FILE = "/etc/apt/sources.list.d/drover_invalid_debian.list";

    @Test
    void addsOnceAndRemovesOnce(LabNode node) {
        var tasks = new NodeTasks(node);
        var task = "apt_repository: {repo: deb http://drover.invalid/debian x main, update_cache: false";

        assertThat(tasks.check(task + "}")).matches(result -> result.changed());
        assertThat(node.sh("ls " + FILE + " 2>&1 || :")).contains("No such file");
        assertThat(tasks.run(task + "}")).matches(result -> result.changed() && !result.failed());
        assertThat(tasks.run(task + "}")).matches(result -> !result.changed() && !result.failed());
        assertThat(node.sh("stat -c %a " + FILE + "; cat " + FILE))
                .isEqualTo("644\ndeb http://drover.invalid/debian x main\n");
        assertThat(tasks.run(task + ", state: absent}")).matches(result -> result.changed() && !result.failed());
        assertThat(tasks.run(task + ", state: absent}")).matches(result -> !result.changed() && !result.failed());
        assertThat(node.sh("ls " + FILE + " 2>&1 || :")).contains("No such file");
    }

    @Test
    void installsByWhateverTheNodeHas(LabNode node) {
        var tasks = new NodeTasks(node);

        assertThat(tasks.run("package: {name: [tar, dash], state: present}"))
                .matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.run("package: {name: nosuchpackage, state: installed}")
                        .fields()
                        .get("msg")
                        .toString())
                .contains("nosuchpackage");
    }

    @Test
    void answersQuestionsAndHoldsPackages(LabNode node) {
        var tasks = new NodeTasks(node);
        for (var task : new String[] {
            "debconf: {name: drover, question: drover/really, vtype: boolean, value: true}",
            "debconf: {name: drover, question: drover/secret, vtype: password, value: 'a b'}",
            "dpkg_selections: {name: tar, selection: hold}"
        }) {
            assertThat(tasks.check(task)).as(task).matches(result -> result.changed() && !result.failed());
            assertThat(tasks.run(task)).as(task).matches(result -> result.changed() && !result.failed());
            assertThat(tasks.run(task)).as(task).matches(result -> !result.changed() && !result.failed());
        }
        assertThat(tasks.run("dpkg_selections: {name: tar, selection: install}").changed())
                .isTrue();
        assertThat(tasks.run("dpkg_selections: {name: nosuchpackage, selection: hold}")
                        .fields()
                        .get("msg")
                        .toString())
                .isEqualTo("Failed to find package 'nosuchpackage' to perform selection 'hold'.");
        node.sh("echo PURGE | debconf-communicate drover");
    }

    @Test
    void trustsKeysWithoutGpg(LabNode node) {
        var tasks = new NodeTasks(node);
        var ring = "/etc/apt/keyrings/test.gpg";
        var task = "apt_key: {file: /usr/share/keyrings/debian-archive-bookworm-stable.gpg, keyring: " + ring + "}";
        node.sh("rm -f " + ring);

        assertThat(tasks.check(task)).matches(result -> result.changed() && !result.failed());
        var added = tasks.run(task);
        assertThat(added).matches(result -> result.changed() && !result.failed());
        assertThat(tasks.run(task)).matches(result -> !result.changed() && !result.failed());
        assertThat(node.sh("cmp " + ring + " /usr/share/keyrings/debian-archive-bookworm-stable.gpg && stat -c %a "
                        + ring))
                .isEqualTo("644\n");
        var absent = "apt_key: {id: '0x%s', state: absent, keyring: %s}"
                .formatted(added.fields().get("short_id"), ring);
        assertThat(tasks.run(absent)).matches(result -> result.changed() && !result.failed());
        assertThat(tasks.run(absent)).matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.run("apt_key: {data: nonsense}").failed()).isTrue();
    }
}
