package dev.drover.module.network;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.FakeController;
import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostTest {

    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFi";

    @TempDir
    Path home;

    @Test
    void knowsAHostUntilItShallNot() throws Exception {
        assertThat(run("key: 'web %s'", KEY, true).changed()).isTrue();
        assertThat(home.resolve("known")).doesNotExist();
        assertThat(run("key: 'web %s'", KEY, false)).matches(result -> result.changed() && !result.failed());
        assertThat(run("key: 'web %s'", KEY, false)).matches(result -> !result.changed() && !result.failed());
        Files.writeString(home.resolve("known"), "other ssh-rsa AAAA\nweb " + KEY + "\n");
        assertThat(run("key: 'web %s2'", KEY, false).changed()).isTrue();
        assertThat(home.resolve("known")).hasContent("other ssh-rsa AAAA\nweb " + KEY + "2\n");
        assertThat(run("hash_host: true, key: 'web %s2'", KEY, false).changed()).isTrue();
        assertThat(home.resolve("known"))
                .content()
                .startsWith("other ssh-rsa AAAA\n|1|")
                .endsWith(KEY + "2\n");
        assertThat(run("hash_host: true, key: 'web %s2'", KEY, false).changed()).isFalse();
        assertThat(run("state: absent", "", false).changed()).isTrue();
        assertThat(home.resolve("known")).hasContent("other ssh-rsa AAAA\n");
        assertThat(run("key: 'nope %s'", KEY, false).failed()).isTrue();
    }

    private Result run(String arguments, String key, boolean check) {
        var controller = check ? new FakeController(home).checking() : new FakeController(home);
        var task = "known_hosts: {name: web, path: known, " + arguments.formatted(key) + "}";
        return new Plans(new LocalShell(home, List.of("sh")), check)
                .run(module(task, controller).plan());
    }
}
