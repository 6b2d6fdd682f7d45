package dev.drover.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.node.ssh.HostSettings.Checking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSettingsTest {

    @TempDir
    Path home;

    private String config = "";

    @Test
    void whatNobodySaysIsUsual() throws Exception {
        var settings = resolve(Endpoint.of("web1"));

        assertThat(settings.host()).isEqualTo("web1");
        assertThat(settings.port()).isEqualTo(22);
        assertThat(settings.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(settings.checking()).isEqualTo(Checking.STRICT);
        assertThat(settings.knownHosts()).first().isEqualTo(home.resolve(".ssh/known_hosts"));
        assertThat(settings.agent()).contains(Path.of("/run/agent"));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theFirstValueCounts() throws Exception {
        config = """
                User first
                Host web* !web9
                  HostName %h.example.com
                  Port=2222
                  User second
                  IdentityFile ~/.ssh/%n
                  IdentityFile "/keys/with blank"
                  IdentitiesOnly yes
                  IdentityAgent none
                  ProxyJump a,b@c:23
                  UserKnownHostsFile ~/one /two
                  StrictHostKeyChecking accept-new
                  ConnectTimeout 3
                  ServerAliveInterval 7
                Host *
                  Port 2
                """;

        var settings = resolve(Endpoint.of("web1"));

        assertThat(settings.user()).isEqualTo("first");
        assertThat(settings.host()).isEqualTo("web1.example.com");
        assertThat(settings.port()).isEqualTo(2222);
        assertThat(settings.keys()).containsExactly(home.resolve(".ssh/web1"), Path.of("/keys/with blank"));
        assertThat(settings.keysOnly()).isTrue();
        assertThat(settings.agent()).isEmpty();
        assertThat(settings.jumps()).containsExactly("a", "b@c:23");
        assertThat(settings.knownHosts()).containsExactly(home.resolve("one"), Path.of("/two"));
        assertThat(settings.checking()).isEqualTo(Checking.ACCEPT_NEW);
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.aliveInterval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(resolve(Endpoint.of("web9")).port()).isEqualTo(2);
    }

    @Test
    void whatTheInventorySaysWinsOverArgumentsAndThoseOverFiles() throws Exception {
        config = "Host 10.0.0.1\n User file\n Port 1\n StrictHostKeyChecking yes\n";
        var endpoint = new Endpoint(
                "web1",
                Optional.of("10.0.0.1"),
                OptionalInt.of(3),
                Optional.empty(),
                Optional.empty(),
                List.of(Path.of("/key")),
                List.of(
                        "-o",
                        "User=argument",
                        "-p2",
                        "-i",
                        "/other",
                        "-oControlMaster=auto",
                        "-o",
                        "ControlPersist 60s",
                        "-C",
                        "-J",
                        "jump"),
                Optional.of(false),
                Optional.empty(),
                2);

        var settings = resolve(endpoint);

        assertThat(settings.user()).isEqualTo("argument");
        assertThat(settings.port()).isEqualTo(3);
        assertThat(settings.keys()).containsExactly(Path.of("/key"), Path.of("/other"));
        assertThat(settings.jumps()).containsExactly("jump");
        assertThat(settings.checking()).isEqualTo(Checking.OFF);
        assertThat(settings.retries()).isEqualTo(2);
    }

    @Test
    void filesIncludeOthers() throws Exception {
        Files.createDirectories(home.resolve(".ssh/conf.d"));
        Files.writeString(home.resolve(".ssh/conf.d/10.conf"), "Host web1\n Port 10\n");
        Files.writeString(home.resolve(".ssh/conf.d/20.conf"), "Port 20\n");
        config = "Include conf.d/*.conf none\nHost other\n Include conf.d/10.conf\n";

        assertThat(resolve(Endpoint.of("web1")).port()).isEqualTo(10);
        assertThat(resolve(Endpoint.of("web2")).port()).isEqualTo(20);
    }

    @Test
    void whatCannotBeFollowedIsRefusedWithItsPlace() {
        config = "Match exec \"true\"\n ForwardAgent yes\nHost web1\n ProxyCommand nc %h %p\n";
        assertThatThrownBy(() -> resolve(Endpoint.of("web1")))
                .hasMessage(home.resolve("config") + ":4: ProxyCommand is not supported; ProxyJump is");

        config = "Match user me\n Port 7\n";
        assertThatThrownBy(() -> resolve(Endpoint.of("web1")))
                .hasMessageStartingWith(home.resolve("config") + ":1: \"Match user me\" is not supported");

        config = "StrictHostKeyChecking maybe\n";
        assertThatThrownBy(() -> resolve(Endpoint.of("web1")))
                .hasMessageContaining(":1: StrictHostKeyChecking is yes, no or accept-new");

        config = "Port many\n";
        assertThatThrownBy(() -> resolve(Endpoint.of("web1")))
                .hasMessageContaining(":1: port is a number, not \"many\"");
    }

    @Test
    void whatDoesNotConcernTheHostIsNoMatter() throws Exception {
        config =
                "Match final all\n CASignatureAlgorithms +ssh-rsa\nHost other\n ProxyCommand nc %h %p\nHost *\n Port 5\n";

        assertThat(resolve(Endpoint.of("web1")).port()).isEqualTo(5);
    }

    @Test
    void argumentsThatCannotBeFollowedAreRefusedByName() {
        assertThatThrownBy(() -> resolve(Endpoint.of("a").withArguments("-A")))
                .hasMessageStartingWith("ssh argument -A is not supported");
        assertThatThrownBy(() -> resolve(Endpoint.of("a").withArguments("-o", "ForwardAgent=yes")))
                .hasMessage("ssh option \"ForwardAgent=yes\" is not supported");
        assertThatThrownBy(() -> resolve(Endpoint.of("a").withArguments("-p")))
                .hasMessage("ssh argument -p lacks its value");
        assertThatThrownBy(() -> resolve(Endpoint.of("a").withArguments("host")))
                .hasMessage("ssh argument \"host\" is not an option");
    }

    private HostSettings resolve(Endpoint endpoint) throws IOException {
        Files.writeString(home.resolve("config"), config);
        var environment = Map.of("SSH_AUTH_SOCK", "/run/agent");
        return HostSettings.resolve(
                endpoint,
                SshArguments.parse(endpoint.sshArguments()),
                List.of(SshConfig.read(home.resolve("config"), home)),
                home,
                environment::get);
    }
}
