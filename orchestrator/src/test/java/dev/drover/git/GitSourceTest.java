package dev.drover.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitSourceTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a/role-x.git,role-x",
        "git+https://example.org/a/x,x",
        "ssh://git@example.org:22/x.git,x",
        "git@example.org:a/x.git,x",
        "git@example.org:x,x"
    })
    void knowsAddresses(String url, String name) {
        assertThat(GitSource.of(url, false).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext::sh -c touch% /tmp/x",
                "ext::id",
                "--upload-pack=id",
                "-oProxyCommand=id",
                "ssh://-oProxyCommand=id/x",
                "git+--upload-pack=id",
                "file:///etc",
                "/srv/x.git",
                "ftp://example.org/x",
                "https://example.org/x y",
                "https://example.org/x\n",
                "user@-oProxyCommand=id:x",
                "fd::17/foo",
                ""
            })
    void refusesWhatIsNone(String url) {
        assertThatThrownBy(() -> GitSource.of(url, false)).isInstanceOf(GitException.class);
    }

    @Test
    void takesDirectoriesWhereTheyAreAllowed() {
        assertThat(GitSource.of("/srv/x.git", true).name()).isEqualTo("x");
        assertThatThrownBy(() -> GitSource.of("ext::id", true)).isInstanceOf(GitException.class);
    }
}
