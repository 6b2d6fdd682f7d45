package dev.drover.module.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void takesUrlsApart() {
        var address = Address.parse("HTTPS://me:it%20s@Example.org:8443/a b?q=\u00e9#part");

        assertThat(address.url()).isEqualTo("https://Example.org:8443/a%20b?q=%C3%A9");
        assertThat(address.user()).contains("me:it%20s");
        assertThat(address.authority()).isEqualTo("Example.org:8443");
        assertThat(address.target()).isEqualTo("/a%20b?q=%C3%A9");
        assertThat(Address.parse("http://[::1]?x").host()).isEqualTo("::1");
        assertThat(Address.parse("http://[::1]?x").target()).isEqualTo("/?x");
        assertThat(Address.parse("http://[::1]?x").authority()).isEqualTo("[::1]");
    }

    @Test
    void followsLocations() {
        var here = Address.parse("http://a:81/x/y?z");

        assertThat(here.relative("/n").orElseThrow().url()).isEqualTo("http://a:81/n");
        assertThat(here.relative("n").orElseThrow().url()).isEqualTo("http://a:81/x/n");
        assertThat(here.relative("https://b/").orElseThrow().url()).isEqualTo("https://b/");
        assertThat(Address.parse("http://a").relative("n").orElseThrow().url()).isEqualTo("http://a/n");
        assertThat(here.relative("ftp://b/")).isEmpty();
    }

    @Test
    void refusesWhatItCanNotReach() {
        assertThatThrownBy(() -> Address.parse("ftp://x")).hasMessageContaining("must begin with http://");
        assertThatThrownBy(() -> Address.parse("http://x:99999/")).hasMessageContaining("no port 99999");
    }
}
