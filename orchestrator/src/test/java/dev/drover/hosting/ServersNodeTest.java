package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each application server on real nodes: a deploy, an update and a rollback under load, and what dies or hangs. */
@OnNodes(image = OnNodes.Kind.HOSTING, count = 2, clean = false)
class ServersNodeTest {

    private static final int PER_SECOND = 500;

    /** The load leaves little of two cores to what starts. */
    private static final String PATIENCE = " health_timeout=90";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"gunicorn, gunicorn", "uvicorn, uvicorn", "hypercorn, hypercorn", "uwsgi, pyuwsgi"})
    void losesNoRequestAndHealsItself(String server, String pin, LabNode first, LabNode second) throws Exception {
        var site = WebSite.in(folder, first, second);
        site.source(new Wheels(folder.resolve("wheels")), pin);
        long before = System.nanoTime();
        site.runs("site", "server=" + server + PATIENCE);
        System.out.printf("%s: first deploy %.1f s%n", server, seconds(before));
        assertThat(site.runs("site", "server=" + server + PATIENCE).text()).contains("nothing to change");

        updatesUnderLoad(site, server);
        saysNothingBad(site, first);
        for (var victim : Victim.values()) {
            heals(site, first, victim);
        }
        nginxComesBack(first);
    }

    /** Not one request fails, and those that take longer than the switch end where they began. */
    private static void updatesUnderLoad(WebSite site, String server) {
        try (var load = SteadyLoad.on(site.urls("/health"), PER_SECOND)) {
            var slow = Stream.of(true, false)
                    .flatMap(keeps -> site.urls("/slow?8").stream().map(url -> asked(url, keeps)))
                    .toList();
            long begin = System.nanoTime();
            site.runs("deploy", "server=" + server + PATIENCE, "app_version=2");
            assertThat(slow).allSatisfy(answer -> assertThat(answer.join()).contains("\"1\""));
            assertThat(asked(site.urls("/health").getFirst(), false).join()).contains("\"2\"");
            double update = seconds(begin);
            begin = System.nanoTime();
            site.runs("rollback", "server=" + server + PATIENCE);
            double back = seconds(begin);
            load.stop();
            System.out.printf(
                    "%s: update %.1f s, rollback %.1f s, %d requests, %d failed%n",
                    server, update, back, load.sent(), load.failures().size());
            assertThat(load.failures()).isEmpty();
            assertThat(load.last().values()).allMatch(answer -> answer.contains("\"1\""), "is version 1 again");
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static CompletableFuture<String> asked(String url, boolean keeps) {
        return CompletableFuture.supplyAsync(() -> SteadyLoad.once(url, keeps), Thread::startVirtualThread);
    }

    /** Neither systemd nor the server has anything to complain about, start and end of each release included. */
    private static void saysNothingBad(WebSite site, LabNode node) {
        var releases = node.sh("ls -r /srv/web/releases | head -n 2").lines().toList();
        assertThat(releases).contains(site.serving().get(node.name())).hasSize(2);
        releases.forEach(release -> Journal.of(node, release).isSilent());
    }

    private static void nginxComesBack(LabNode node) {
        node.sh("""
                before=$(cat /run/nginx.pid)
                systemctl kill -s KILL nginx
                for i in $(seq 100); do
                    [ "$(cat /run/nginx.pid)" = "$before" ] || ! systemctl is-active -q nginx || exit 0
                    sleep 0.1
                done
                exit 1
                """);
        assertThat(asked("http://" + node.address() + "/health", false).join()).contains("version");
    }

    /** What is killed or stopped, as words of sh: $watch is the process that watches, $server its child. */
    private enum Victim {
        WORKER("$(last $server)"),
        SERVER("$server"),
        WATCH("$watch");

        private final String pid;

        Victim(String pid) {
            this.pid = pid;
        }
    }

    /** Killed, and stopped: both are replaced, and the site serves with all its workers. */
    private static void heals(WebSite site, LabNode node, Victim victim) {
        for (var signal : List.of("KILL", "STOP")) {
            long begin = System.nanoTime();
            node.sh("""
                    last() { cat /proc/$1/task/*/children | tr ' ' '\\n' | grep . | tail -n 1; }
                    workers() { cat /proc/$1/task/*/children 2>/dev/null | wc -w; }
                    unit=web@%s.service
                    look() { watch=$(systemctl show -P MainPID $unit); server=$(last $watch 2>/dev/null); }
                    look
                    all=$(workers $server) victim=%s
                    kill -%s $victim
                    for i in $(seq 300); do
                        look
                        if [ ! -e /proc/$victim ] && [ "$(systemctl is-active $unit)" = active ] && [ "$(workers $server)" -ge "$all" ]; then
                            exit 0
                        fi
                        sleep 0.1
                    done
                    echo "not replaced: $victim"
                    exit 1
                    """.formatted(site.serving().get(node.name()), victim.pid, signal));
            assertThat(asked("http://" + node.address() + "/health", false).join())
                    .contains("version");
            System.out.printf("%s %s: replaced after %.1f s%n", victim, signal, seconds(begin));
        }
    }
}
