package dev.drover.module.network;

import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.module.files.FileResult;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Moment;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wait under way. One script waits for all but a regular expression: there each script waits for another text than the last one,
 * and the texts are searched here, where Python's regular expressions are known.
 *
 * @param looks how many scripts have waited before
 * @param elapsed the seconds that have passed on the node
 * @param known what was searched already: the sum of the file, what the server said
 */
record Waiting(WaitFor call, int looks, long elapsed, String known) {

    private static final int GIVEN_UP = 91;

    Plan plan() {
        return Plan.ask(new Moment(Script.of(Sh.sh("{} || exit\n{}", waiting(), report()))), this::answered);
    }

    private Sh waiting() {
        long left = Math.max(0, call.timeout() - elapsed);
        int delay = looks == 0 ? call.delay() : Math.max(1, call.sleep());
        boolean idle = call.port().isEmpty() && call.path().isEmpty();
        return idle
                ? Sh.sh("dr_wait 0 {} 1 true", Math.max(call.timeout(), call.delay()))
                : Sh.sh("dr_wait {} {} {} {}", left, delay, call.sleep(), condition());
    }

    private Sh condition() {
        if (call.path().isPresent()) {
            var path = call.path().get().sh();
            return call.wantsThere()
                    ? searches() ? Sh.sh("dr_told {} {}", known, path) : Sh.sh("dr_there {}", path)
                    : Sh.sh("dr_not dr_there {}", path);
        }
        var at = Sh.sh("{} {} {}", call.host(), call.port().orElseThrow(), call.connectTimeout());
        return switch (call.state()) {
            case STARTED, PRESENT -> searches() ? Sh.sh("dr_other {} {}", known, at) : Sh.sh("dr_open {}", at);
            case STOPPED, ABSENT -> Sh.sh("dr_not dr_open {}", at);
            case DRAINED -> {
                var states = call.activeConnectionStates().stream()
                        .map(TcpState::hex)
                        .toList();
                yield Sh.sh(
                        "dr_drained {} {} {} {}",
                        call.host(),
                        call.port().orElseThrow(),
                        String.join(" ", states),
                        call.excludeHosts());
            }
        };
    }

    private boolean searches() {
        return call.searchRegex().isPresent() && call.wantsThere();
    }

    private Sh report() {
        if (!call.wantsThere() || call.path().isEmpty() && call.port().isEmpty()) {
            return Sh.sh(":");
        }
        if (call.path().isEmpty()) {
            return searches() ? Sh.sh("printf %s \"$dr_said\"") : Sh.sh(":");
        }
        var path = call.path().get();
        return searches()
                ? Sh.sh("printf '%s\\n' \"$dr_sum\"\ncat -- {}", path.sh())
                : state(path).report();
    }

    private static PathState state(NodePath path) {
        return PathState.following(path);
    }

    private Plan answered(Answer answer) {
        int line = 0;
        var bytes = answer.stdout();
        while (line < bytes.length && bytes[line] != '\n') {
            line++;
        }
        var seconds = new String(bytes, 0, line, java.nio.charset.StandardCharsets.US_ASCII);
        if (!seconds.matches("\\d{1,9}")) {
            return Plan.settled(Result.failed(Plan.complaint(answer)));
        }
        var rest = new Answer(
                answer.status(),
                java.util.Arrays.copyOfRange(bytes, Math.min(bytes.length, line + 1), bytes.length),
                answer.stderr());
        var after = new Waiting(call, looks + 1, elapsed + Long.parseLong(seconds), known);
        if (answer.status() == GIVEN_UP) {
            return after.givenUp();
        }
        if (!answer.ok()) {
            return searches() && call.path().isPresent()
                    ? after.again("") // gone while it was read
                    : Plan.settled(Result.failed(Plan.complaint(answer)));
        }
        return after.found(rest);
    }

    private Plan found(Answer answer) {
        if (!searches()) {
            var result = described(Optional.empty());
            if (call.wantsThere() && call.path().isPresent()) {
                result =
                        FileResult.with(result, "path", state(call.path().get()).reported(answer));
            }
            return Plan.settled(result);
        }
        var text = answer.out();
        var sum = known;
        if (call.path().isPresent()) {
            int end = text.indexOf('\n');
            sum = end < 0 ? text : text.substring(0, end);
            text = end < 0 ? "" : text.substring(end + 1);
        } else {
            sum = text;
        }
        var pattern = call.searchRegex().orElseThrow().pattern();
        var match = Pattern.compile(pattern.pattern(), pattern.flags() | Pattern.MULTILINE)
                .matcher(text);
        if (!match.find()) {
            return again(sum);
        }
        var result = described(Optional.of(match));
        if (call.path().isEmpty()) {
            return Plan.settled(result);
        }
        return Plan.ask(state(call.path().get()), there -> Plan.settled(FileResult.with(result, "path", there)));
    }

    /** Waits for the rest of the time, for something new. */
    private Plan again(String seen) {
        return new Waiting(call, looks, elapsed, seen).plan();
    }

    private Result described(Optional<Matcher> match) {
        var groups = new ArrayList<Value>();
        var named = new LinkedHashMap<String, Value>();
        match.ifPresent(found -> {
            for (int i = 1; i <= found.groupCount(); i++) {
                groups.add(Value.ofNullable(found.group(i)));
            }
            names(found.pattern()).forEach(name -> named.put(name, Value.ofNullable(found.group(name))));
        });
        return Result.UNCHANGED
                .with("state", call.state().name().toLowerCase(Locale.ROOT))
                .with("port", call.port().<Value>map(Value::of).orElse(Value.NIL))
                .with(
                        "path",
                        call.path().<Value>map(path -> Value.of(path.text())).orElse(Value.NIL))
                .with(
                        "search_regex",
                        call.searchRegex()
                                .<Value>map(regex -> Value.of(regex.text()))
                                .orElse(Value.NIL))
                .with("match_groups", new Value.Sequence(groups))
                .with("match_groupdict", Value.Mapping.of(named))
                .with("elapsed", Value.of(elapsed));
    }

    private static List<String> names(Pattern pattern) {
        return List.copyOf(pattern.namedGroups().keySet());
    }

    private Plan givenUp() {
        var where = call.path()
                .map(NodePath::text)
                .orElse(call.host() + ":" + call.port().map(String::valueOf).orElse(""));
        var message = switch (call.state()) {
            case STARTED, PRESENT -> {
                var what = call.path().isPresent() ? "file " : "";
                yield searches()
                        ? "Timeout when waiting for search string %s in %s"
                                .formatted(call.searchRegex().orElseThrow().text(), where)
                        : "Timeout when waiting for " + what + where;
            }
            case STOPPED, ABSENT ->
                call.path().isPresent()
                        ? "Timeout when waiting for " + where + " to be absent."
                        : "Timeout when waiting for " + where + " to stop.";
            case DRAINED -> "Timeout when waiting for " + where + " to drain";
        };
        return Plan.settled(Result.failed(call.msg().orElse(message)).with("elapsed", Value.of(elapsed)));
    }
}
