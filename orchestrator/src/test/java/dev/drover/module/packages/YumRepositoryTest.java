package dev.drover.module.packages;

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

class YumRepositoryTest {

    @TempDir
    Path home;

    @Test
    void writesWhatAnsibleWrites() {
        var task =
                "name: epel, description: EPEL repo, baseurl: [https://a/b, https://c/d], gpgcheck: false, enabled: true,"
                        + " gpgkey: [k1, k2], exclude: [a, b]";

        assertThat(run(task, true).changed()).isTrue();
        assertThat(home.resolve("epel.repo")).doesNotExist();
        assertThat(run(task, false)).matches(result -> result.changed() && !result.failed());
        assertThat(home.resolve("epel.repo"))
                .hasContent("[epel]\nbaseurl = https://a/b\n\thttps://c/d\nenabled = 1\nexclude = a b\ngpgcheck = 0\n"
                        + "gpgkey = k1\n\tk2\nname = EPEL repo\n\n");
        assertThat(run(task, false)).matches(result -> !result.changed() && !result.failed());
    }

    @Test
    void leavesOtherRepositoriesAlone() throws Exception {
        var file = Files.writeString(home.resolve("all.repo"), "[a]\nname = a\n\n[b]\nname = b\n");

        assertThat(run("name: a, file: all, state: absent", false).changed()).isTrue();
        assertThat(file).hasContent("[b]\nname = b\n");
        assertThat(run("name: a, file: all, state: absent", false).changed()).isFalse();
        assertThat(run("name: b, file: all, state: absent", false).changed()).isTrue();
        assertThat(file).doesNotExist();
    }

    private Result run(String arguments, boolean check) {
        var controller = check ? new FakeController(home).checking() : new FakeController(home);
        var task = "yum_repository: {reposdir: %s, %s}".formatted(home, arguments);
        return new Plans(new LocalShell(home, List.of("sh")), check)
                .run(module(task, controller).plan());
    }
}
