package dev.drover.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegacyKeywordsTest {

    @TempDir
    Path directory;

    private final List<String> warnings = new ArrayList<>();

    private Play play(String text) throws IOException {
        var file = Files.writeString(directory.resolve("site.yml"), text);
        var loader = new PlaybookLoader(
                SearchPaths.NONE,
                (name, variables) -> Optional.empty(),
                (message, origin) -> warnings.add(origin.line() + ":" + origin.column() + " " + message));
        return loader.load(file).getFirst();
    }

    @Test
    void meansWhatIsWrittenTodayAndSaysSo() throws IOException {
        var play = play("""
                - hosts: all
                  user: deploy
                  sudo: yes
                  tasks:
                    - command: ls
                      sudo_user: postgres
                    - command: ls
                      su: yes
                      su_user: app
                    - command: ls
                      always_run: yes
                    - command: ls
                      always_run: no
                """);

        assertThat(play.keywords().text(Keyword.REMOTE_USER)).contains("deploy");
        assertThat(play.keywords().get(Keyword.BECOME)).contains(Value.TRUE);
        var tasks = play.tasks();
        assertThat(tasks.get(0).keywords().text(Keyword.BECOME_USER)).contains("postgres");
        assertThat(tasks.get(1).keywords().text(Keyword.BECOME_METHOD)).contains("su");
        assertThat(tasks.get(1).keywords().text(Keyword.BECOME_USER)).contains("app");
        assertThat(tasks.get(2).keywords().get(Keyword.CHECK_MODE)).contains(Value.FALSE);
        assertThat(tasks.get(3).keywords().get(Keyword.CHECK_MODE)).isEmpty();
        assertThat(warnings)
                .contains("3:3 \"sudo\" is no keyword since Ansible 2.9; write \"become: true\"")
                .contains("6:7 \"sudo_user\" is no keyword since Ansible 2.9; write \"become_user: postgres\"")
                .hasSize(6);
    }

    @Test
    void leavesTheModuleUserAlone() throws IOException {
        assertThat(play("- {hosts: all, tasks: [user: {name: app}]}")
                        .tasks()
                        .getFirst()
                        .module())
                .isEqualTo("user");
    }
}
