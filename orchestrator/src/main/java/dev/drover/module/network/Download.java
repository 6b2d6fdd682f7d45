package dev.drover.module.network;

import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.module.files.FileResult;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.FileType;
import dev.drover.question.Moment;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.question.PathState.Found;
import dev.drover.value.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What get_url does once it is known which checksum is wanted. */
record Download(GetUrl call, Optional<Sum> wanted) {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int MAX_HOPS = 10;

    record Sum(String algorithm, String hex) {}

    /** The sum that a list has for a file: "sum  name" on each line, or one sum alone. */
    static Optional<Sum> sum(String algorithm, String list, String file) {
        var lines =
                list.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        for (var line : lines) {
            var words = line.split("\\s+");
            if (words.length == 2
                    && words[1].replaceFirst("^[*.]?/?", "")
                            .replaceFirst(".*/", "")
                            .equals(file)) {
                return Optional.of(new Sum(algorithm, words[0].toLowerCase(Locale.ROOT)));
            }
        }
        return lines.size() == 1 && lines.getFirst().matches("[0-9a-fA-F]+")
                ? Optional.of(new Sum(algorithm, lines.getFirst().toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private String algorithm() {
        return wanted.map(Sum::algorithm).orElse("sha1");
    }

    private PathState look(NodePath path) {
        return PathState.following(path).withChecksum(algorithm());
    }

    Plan plan() {
        var inside = call.dest().child(call.fileName());
        return Plan.ask(look(call.dest()), look(inside), (at, in) -> {
            boolean directory = at.is(FileType.DIRECTORY) || call.dest().endsWithSlash();
            return directory ? to(inside, in) : to(call.dest(), at);
        });
    }

    private Plan to(NodePath path, PathState.Answer there) {
        if (!(there instanceof Found found)) {
            return fetch(path, Optional.empty());
        }
        if (found.type() == FileType.DIRECTORY) {
            return Plan.failed("can't write the file %s: it is a directory", path);
        }
        boolean right = wanted.isPresent() && found.checksum().equals(wanted.map(Sum::hex));
        if (right && !call.force()) {
            return same(
                    path,
                    found,
                    Result.UNCHANGED.with("msg", "file already exists").with("url", call.url()));
        }
        return probe(path, found);
    }

    /** What is there already is compared with what the server has: by its date, then by its contents; nothing of it stays. */
    private Plan probe(NodePath path, Found there) {
        var start = request();
        var since = HTTP_DATE.format(Instant.ofEpochSecond(there.inode()
                .modified()
                .setScale(0, java.math.RoundingMode.DOWN)
                .longValue()));
        var asking = call.force() || wanted.isPresent() ? start : start.with("If-Modified-Since", since);
        return exchange(asking, 0, (request, then) -> Plan.ask(new Moment(probing(request)), then), got -> {
            if (got.status() == 304) {
                return same(path, there, described(Result.UNCHANGED, got, "HTTP Error 304: Not Modified"));
            }
            if (wanted.isPresent() && !got.sum().equals(wanted.get().hex())) {
                return mismatch(path, got);
            }
            return Optional.of(got.sum()).equals(there.checksum())
                    ? same(path, there, described(Result.UNCHANGED, got, "OK (%d bytes)".formatted(got.size())))
                    : fetch(path, Optional.of(there));
        });
    }

    private Plan same(NodePath path, Found there, Result result) {
        if (call.attributes().fit(there)) {
            return Plan.settled(FileResult.with(result, "dest", there));
        }
        return Plan.changeOrFail(
                call.attributes().diff(there),
                Script.of(
                        "dr_own 1 {} {} || exit\n{}",
                        path.sh(),
                        call.attributes().words(there),
                        PathState.following(path).report()),
                answer -> FileResult.with(
                                result, "dest", PathState.following(path).reported(answer))
                        .withChanged(true));
    }

    private Plan fetch(NodePath path, Optional<Found> there) {
        var diff = Diff.state(
                path.text(),
                Map.of("state", Value.of(there.isPresent() ? "file" : "absent")),
                Map.of("state", Value.of("file")));
        var foreseen = Result.CHANGED.with("dest", path.text()).with("url", call.url());
        return exchange(
                request(),
                0,
                (request, then) ->
                        new Plan.Change(diff, fetching(request, path, there).asTask(), foreseen, then::apply),
                got -> got.now().isEmpty()
                        ? mismatch(path, got)
                        : Plan.settled(FileResult.with(
                                        described(Result.CHANGED, got, "OK (%d bytes)".formatted(got.size())),
                                        "dest",
                                        got.now().get())
                                .with(
                                        "checksum_dest",
                                        there.flatMap(Found::checksum)
                                                .map(Value::of)
                                                .orElse(Value.NIL))
                                .with("checksum_src", got.sum())));
    }

    private Result described(Result result, Got got, String message) {
        return result.with("msg", message)
                .with("status_code", Value.of(got.status()))
                .with("url", call.url())
                .with("elapsed", Value.of(got.elapsed()));
    }

    private Plan mismatch(NodePath path, Got got) {
        return Plan.settled(Result.failed("The checksum for %s did not match %s; it was %s."
                        .formatted(path, wanted.orElseThrow().hex(), got.sum()))
                .with("dest", path.text())
                .with("url", call.url()));
    }

    /**
     * What came.
     *
     * @param now what is at dest; empty where nothing was put there
     */
    private record Got(int status, long elapsed, long size, String sum, Optional<PathState.Answer> now) {}

    private interface Way {
        Plan send(HttpRequest request, Function<Answer, Plan> then);
    }

    private Plan exchange(HttpRequest request, int hops, Way way, Function<Got, Plan> then) {
        return way.send(request, answer -> {
            if (!answer.ok()) {
                return Plan.settled(Result.failed("Request failed: " + Plan.complaint(answer))
                        .with("url", call.url())
                        .with("dest", call.dest().text()));
            }
            var said = parts(answer.stdout());
            HttpResponse response;
            try {
                response = HttpResponse.parse(said.head(), true);
            } catch (IllegalArgumentException e) {
                return Plan.failed("Request failed: %s", e.getMessage());
            }
            return answered(request, hops, way, then, response, said);
        });
    }

    private Plan answered(
            HttpRequest request, int hops, Way way, Function<Got, Plan> then, HttpResponse response, Parts said) {
        int status = response.status();
        var location = response.header("location").flatMap(request.address()::relative);
        if (List.of(301, 302, 303, 307, 308).contains(status) && location.isPresent()) {
            return hops == MAX_HOPS
                    ? Plan.failed("Request failed: more than %d redirects", MAX_HOPS)
                    : exchange(request.redirected(location.get(), true), hops + 1, way, then);
        }
        if (status == 401 && hops == 0 && request.header("Authorization").isEmpty()) {
            var again = authorized(request);
            if (again.isPresent()) {
                return exchange(again.get(), hops, way, then);
            }
        }
        if (status != 200 && status != 304) {
            return Plan.settled(Result.failed("Request failed: HTTP Error %d: %s".formatted(status, response.reason()))
                    .with("status_code", Value.of(status))
                    .with("response", "HTTP Error %d: %s".formatted(status, response.reason()))
                    .with("url", call.url())
                    .with("dest", call.dest().text()));
        }
        var length = response.header("content-length").filter(text -> text.matches("\\d{1,15}"));
        if (status == 200 && length.isPresent() && Long.parseLong(length.get()) != said.size()) {
            return Plan.failed("Request failed: %d of %s bytes came", said.size(), length.get());
        }
        var now = said.rest().length == 0
                ? Optional.<PathState.Answer>empty()
                : Optional.of(PathState.following(call.dest()).reported(new Answer(0, said.rest(), new byte[0])));
        return then.apply(new Got(status, said.elapsed(), said.size(), said.sum(), now));
    }

    private record Parts(byte[] head, long elapsed, long size, String sum, byte[] rest) {}

    /** The head, a NUL, a line of figures, and what is at dest. */
    private static Parts parts(byte[] said) {
        int end = 0;
        while (end < said.length && said[end] != 0) {
            end++;
        }
        int line = end;
        while (line < said.length && said[line] != '\n') {
            line++;
        }
        var words = new String(
                        said,
                        Math.min(end + 1, line),
                        Math.max(0, line - end - 1),
                        java.nio.charset.StandardCharsets.US_ASCII)
                .split(" ");
        return new Parts(
                Arrays.copyOf(said, end),
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                words.length > 2 ? words[2] : "",
                Arrays.copyOfRange(said, Math.min(line + 1, said.length), said.length));
    }

    private HttpRequest request() {
        var all = new LinkedHashMap<String, String>();
        all.put("User-Agent", call.httpAgent());
        all.put("Accept-Encoding", "identity");
        if (call.force()) {
            all.put("Cache-Control", "no-cache");
        }
        var request = new HttpRequest(
                "GET",
                Address.parse(call.url()),
                all,
                new byte[0],
                call.access().channel());
        for (var header : call.headers().entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        return call.forceBasicAuth() ? authorized(request).orElse(request) : request;
    }

    private Optional<HttpRequest> authorized(HttpRequest request) {
        if (call.urlUsername().isPresent()) {
            return Optional.of(request.withBasic(
                    call.urlUsername().get(), call.urlPassword().orElse("")));
        }
        return request.address().user().map(pair -> {
            var parts = pair.split(":", 2);
            return request.withBasic(parts[0], parts.length > 1 ? parts[1] : "");
        });
    }

    private Script probing(HttpRequest request) {
        return request.script(Sh.sh("dr_get \"${TMPDIR:-/tmp}\" {} || exit\nrm -f -- \"$dr_file\"", algorithm()));
    }

    private Script fetching(HttpRequest request, NodePath path, Optional<Found> there) {
        return request.script(Sh.sh(
                "export LC_ALL=C\ndr_parent {}\ndr_get \"$dr_dir\" {} {} || exit\n[ -n \"$dr_good\" ] || exit 0\n{} >\"$a1\" || { dr_rc=$?; rm -f -- \"$dr_file\"; cat \"$a1\"; exit $dr_rc; }\nrm -f -- \"$dr_file\"\n{}",
                path.sh(),
                algorithm(),
                wanted.map(Sum::hex).orElse(""),
                call.writing().write(path, Sh.sh("\"$dr_file\""), call.attributes(), there),
                PathState.following(path).report()));
    }
}
