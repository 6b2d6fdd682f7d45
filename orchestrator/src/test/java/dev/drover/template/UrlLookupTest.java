package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UrlLookupTest {

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/text", exchange -> answer(exchange, 200, "one\ntwo\n"));
        server.createContext(
                "/who",
                exchange -> answer(
                        exchange,
                        200,
                        exchange.getRequestHeaders().getFirst("Authorization")
                                + exchange.getRequestHeaders().getFirst("X-Name")));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/text");
            answer(exchange, 302, "");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Value evaluate(String template) {
        var base = Value.of("http://localhost:" + server.getAddress().getPort());
        var variables = new Variables() {
            @Override
            public Optional<Value> find(String name) {
                return Optional.ofNullable(Map.<String, Value>of("base", base).get(name));
            }

            @Override
            public Set<String> names() {
                return Set.of("base");
            }
        };
        return new JinjaTemplar(new CaseHost(true, Path.of("")))
                .resolve(Value.Text.written(template, Origin.NONE), variables);
    }

    @Test
    void linesOrTheWhole() {
        assertThat(evaluate("{{ query('url', base ~ '/text') }}"))
                .isEqualTo(Value.Sequence.of(Value.of("one"), Value.of("two")));
        assertThat(evaluate("{{ lookup('url', base ~ '/moved', split_lines=false) }}"))
                .isEqualTo(Value.of("one\ntwo\n"));
    }

    @Test
    void whoAsksAndHow() {
        assertThat(evaluate("{{ lookup('url', base ~ '/who', username='u', password='p', headers={'X-Name': 'n'}) }}"))
                .isEqualTo(Value.of("Basic dTpwn"));
    }

    @Test
    void mistakesSayWhatIsWrong() {
        assertThatThrownBy(() -> evaluate("{{ lookup('url', base ~ '/nosuch') }}"))
                .hasMessageContaining("HTTP Error 404");
        assertThatThrownBy(() -> evaluate("{{ lookup('url', 'no address') }}"))
                .hasMessageContaining("no address of the web");
        assertThatThrownBy(() -> evaluate("{{ lookup('url', base, validate_certs=false) }}"))
                .hasMessageContaining("always validated");
    }
}
