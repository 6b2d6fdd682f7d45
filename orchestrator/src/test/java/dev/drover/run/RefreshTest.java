package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.node.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inventory is read again while a run goes on. */
class RefreshTest {

    @TempDir
    Path directory;

    @Test
    void takesWhatTheSourcesSayNowAndKeepsWhatTasksAdded() throws Exception {
        var hosts = Files.writeString(directory.resolve("hosts"), "[g]\na hv=1\n[g:vars]\nv=1\n");
        var next = Files.writeString(directory.resolve("next"), "[g]\na\nb hv=3\n[g:vars]\nv=2\n");
        var run = new Engine(directory, (host, script) -> Answer.of(0, "", ""))
                .inventory(hosts.toString())
                .run("""
                        - hosts: g
                          gather_facts: false
                          tasks:
                            - set_fact: {kept: 1}
                            - add_host: {name: added, groups: [g, h]}
                            - {name: before, debug: {msg: "{{ v }} {{ hv }}"}}
                            - debug: {msg: "{{ lookup('pipe', 'cp %s %s') }}"}
                            - meta: refresh_inventory
                            - {name: behind, debug: {msg: "{{ v }} {{ hv | default('gone') }} {{ groups.g | sort | join(',') }} {{ kept }}"}}
                        - hosts: g
                          gather_facts: false
                          tasks:
                            - {name: later, debug: {msg: "{{ v }} {{ hv | default('gone') }} {{ kept | default('no') }}"}}
                        """.formatted(next, hosts));

        assertThat(said(run, "a", "before")).isEqualTo("1 1");
        assertThat(said(run, "a", "behind")).isEqualTo("2 gone a,added,b 1");
        assertThat(said(run, "a", "later")).isEqualTo("2 gone 1");
        assertThat(said(run, "b", "later")).isEqualTo("2 3 no");
        assertThat(said(run, "added", "later")).isEqualTo("2 gone no");
    }

    /** As ansible-core 2.21 does: {@code refresh_inventory} is for the sources, and files of variables stay as they were read. */
    @Test
    void filesOfVariablesStayAsTheyWereRead() throws Exception {
        var hosts = Files.writeString(directory.resolve("hosts"), "[g]\na\n");
        var file = Files.createDirectories(directory.resolve("group_vars")).resolve("all.yml");
        Files.writeString(file, "v: one\n");
        var run = new Engine(directory, (host, script) -> Answer.of(0, "", ""))
                .inventory(hosts.toString())
                .run("""
                        - hosts: g
                          gather_facts: false
                          tasks:
                            - {name: before, debug: {msg: "{{ v }}"}}
                            - debug: {msg: "{{ lookup('pipe', 'echo v: two >%s') }}"}
                            - meta: refresh_inventory
                            - {name: behind, debug: {msg: "{{ v }}"}}
                        """.formatted(file));

        assertThat(said(run, "a", "before")).isEqualTo("one");
        assertThat(said(run, "a", "behind")).isEqualTo("one");
    }

    private static String said(Engine.Ended run, String host, String task) {
        return run.outcome(host, task).result().fields().get("msg").toString();
    }
}
