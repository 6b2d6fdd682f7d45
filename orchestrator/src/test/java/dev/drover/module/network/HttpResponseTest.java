package dev.drover.module.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpResponseTest {

    @Test
    void readsHeadersAndTheBodyOfItsLength() {
        var response = parse("HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 3\r\n\r\nabcd");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-a")).contains("1, 2");
        assertThat(response.text()).isEqualTo("abc");
    }

    @Test
    void joinsChunks() {
        var response = parse(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123\r\n6789\r\n0\r\n\r\n");

        assertThat(response.text()).isEqualTo("abc0123\r\n6789".substring(0, 13));
    }

    @Test
    void goesOnWhereItIsToldTo() {
        assertThat(parse("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\r\n\r\nno")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void knowsTheCharset() {
        var bytes = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\r\n\u00e9"
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(HttpResponse.parse(bytes, false).text()).isEqualTo("\u00e9");
    }

    @Test
    void refusesWhatIsNotWhole() {
        assertThatThrownBy(() -> parse("")).hasMessage("Remote end closed connection without response");
        assertThatThrownBy(() -> parse("HTTP/1.1 200 OK\r\nContent-Le"))
                .hasMessage("the server ended the connection within the head of its response");
        assertThatThrownBy(() -> parse("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"))
                .hasMessage("the response ended after 3 of 9 bytes");
        assertThatThrownBy(() -> parse("SSH-2.0-OpenSSH\r\n\r\n"))
                .hasMessage("the server does not speak HTTP: SSH-2.0-OpenSSH");
    }

    private static HttpResponse parse(String text) {
        return HttpResponse.parse(text.getBytes(StandardCharsets.UTF_8), false);
    }
}
