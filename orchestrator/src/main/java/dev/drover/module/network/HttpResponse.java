package dev.drover.module.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What a server answered.
 *
 * @param headers by their names in lower case, each with its values in their order
 */
record HttpResponse(int status, String reason, Map<String, List<String>> headers, byte[] body) {

    private static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})(?: (.*))?");

    /**
     * @param bytes as they came over the wire
     * @param bodiless whether it answers a HEAD request
     * @throws IllegalArgumentException where it is no whole response, in words for the user
     */
    static HttpResponse parse(byte[] bytes, boolean bodiless) {
        int at = 0;
        while (true) {
            int end = headEnd(bytes, at);
            var lines = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1).split("\r?\n");
            var status = STATUS.matcher(lines[0]);
            if (!status.matches()) {
                throw new IllegalArgumentException("the server does not speak HTTP: " + lines[0]);
            }
            int code = Integer.parseInt(status.group(1));
            at = end;
            if (code < 200) { // told to go on
                continue;
            }
            var headers = headers(lines);
            boolean none = bodiless || code == 204 || code == 304;
            var rest = none ? new byte[0] : Arrays.copyOfRange(bytes, at, bytes.length);
            var reason = status.group(2) == null ? "" : status.group(2);
            return new HttpResponse(code, reason, headers, none ? rest : body(rest, headers));
        }
    }

    /** Where the blank line behind a head ends. */
    private static int headEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                int next = i + 1 < bytes.length && bytes[i + 1] == '\r' ? i + 2 : i + 1;
                if (next < bytes.length && bytes[next] == '\n') {
                    return next + 1;
                }
            }
        }
        throw new IllegalArgumentException(
                bytes.length == from
                        ? "Remote end closed connection without response"
                        : "the server ended the connection within the head of its response");
    }

    private static Map<String, List<String>> headers(String[] lines) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(
                                lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(lines[i].substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static byte[] body(byte[] rest, Map<String, List<String>> headers) {
        var coding = headers.getOrDefault("transfer-encoding", List.of());
        if (!coding.isEmpty() && coding.getLast().toLowerCase(Locale.ROOT).endsWith("chunked")) {
            return unchunked(rest);
        }
        var length = headers.get("content-length");
        if (length == null || !length.getFirst().matches("\\d{1,15}")) {
            return rest;
        }
        long wanted = Long.parseLong(length.getFirst());
        if (wanted > rest.length) {
            throw new IllegalArgumentException(
                    "the response ended after %d of %d bytes".formatted(rest.length, wanted));
        }
        return Arrays.copyOf(rest, (int) wanted);
    }

    private static byte[] unchunked(byte[] rest) {
        var whole = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int line = at;
            while (line < rest.length && rest[line] != '\n') {
                line++;
            }
            var size = new String(rest, at, Math.min(line, rest.length) - at, StandardCharsets.ISO_8859_1)
                    .replaceFirst(";.*", "")
                    .strip();
            if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                throw new IllegalArgumentException("the response ended within its body");
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                return whole.toByteArray();
            }
            if (line + 1 + length > rest.length) {
                throw new IllegalArgumentException("the response ended within its body");
            }
            whole.write(rest, line + 1, length);
            at = line + 1 + length;
            while (at < rest.length && (rest[at] == '\r' || rest[at] == '\n')) {
                at++;
            }
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> String.join(", ", values));
    }

    /** With its body unpacked where the server packed it. */
    HttpResponse unpacked() {
        if (!header("content-encoding").orElse("").equalsIgnoreCase("gzip")) {
            return this;
        }
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new HttpResponse(status, reason, headers, stream.readAllBytes());
        } catch (IOException e) {
            return this;
        }
    }

    String text() {
        var charset = Pattern.compile("charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE)
                .matcher(header("content-type").orElse(""));
        try {
            return new String(body, charset.find() ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // no such charset
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
