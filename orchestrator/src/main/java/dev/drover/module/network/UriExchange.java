package dev.drover.module.network;

import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.module.files.FileWriting;
import dev.drover.module.files.NewContents;
import dev.drover.module.files.Placement;
import dev.drover.node.Answer;
import dev.drover.question.Moment;
import dev.drover.value.JsonReader;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request and what follows from its response: another request, where it is redirected or asked who it comes from, or the end.
 *
 * @param hops how many redirects have been followed
 * @param asked whether the server has been told who asks, at its wish
 * @param elapsed in seconds
 */
record UriExchange(Uri uri, HttpRequest request, int hops, boolean asked, long elapsed) {

    private static final int MAX_HOPS = 10;
    private static final int LACKING = 90;

    UriExchange(Uri uri, HttpRequest request) {
        this(uri, request, 0, false, 0);
    }

    Plan plan() {
        return request.reads()
                ? Plan.ask(new Moment(request.script()), this::answered)
                : Uri.change(request, this::answered);
    }

    private Plan answered(Answer answer) {
        var bytes = answer.stdout();
        int end = bytes.length;
        while (end > 0 && bytes[--end] != 0) {}
        var seconds = new String(bytes, end, bytes.length - end, java.nio.charset.StandardCharsets.US_ASCII).strip();
        var after = new UriExchange(
                uri,
                request,
                hops,
                asked,
                elapsed + (seconds.matches("\\x00?\\d{1,9}") ? Long.parseLong(seconds.replace("\0", "")) : 0));
        try {
            var response = HttpResponse.parse(
                    java.util.Arrays.copyOf(bytes, end), request.method().equals("HEAD"));
            return after.responded(uri.decompress() ? response.unpacked() : response);
        } catch (IllegalArgumentException e) {
            return after.failed(
                    answer.ok() && end > 0 || answer.ok() && answer.err().isBlank()
                            ? e.getMessage()
                            : after.reason(answer));
        }
    }

    /** Why there is no response, in the last words of whatever was used to get one. */
    private String reason(Answer answer) {
        if (List.of(28, 124, 143, 137).contains(answer.status())) {
            return "Connection failure: timed out";
        }
        var words = answer.err()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .filter(line ->
                        !line.matches("Can't use SSL_get_servername|depth=.*|Connecting to .*|verify return:.*"))
                .map(line -> line.replaceFirst("^.*?bash: (line \\d+: )?connect: ", ""))
                .filter(line -> !line.matches(".*/dev/tcp/.*") || line.matches(".*(No route|Name or).*"))
                .toList();
        var said = words.isEmpty() ? "status " + answer.status() : words.getFirst();
        return answer.status() == LACKING ? said : "Request failed: " + said;
    }

    private Plan failed(String reason) {
        return Plan.settled(Result.failed(mismatch(-1) + reason)
                .with("status", Value.of(-1))
                .with("url", request.address().url())
                .with("redirected", Value.of(hops > 0))
                .with("elapsed", Value.of(elapsed)));
    }

    private String mismatch(int status) {
        var wanted = uri.statusCode().stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        return "Status code was %d and not %s: ".formatted(status, wanted);
    }

    private Plan responded(HttpResponse response) {
        int status = response.status();
        var location = response.header("location").flatMap(request.address()::relative);
        boolean redirect = List.of(301, 302, 303, 307, 308).contains(status) && location.isPresent();
        if (redirect && uri.followRedirects().follow(request.method(), status)) {
            if (hops == MAX_HOPS) {
                return failed("more than " + MAX_HOPS + " redirects");
            }
            boolean toGet = !request.method().equals("HEAD")
                    && (status == 302
                            || status == 303
                            || status == 301 && request.method().equals("POST"));
            return new UriExchange(uri, request.redirected(location.get(), toGet), hops + 1, asked, elapsed).plan();
        }
        var basic = response.header("www-authenticate")
                .filter(way -> way.toLowerCase(java.util.Locale.ROOT).contains("basic"));
        if (status == 401
                && basic.isPresent()
                && !asked
                && request.header("Authorization").isEmpty()
                && hops == 0) {
            var again = uri.authorized(request);
            if (again.isPresent()) {
                return new UriExchange(uri, again.get(), hops, true, elapsed).plan();
            }
        }
        return ended(response);
    }

    private Plan ended(HttpResponse response) {
        boolean good = uri.statusCode().contains(response.status());
        var said = said(response);
        var result = good ? Result.UNCHANGED.with("msg", said) : Result.failed(mismatch(response.status()) + said);
        result = described(result, response);
        if (uri.dest().isEmpty() || !good) {
            return Plan.settled(result);
        }
        return written(result, response);
    }

    private static String said(HttpResponse response) {
        return response.status() >= 300
                ? "HTTP Error %d: %s".formatted(response.status(), response.reason())
                : "OK (%s bytes)".formatted(response.header("content-length").orElse("unknown"));
    }

    private Result described(Result start, HttpResponse response) {
        var result = start;
        for (var name : response.headers().keySet()) {
            result = result.with(name.replace('-', '_'), response.header(name).orElseThrow());
        }
        var location = response.header("location").flatMap(request.address()::relative);
        result = location.isPresent() ? result.with("location", location.get().url()) : result;
        var cookies = cookies(response.headers().getOrDefault("set-cookie", List.of()));
        result = result.with("status", Value.of(response.status()))
                .with("url", request.address().url())
                .with("redirected", Value.of(hops > 0))
                .with("elapsed", Value.of(elapsed))
                .with("cookies", Value.Mapping.of(cookies))
                .with(
                        "cookies_string",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
        if (uri.returnContent()) {
            result = result.with("content", response.text());
        }
        var json = json(response);
        return json.isPresent() ? result.with("json", json.get()) : result;
    }

    private static LinkedHashMap<String, Value.Text> cookies(List<String> lines) {
        var cookies = new LinkedHashMap<String, Value.Text>();
        for (var line : lines) {
            var pair = line.split(";", 2)[0].split("=", 2);
            if (pair.length == 2) {
                cookies.put(pair[0].strip(), Value.Text.data(pair[1].strip()));
            }
        }
        return cookies;
    }

    private static Optional<Value> json(HttpResponse response) {
        var type = response.header("content-type").orElse("").replaceFirst(";.*", "");
        if (!type.contains("json") && !type.contains("javascript")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonReader.parse(response.text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Plan written(Result result, HttpResponse response) {
        var target = request.address().target().replaceFirst("\\?.*", "");
        var name = target.substring(target.lastIndexOf('/') + 1);
        var writing = new FileWriting(false, Optional.empty(), uri.unsafeWrites());
        var placement = new Placement(
                uri.attributes(), writing, true, true, uri.controller().diffMode());
        return placement
                .into(
                        uri.dest().orElseThrow(),
                        name.isEmpty() ? "index.html" : name,
                        NewContents.of(response.body(), request.address().url()))
                .then(file -> Plan.settled(merged(result, file)));
    }

    private static Result merged(Result response, Result file) {
        var all = new LinkedHashMap<>(file.fields());
        all.putAll(response.fields());
        return new Result(file.changed(), false, false, all, new ArrayList<>(file.warnings()));
    }
}
