package dev.drover.module.network;

import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.module.files.FileAttributes;
import dev.drover.node.Answer;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends a request to a web server, from the node. The node needs no Python for it: whatever can carry bytes to the server will do,
 * since the request is made, and the response read, here.
 */
@Module(value = "uri", summary = "Talks to a web server.")
public record Uri(
        @Doc("Where the request goes: http:// or https://.") String url,
        @Default("GET") @Doc("The method of the request.") String method,
        @Doc("More headers of the request.") Map<String, String> headers,

        @Default("200") @Doc("The status codes that are success.")
        List<Integer> statusCode,

        @Doc("Whether the response's body is part of the result.")
        boolean returnContent,

        @Default("safe") @Doc("Which redirects are followed.")
        Redirects followRedirects,

        @Default("ansible-httpget") @Doc("What the request says about who sends it.")
        String httpAgent,

        @Doc("A file or directory of the node that the body is written to.")
        Optional<NodePath> dest,

        @Doc("Do nothing if this path is there.") Optional<NodePath> creates,
        @Doc("Do nothing unless this path is there.") Optional<NodePath> removes,
        @Doc("Ask for what is no copy of a cache.") boolean force,

        @Default("true") @Doc("Unpack a body that the server packed.")
        boolean decompress,

        @Doc("Write over dest itself where it can't be replaced at once.")
        boolean unsafeWrites,

        UriBody body,
        UriAccess access,
        FileAttributes attributes,
        @Injected Controller controller)
        implements ModuleCall {

    public enum Redirects {
        /** Those of requests that only read. */
        SAFE,
        ALL,
        NONE,
        URLLIB2,
        YES,
        NO;

        boolean follow(String method, int status) {
            boolean reads = method.equals("GET") || method.equals("HEAD");
            return switch (this) {
                case SAFE -> reads;
                case ALL, YES -> true;
                case NONE, NO -> false;
                case URLLIB2 -> reads || method.equals("POST") && status < 304;
            };
        }
    }

    public Uri {
        Address.parse(url);
        method = method.toUpperCase(Locale.ROOT);
        if (!method.matches("[A-Z]+")) {
            throw new IllegalArgumentException("method must be one word, such as GET, not \"" + method + "\"");
        }
    }

    @Override
    public Plan plan() {
        if (creates.isPresent()) {
            return Plan.ask(
                    PathState.following(creates.get()),
                    there -> there.exists() ? needless("'%s' exists", creates.get()) : unlessRemoved());
        }
        return unlessRemoved();
    }

    private Plan unlessRemoved() {
        if (removes.isEmpty()) {
            return send();
        }
        return Plan.ask(
                PathState.following(removes.get()),
                there -> there.exists() ? send() : needless("'%s' does not exist", removes.get()));
    }

    private static Plan needless(String why, NodePath path) {
        return Plan.settled(Result.UNCHANGED.with("stdout", "skipped, since " + why.formatted(path)));
    }

    private Plan send() {
        if (body.src().isEmpty()) {
            return send(body.bytes());
        }
        var name = body.src().get();
        if (!body.remoteSrc()) {
            return send(controller.read(controller.find("files", name)));
        }
        return Plan.ask(
                new FileText(name),
                file -> file.state() == FileText.State.READ
                        ? send(file.bytes(file.text()))
                        : Plan.failed("Unable to open source file %s", name));
    }

    private Plan send(byte[] bytes) {
        return new UriExchange(this, request(bytes)).plan();
    }

    private HttpRequest request(byte[] bytes) {
        var all = new LinkedHashMap<String, String>();
        all.put("User-Agent", httpAgent);
        all.put("Accept-Encoding", "identity");
        if (force) {
            all.put("Cache-Control", "no-cache");
        }
        var address = Address.parse(url);
        var request = new HttpRequest(method, address, all, bytes, access.channel());
        request = body.contentType().isPresent()
                ? request.with("Content-Type", body.contentType().get())
                : request;
        if (access.forceBasicAuth()) {
            request = authorized(request).orElse(request);
        }
        for (var header : headers.entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        return request;
    }

    /** The request with user and password, where there are any. */
    Optional<HttpRequest> authorized(HttpRequest request) {
        if (access.urlUsername().isPresent()) {
            return Optional.of(request.withBasic(
                    access.urlUsername().get(), access.urlPassword().orElse("")));
        }
        return Address.parse(url).user().map(pair -> {
            var parts = pair.split(":", 2);
            return request.withBasic(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** What check mode says of a request that may change something. */
    static Plan change(HttpRequest request, Function<Answer, Plan> then) {
        return new Plan.Change(
                Diff.NONE,
                request.script(),
                Result.skipped("a %s request is not sent in check mode".formatted(request.method())),
                then);
    }
}
