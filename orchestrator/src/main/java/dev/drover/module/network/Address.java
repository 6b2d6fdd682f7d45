package dev.drover.module.network;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request goes.
 *
 * @param url without user, password and fragment; characters that can't be in a URL are encoded
 * @param user with the password, as the URL has them: {@code user:password}
 * @param host without the brackets of an IPv6 address
 * @param target the path and the query, as the request line has them
 */
record Address(String url, boolean tls, Optional<String> user, String host, int port, String target) {

    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>https?)://(?:(?<user>[^/?#@]*)@)?(?<host>\\[[0-9A-Fa-f:.%]+]|[^:/?#\\[\\]\\s]+)(?::(?<port>\\d{1,5}))?"
                    + "(?<target>[^#]*)(?:#.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** @throws IllegalArgumentException where it is no URL of ours */
    static Address parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "url must begin with http:// or https:// and name a host, not \"" + text + "\"");
        }
        boolean tls = form.group("scheme").equalsIgnoreCase("https");
        var host = form.group("host");
        int port = form.group("port") == null ? standard(tls) : Integer.parseInt(form.group("port"));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("there is no port " + port + " in url: " + text);
        }
        var target = encoded(form.group("target"));
        var url = form.group("scheme").toLowerCase(Locale.ROOT) + "://" + host
                + (form.group("port") == null ? "" : ":" + port) + target;
        return new Address(
                url,
                tls,
                Optional.ofNullable(form.group("user")),
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                target.startsWith("/") ? target : "/" + target);
    }

    private static int standard(boolean tls) {
        return tls ? 443 : 80;
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xff);
            if (c <= ' ' || c > '~' || "\"<>\\^`{|}".indexOf(c) >= 0) {
                encoded.append("%%%02X".formatted((int) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    /** What the Host header says. */
    String authority() {
        var name = host.contains(":") ? "[" + host + "]" : host;
        return port == standard(tls) ? name : name + ":" + port;
    }

    boolean sameServer(Address other) {
        return tls == other.tls && port == other.port && host.equalsIgnoreCase(other.host);
    }

    /** Where a Location header leads from here; empty where it leads nowhere that we can go. */
    Optional<Address> relative(String location) {
        try {
            var base = new URI(target.equals("/") && !url.endsWith("/") ? url + "/" : url);
            return Optional.of(
                    parse(base.resolve(new URI(encoded(location.strip()))).toString()));
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
