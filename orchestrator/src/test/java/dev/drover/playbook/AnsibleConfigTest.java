package dev.drover.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsibleConfigTest {

    @TempDir
    Path project;

    @TempDir
    Path home;

    private AnsibleConfig load(Map<String, String> environment) throws IOException {
        return AnsibleConfig.load(environment, project, home);
    }

    @Test
    void settingsAreThoseOfTheProjectsFile() throws IOException {
        Files.writeString(project.resolve("ansible.cfg"), """
                # ours
                [defaults]
                inventory = hosts, more
                forks=7
                host_key_checking: False
                roles_path = roles:/usr/share/roles
                [ssh_connection]
                ssh_args = -o ForwardAgent=no ; a comment
                [privilege_escalation]
                become = true
                """);

        var config = load(Map.of());

        assertThat(config.inventory())
                .isEqualTo(List.of(
                        project.resolve("hosts").toString(),
                        project.resolve("more").toString()));
        assertThat(config.forks()).contains(7);
        assertThat(config.hostKeyChecking()).contains(false);
        assertThat(config.searchPaths().roles()).containsExactly(project.resolve("roles"), Path.of("/usr/share/roles"));
        assertThat(config.sshArguments()).contains("-o ForwardAgent=no");
        assertThat(config.become()).contains(true);
    }

    @Test
    void theEnvironmentWins() throws IOException {
        Files.writeString(project.resolve("ansible.cfg"), "[defaults]\nforks = 7\nremote_user = ada\n");

        var config = load(Map.of("ANSIBLE_FORKS", "9", "ANSIBLE_INVENTORY", "a,b"));

        assertThat(config.forks()).contains(9);
        assertThat(config.remoteUser()).contains("ada");
        assertThat(config.inventory()).containsExactly("a", "b");
    }

    @Test
    void onlyTheFirstFileCounts() throws IOException {
        Files.writeString(home.resolve(".ansible.cfg"), "[defaults]\nforks = 3\n");
        var named = Files.writeString(project.resolve("other.cfg"), "[defaults]\nremote_user = grace\n");

        assertThat(load(Map.of()).forks()).contains(3);
        assertThat(load(Map.of("ANSIBLE_CONFIG", named.toString())).forks()).isEmpty();
    }

    @Test
    void aFolderThatEverybodyMayWriteIsNotTrusted() throws IOException {
        Files.writeString(project.resolve("ansible.cfg"), "[defaults]\nforks = 7\n");
        Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(load(Map.of()).forks()).isEmpty();
    }

    @Test
    void whatIsNoNumberIsSaid() throws IOException {
        Files.writeString(project.resolve("ansible.cfg"), "[defaults]\nforks = many\n");
        var config = load(Map.of());

        assertThatThrownBy(config::forks).hasMessage("forks takes a number, not \"many\"");
    }
}
