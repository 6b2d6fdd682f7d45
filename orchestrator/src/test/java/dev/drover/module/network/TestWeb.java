package dev.drover.module.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A web server on this machine: plain, or with a certificate of its own. */
final class TestWeb implements AutoCloseable {

    private final HttpServer server;
    private final boolean tls;

    private TestWeb(HttpServer server, boolean tls) {
        this.server = server;
        this.tls = tls;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", TestWeb::answer);
        server.start();
    }

    static TestWeb plain() throws IOException {
        return new TestWeb(HttpServer.create(local(), 0), false);
    }

    /** @param pem where its certificate is written to */
    static TestWeb secure(Path pem) throws IOException, GeneralSecurityException {
        var store = pem.resolveSibling("store.p12");
        keytool(
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret",
                "-keyalg",
                "EC",
                "-alias",
                "web",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1");
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret",
                "-alias",
                "web",
                "-file",
                pem.toString());
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(KeyStore.getInstance(store.toFile(), "secret".toCharArray()), "secret".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        var server = HttpsServer.create(local(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new TestWeb(server, true);
    }

    private static void keytool(String... words) throws IOException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(java.util.List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url(String path) {
        return "%s://127.0.0.1:%d%s"
                .formatted(tls ? "https" : "http", server.getAddress().getPort(), path);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        switch (exchange.getRequestURI().getPath()) {
            case "/json" -> {
                headers.add("Content-Type", "application/json; charset=utf-8");
                headers.add("Set-Cookie", "k=v; Path=/");
                headers.add("X-Two", "1");
                headers.add("X-Two", "2");
                send(exchange, 200, "{\"a\": [1, \"\u00e9\"]}");
            }
            case "/echo" -> {
                var said = new StringBuilder(exchange.getRequestMethod()).append('\n');
                exchange.getRequestHeaders().forEach((name, values) -> said.append(name + ": " + values + "\n"));
                send(exchange, 200, said.append('\n').append(body).toString());
            }
            case "/chunks" -> {
                exchange.sendResponseHeaders(200, 0);
                try (var stream = exchange.getResponseBody()) {
                    stream.write("one\n".getBytes(StandardCharsets.UTF_8));
                    stream.flush();
                    stream.write("two\n".getBytes(StandardCharsets.UTF_8));
                }
            }
            case "/moved" -> {
                headers.add("Location", "/json");
                send(exchange, 302, "");
            }
            case "/round" -> {
                headers.add("Location", "/round");
                send(exchange, 302, "");
            }
            case "/private" -> {
                var given = exchange.getRequestHeaders().getFirst("Authorization");
                var wanted =
                        "Basic " + Base64.getEncoder().encodeToString("me:s3cret".getBytes(StandardCharsets.UTF_8));
                headers.add("WWW-Authenticate", "Basic realm=\"x\"");
                send(exchange, wanted.equals(given) ? 200 : 401, "hello");
            }
            case "/binary" -> {
                exchange.sendResponseHeaders(200, 4);
                try (var stream = exchange.getResponseBody()) {
                    stream.write(new byte[] {0, (byte) 0xff, 0, 10});
                }
            }
            case "/never" -> {} // no answer ever comes
            default -> send(exchange, 404, "no such page");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) {
        try (exchange) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    status, bytes.length == 0 || exchange.getRequestMethod().equals("HEAD") ? -1 : bytes.length);
            if (!exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
