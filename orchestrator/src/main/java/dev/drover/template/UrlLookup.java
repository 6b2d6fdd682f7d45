package dev.drover.template;

import dev.drover.value.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code lookup('url')}: what an address of the web yields, as text: line by line, or as a whole. */
final class UrlLookup {

    private static final int MAX_REDIRECTS = 10;

    private UrlLookup() {}

    static final Map<String, Lookups.Lookup> ALL =
            new Named<Lookups.Lookup>().add(UrlLookup::find, "url").all();

    private static List<Value> find(Arguments arguments, Evaluator evaluator) {
        if (!arguments.flag(-1, "validate_certs", true)) {
            throw Mistake.of("certificates are always validated: leave validate_certs=false out");
        }
        boolean split = arguments.flag(-1, "split_lines", true);
        var found = new ArrayList<Value>();
        for (var term : Lookups.terms(arguments)) {
            String text = fetched(PyText.str(term), arguments);
            if (split) {
                text.lines().forEach(line -> found.add(Value.of(line)));
            } else {
                found.add(Value.of(text));
            }
        }
        return found;
    }

    private static String fetched(String address, Arguments arguments) {
        var timeout = Duration.ofMillis((long) (1000 * Py.real(arguments.get(-1, "timeout", Value.of(10)))));
        String follow = arguments.text(-1, "follow_redirects", "urllib2").toLowerCase(Locale.ROOT);
        try (var client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            var uri = URI.create(address);
            for (int i = 0; i < MAX_REDIRECTS; i++) {
                var response = client.send(request(uri, timeout, arguments), HttpResponse.BodyHandlers.ofByteArray());
                var next = response.headers().firstValue("location");
                boolean redirected = response.statusCode() / 100 == 3 && next.isPresent();
                if (redirected && !follow.equals("no") && !follow.equals("none")) {
                    uri = uri.resolve(next.get());
                    continue;
                }
                if (response.statusCode() >= 300) {
                    throw Mistake.of("Received HTTP error for " + address + " : HTTP Error " + response.statusCode());
                }
                return ByteString.text(response.body(), StandardCharsets.UTF_8);
            }
            throw Mistake.of("Failed lookup url for " + address + " : more than " + MAX_REDIRECTS + " redirections");
        } catch (IllegalArgumentException e) {
            throw Mistake.of("Failed lookup url for " + address + " : this is no address of the web");
        } catch (IOException e) {
            String why = e.getMessage() == null ? "there is no connection" : e.getMessage();
            throw Mistake.of("Failed lookup url for " + address + " : " + why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Mistake.of("interrupted");
        }
    }

    private static HttpRequest request(URI uri, Duration timeout, Arguments arguments) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("User-Agent", arguments.text(-1, "http_agent", "ansible-httpget"));
        arguments
                .find(-1, "headers")
                .filter(Value.Mapping.class::isInstance)
                .ifPresent(headers -> ((Value.Mapping) headers)
                        .entries()
                        .forEach((name, value) -> request.setHeader(PyText.str(name), PyText.str(value))));
        arguments
                .find(-1, "username")
                .filter(name -> !(name instanceof Value.Nil))
                .ifPresent(name -> request.setHeader(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(Methods.bytes(
                                                PyText.str(name) + ":" + arguments.text(-1, "password", "")))));
        return request.build();
    }
}
