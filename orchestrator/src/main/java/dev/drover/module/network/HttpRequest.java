package dev.drover.module.network;

import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it goes over the wire. What may be secret, the headers and the body, travels in attachments only.
 *
 * @param headers with their names as they are sent
 */
record HttpRequest(String method, Address address, Map<String, String> headers, byte[] body, Channel channel) {

    /** How the server is reached, and what is trusted on the way. */
    record Channel(
            int timeout,
            boolean proxy,
            boolean verify,
            Optional<NodePath> ca,
            Optional<NodePath> certificate,
            Optional<NodePath> key,
            String ciphers,
            Optional<NodePath> socket) {}

    HttpRequest {
        headers.forEach((name, value) -> {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || value.matches("(?s).*[\\r\\n\\x00].*")) {
                throw new IllegalArgumentException("headers can't hold \"" + name + "\" with this value");
            }
        });
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    Optional<String> header(String name) {
        var any = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        any.putAll(headers);
        return Optional.ofNullable(any.get(name));
    }

    HttpRequest with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(header::equalsIgnoreCase);
        more.put(header, value);
        return new HttpRequest(method, address, more, body, channel);
    }

    HttpRequest withBasic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** The request that a redirect asks for: one without a body where its method becomes GET; passwords stay with their server. */
    HttpRequest redirected(Address to, boolean toGet) {
        var kept = new LinkedHashMap<>(headers);
        kept.keySet()
                .removeIf(name -> name.equalsIgnoreCase("Host")
                        || toGet && name.toLowerCase(java.util.Locale.ROOT).startsWith("content-")
                        || !address.sameServer(to)
                                && (name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Cookie")));
        return new HttpRequest(toGet ? "GET" : method, to, kept, toGet ? new byte[0] : body, channel);
    }

    Script script() {
        return script(Sh.sh("dr_http"));
    }

    /** @param what is done with the settings of this request */
    Script script(Sh what) {
        var settings = Sh.sh(
                "dr_tls={} dr_host={} dr_port={} dr_method={} dr_url={} dr_use_proxy={} dr_timeout={} dr_verify={} dr_ciphers={}",
                flag(address.tls()),
                address.host(),
                address.port(),
                method,
                address.url(),
                flag(channel.proxy),
                channel.timeout,
                flag(channel.verify),
                channel.ciphers);
        var paths = Sh.sh(
                "dr_ca={} dr_cert={} dr_key={} dr_unix={}",
                word(channel.ca),
                word(channel.certificate),
                word(channel.key),
                word(channel.socket));
        return Script.of(
                Sh.sh("{}\n{}\n{}", settings, paths, what),
                Attachment.of(head()),
                new Attachment.Bytes(body),
                Attachment.of(curl()));
    }

    private static String flag(boolean on) {
        return on ? "1" : "";
    }

    private static Object word(Optional<NodePath> path) {
        return path.<Object>map(NodePath::sh).orElse("");
    }

    String head() {
        var head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, address.target()));
        if (header("Host").isEmpty()) {
            head.append("Host: ").append(address.authority()).append("\r\n");
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body.length > 0 || !reads() && !method.equals("DELETE") && !method.equals("OPTIONS")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("Connection: close\r\n\r\n").toString();
    }

    /** The same for curl, which makes its own request of its own configuration. */
    private String curl() {
        var lines = new StringBuilder("globoff\npath-as-is\n");
        line(lines, "url", address.url());
        if (method.equals("HEAD")) {
            lines.append("head\n");
        } else {
            line(lines, "request", method);
        }
        headers.forEach((name, value) -> line(lines, "header", value.isEmpty() ? name + ";" : name + ": " + value));
        for (var unwanted : java.util.List.of("Accept", "Content-Type", "Expect")) {
            if (header(unwanted).isEmpty()) {
                line(lines, "header", unwanted + ":");
            }
        }
        if (body.length == 0 && method.equals("POST")) {
            line(lines, "header", "Content-Length: 0");
        }
        line(lines, "header", "Connection: close");
        return lines.toString();
    }

    private static void line(StringBuilder lines, String key, String value) {
        var quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
        lines.append("%s = \"%s\"\n".formatted(key, quoted));
    }
}
