package dev.drover.node.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.node.Become;
import dev.drover.node.Sh;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntranceTest {

    private static final Sh PAYLOAD = new Sh("exec sh");

    @Test
    void theLoginNeedsNoWaiting() {
        var entrance = Entrance.of(Optional.empty(), PAYLOAD, false, false);

        assertThat(entrance.command()).isEqualTo("exec sh -c 'exec sh'");
        assertThat(entrance.ready()).isEmpty();
    }

    @Test
    void sudoWithoutPasswordNeverAsks() {
        assertThat(command(Become.sudo("root"))).isEqualTo("exec 'sudo' -n '-H' -u 'root' -- sh -c 'exec sh'");
        assertThat(command(become(Optional.of("-E -nS --stdin -g 'the group'"), Optional.empty())))
                .isEqualTo("exec 'sudo' -n '-E' '-g' 'the group' -u 'root' -- sh -c 'exec sh'");
    }

    @Test
    void aPasswordIsNeverPartOfACommand() {
        var entrance = Entrance.of(Optional.of(become(Optional.empty(), Optional.of("secret"))), PAYLOAD, false, false);

        assertThat(entrance.command()).startsWith("exec 'sudo' -k -S -p ").doesNotContain("secret");
        assertThat(entrance.prompt()).isPresent();
        assertThat(entrance.ready()).isPresent();
    }

    @Test
    void suIsAwaitedUnlessRootAsks() {
        var su = new Become(Become.Method.SU, "shop", Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(Entrance.of(Optional.of(su), PAYLOAD, false, true).ready()).isEmpty();
        assertThat(Entrance.of(Optional.of(su), PAYLOAD, false, false).ready()).isPresent();
    }

    @Test
    void promptsAreKnownInAnyLanguage() {
        var su = new Become(Become.Method.SU, "shop", Optional.empty(), Optional.empty(), Optional.of("secret"));
        var entrance = Entrance.of(Optional.of(su), PAYLOAD, false, false);

        assertThat(entrance.asks(heard("Passwort: "))).isTrue();
        assertThat(entrance.asks(heard("パスワード："))).isTrue();
        assertThat(entrance.asks(heard("Last login: today\n"))).isFalse();
    }

    private static Heard heard(String stderr) {
        var heard = new Heard();
        var bytes = stderr.getBytes(StandardCharsets.UTF_8);
        heard.stderr(bytes, bytes.length);
        return heard;
    }

    private static String command(Become become) {
        return Entrance.of(Optional.of(become), PAYLOAD, false, false).command();
    }

    private static Become become(Optional<String> flags, Optional<String> password) {
        return new Become(Become.Method.SUDO, "root", flags, Optional.empty(), password);
    }
}
