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
}
