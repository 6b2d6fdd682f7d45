package dev.drover.module.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeTasks;
import dev.drover.value.Value;
import org.junit.jupiter.api.Test;

@OnNodes(clean = false)
class AptNodeTest {

    @Test
    void installsOnceAndRemovesOnce(LabNode node) {
        var tasks = new NodeTasks(node);
        var task = "apt: {name: [tree], update_cache: true, cache_valid_time: 3600}";

        tasks.run("apt: {name: tree, state: absent}");
        assertThat(tasks.run(task)).matches(result -> result.changed() && !result.failed());
        assertThat(node.sh("test -x /usr/bin/tree && echo there")).isEqualTo("there\n");
        assertThat(tasks.run(task)).matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.run("apt: {name: 'tree=2*'}")).matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.run("apt: {name: 'tree>=1'}")).matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.run("apt: {name: tree, state: latest}"))
                .matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.check("apt: {name: tree, state: absent}")).matches(result -> result.changed());
        assertThat(tasks.run("apt: {name: tree, state: absent, purge: true}"))
                .matches(result -> result.changed() && !result.failed());
        assertThat(tasks.run("apt: {name: tree, state: absent, purge: true}"))
                .matches(result -> !result.changed() && !result.failed());
        assertThat(node.sh("test -e /usr/bin/tree || echo gone")).isEqualTo("gone\n");
        assertThat(tasks.check("apt: {name: tree}").fields().get("stdout").toString())
                .contains("Inst tree");
    }

    @Test
    void saysWhatThereIsNot(LabNode node) {
        var tasks = new NodeTasks(node);

        tasks.run("apt: {update_cache: true, cache_valid_time: 3600}");
        assertThat(tasks.run("apt: {name: nosuchpackage}").fields())
                .containsEntry("msg", Value.of("No package matching 'nosuchpackage' is available"));
        assertThat(tasks.check("apt: {name: nosuchpackage}").failed()).isTrue();
        assertThat(tasks.run("apt: {name: tree=9.9}").fields())
                .containsEntry("msg", Value.of("no available installation candidate for tree=9.9"));
        assertThat(tasks.run("apt: {name: 'tree>=9.9'}").fields())
                .containsEntry("msg", Value.of("no available installation candidate for tree>=9.9"));
    }

    @Test
    void fetchesListsThatAreNotThere(LabNode node) {
        var tasks = new NodeTasks(node);
        node.sh("rm -rf /var/lib/apt/lists/*; touch /var/lib/apt/lists");
        var task = "apt: {update_cache: true, cache_valid_time: 3600}";

        assertThat(tasks.check(task).changed()).isTrue();
        assertThat(tasks.run(task).changed()).isTrue();
        assertThat(tasks.run(task).changed()).isFalse();
        assertThat(tasks.run("apt: {update_cache: true}").changed()).isFalse();
    }

    @Test
    void upgradesAndCleansOnlyWhereThereIsAnything(LabNode node) {
        var tasks = new NodeTasks(node);

        assertThat(tasks.run("apt: {upgrade: dist, update_cache: true}").failed())
                .isFalse();
        assertThat(tasks.run("apt: {upgrade: full}")).matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.run("apt: {autoremove: true}").failed()).isFalse();
        assertThat(tasks.run("apt: {autoremove: true}")).matches(result -> !result.changed() && !result.failed());
        tasks.run("apt: {clean: true}");
        assertThat(tasks.run("apt: {clean: true}")).matches(result -> !result.changed() && !result.failed());
    }

    @Test
    void installsTheFileOfAPackage(LabNode node) {
        var tasks = new NodeTasks(node);
        tasks.run("apt: {update_cache: true, cache_valid_time: 3600}");
        node.sh("cd /root && apt-get download -q tree && mv tree_*.deb 'a tree.deb'");

        assertThat(tasks.check("apt: {deb: /root/a tree.deb}").changed()).isTrue();
        assertThat(tasks.run("apt: {deb: /root/a tree.deb}"))
                .matches(result -> result.changed() && !result.failed(), "installs");
        assertThat(tasks.run("apt: {deb: /root/a tree.deb}")).matches(result -> !result.changed() && !result.failed());
        assertThat(tasks.run("apt: {deb: /root/none.deb}").failed()).isTrue();
    }
}
