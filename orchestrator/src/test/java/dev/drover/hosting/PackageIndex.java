package dev.drover.hosting;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package index on this machine that asks for a user and a password, with packages that tests make up. */
final class PackageIndex implements AutoCloseable {

    static final String PASSWORD = "hush-4711";

    private static final String WANTED =
            "Basic " + Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final int BLOCK = 512;

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final AtomicInteger served = new AtomicInteger();

    PackageIndex() throws IOException {
        server = HttpServer.create(new InetSocketAddress(0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String host) {
        return "http://me:%s@%s:%d/simple"
                .formatted(PASSWORD, host, server.getAddress().getPort());
    }

    /** How many files were fetched. */
    int served() {
        return served.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var name = path.replaceFirst("/$", "").replaceFirst(".*/", "");
        byte[] body;
        int status = 200;
        if (!WANTED.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"packages\"");
            status = 401;
            body = new byte[0];
        } else if (files.containsKey(name)) {
            served.incrementAndGet();
            body = files.get(name);
        } else {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            var links = new StringBuilder("<!DOCTYPE html><html><body>");
            files.keySet().stream()
                    .filter(file -> file.startsWith(name.replace('-', '_') + "-"))
                    .forEach(file -> links.append("<a href=\"/files/%s\">%s</a>".formatted(file, file)));
            body = links.append("</body></html>").toString().getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Adds a wheel of pure Python, and answers its entry in uv.lock. */
    String wheel(String name, String version, String code) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var info = name + "-" + version + ".dist-info/";
        try (var zip = new ZipOutputStream(bytes)) {
            entry(zip, name + ".py", code);
            entry(zip, info + "METADATA", "Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(name, version));
            entry(
                    zip,
                    info + "WHEEL",
                    "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            entry(zip, info + "RECORD", "");
        }
        var file = "%s-%s-py3-none-any.whl".formatted(name, version);
        return "wheels = [{ url = \"http://h/%s\", hash = \"sha256:%s\" }]\n"
                .formatted(file, add(file, bytes.toByteArray()));
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a source distribution that needs a C compiler and nothing else, and answers its entry in uv.lock. */
    String source(String name, String version, String backend) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var top = name + "-" + version + "/";
        try (var zip = new GZIPOutputStream(bytes)) {
            tar(zip, top + "PKG-INFO", "Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(name, version));
            tar(
                    zip,
                    top + "pyproject.toml",
                    "[build-system]\nrequires = []\nbuild-backend = \"backend\"\nbackend-path = [\".\"]\n");
            tar(zip, top + "backend.py", backend);
            zip.write(new byte[2 * BLOCK]);
        }
        var file = "%s-%s.tar.gz".formatted(name, version);
        return "sdist = { url = \"http://h/%s\", hash = \"sha256:%s\" }\n"
                .formatted(file, add(file, bytes.toByteArray()));
    }

    private static void tar(GZIPOutputStream to, String name, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(content.length));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        to.write(header);
        to.write(content);
        to.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private String add(String file, byte[] content) {
        files.put(file, content);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
