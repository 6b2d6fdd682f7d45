package dev.drover.module.files;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.FileText;
import dev.drover.question.FileType;
import dev.drover.question.Mode;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.question.PathState;
import dev.drover.question.PathStates;
import dev.drover.template.PythonRegex;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists what is below directories of the node and meets all conditions. The node looks, the conditions are checked here. */
@Module(value = "find", summary = "Lists the files of a node that meet conditions.")
public record Find(
        @Alias({"name", "path"}) @Doc("The directories that are searched.")
        List<NodePath> paths,

        @Alias("pattern") @Doc("What names match: with * and ?, or regular expressions; any of them.")
        List<String> patterns,

        @Alias("exclude") @Doc("What names do not match.") List<String> excludes,
        @Doc("The patterns are regular expressions.") boolean useRegex,
        @Default("file") @Doc("What kind is wanted.") Kind fileType,
        @Doc("Also search the directories below.") boolean recurse,
        @Doc("How many levels deep, with recurse.") Optional<Integer> depth,
        @Doc("Also what begins with a dot.") boolean hidden,
        @Doc("Links stand for what they lead to.") boolean follow,
        @Doc("A regular expression for a line of the file.") Optional<PythonRegex> contains,

        @Doc("contains is for the whole file, not for a line.")
        boolean readWholeFile,

        @Doc("At least so old: 2d, 1h, in seconds without a unit; with a minus, at most.")
        Optional<String> age,

        @Default("mtime") @Doc("Which time is the age.") Stamp ageStamp,

        @Doc("At least so large: 10k, 1m; with a minus, at most.")
        Optional<String> size,

        @Doc("The permissions.") Optional<Mode> mode,

        @Default("true") @Doc("Exactly these permissions, not at least these.")
        boolean exactMode,

        @Doc("Tell the checksum of each.") boolean getChecksum,

        @Alias("checksum_algo") @Default("sha1") @Doc("Which checksum.")
        Stat.Algorithm checksumAlgorithm,

        @Doc("Stop at so many.") Optional<Integer> limit,

        @Default("utf-8") @Doc("The encoding of the files, for contains.")
        String encoding)
        implements ModuleCall {

    private static final String SECONDS = "smhdw";
    private static final long[] SECONDS_EACH = {1, 60, 3600, 86_400, 604_800};
    private static final String BYTES = "bkmgt";
    private static final Pattern AMOUNT = Pattern.compile("(-?\\d+)(\\w?)");

    public enum Kind {
        ANY,
        DIRECTORY,
        FILE,
        LINK
    }

    public enum Stamp {
        ATIME,
        CTIME,
        MTIME
    }

    public Find {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("paths is required");
        }
        age.ifPresent(text -> seconds(text));
        size.ifPresent(text -> bytes(text));
        if (useRegex) {
            patterns.forEach(PythonRegex::parse);
            excludes.forEach(PythonRegex::parse);
        }
    }

    private static long seconds(String text) {
        return amount("age", text, SECONDS, at -> SECONDS_EACH[at]);
    }

    private static long bytes(String text) {
        return amount("size", text, BYTES, at -> 1L << 10 * at);
    }

    private static long amount(String argument, String text, String units, java.util.function.IntToLongFunction each) {
        var parts = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches() || units.indexOf(parts.group(2)) < 0) {
            throw new IllegalArgumentException(
                    "%s must be a number with one of the units %s, not \"%s\"".formatted(argument, units, text));
        }
        return Long.parseLong(parts.group(1)) * each.applyAsLong(units.indexOf(parts.group(2)));
    }

    @Override
    public Plan plan() {
        return Plan.ask(new Output(look()), this::found);
    }

    private Script look() {
        var lines = new ArrayList<Sh>();
        lines.add(Sh.sh("date +%s"));
        for (var path : paths) {
            lines.add(Sh.sh(
                    "echo //; dr_find {} {} {} {}",
                    follow ? "1" : "0",
                    recurse ? depth.map(String::valueOf).orElse("") : "1",
                    path.sh(),
                    tests()));
        }
        return Script.of(Sh.lines(lines));
    }

    /** What find(1) can tell itself, so that less is sent. */
    private List<String> tests() {
        var tests = new ArrayList<String>();
        var type = switch (fileType) {
            case ANY -> "";
            case DIRECTORY -> "d";
            case FILE -> "f";
            case LINK -> "l";
        };
        if (!type.isEmpty()) {
            tests.addAll(List.of("-type", type));
        }
        if (!hidden) {
            tests.addAll(List.of("!", "-name", ".*"));
        }
        return tests;
    }

    private Plan found(Answer answer) {
        var parts = answer.out().split("(?m)^//\n", -1);
        long now = Long.parseLong(parts[0].strip());
        var entries = new ArrayList<FoundFile>();
        var skipped = new LinkedHashMap<String, Value>();
        long examined = 0;
        for (int i = 1; i < parts.length; i++) {
            var lines = parts[i].split("\n", 2);
            if (lines[0].equals("-")) {
                var path = paths.get(i - 1).text();
                skipped.put(path, Value.of("'%s' is not a directory".formatted(path)));
                continue;
            }
            examined += Long.parseLong(lines[0].strip());
            for (var line : lines[1].split("//\n")) {
                if (!line.isEmpty()) {
                    entries.add(FoundFile.parse(line));
                }
            }
        }
        var matched = entries.stream().filter(entry -> matches(entry, now)).toList();
        return contents(matched, new ArrayList<>(), new Ended(examined, skipped));
    }

    private record Ended(long examined, Map<String, Value> skipped) {}

    private boolean matches(FoundFile file, long now) {
        return (patterns.isEmpty() || patterns.stream().anyMatch(pattern -> named(pattern, file.name())))
                && excludes.stream().noneMatch(pattern -> named(pattern, file.name()))
                && age.map(Find::seconds)
                        .map(wanted -> within(wanted, now - file.stamp(ageStamp).doubleValue()))
                        .orElse(true)
                && size.map(Find::bytes)
                        .map(wanted -> file.type() != FileType.DIRECTORY && within(wanted, file.size()))
                        .orElse(true)
                && mode.map(wanted -> wanted.of(file.mode(), file.type() == FileType.DIRECTORY))
                        .map(wanted -> exactMode ? file.mode() == wanted : (file.mode() & wanted) == wanted)
                        .orElse(true);
    }

    private static boolean within(long wanted, double is) {
        return wanted >= 0 ? is >= wanted : is <= -wanted;
    }

    private boolean named(String pattern, String name) {
        return useRegex
                ? PythonRegex.parse(pattern).pattern().matcher(name).lookingAt()
                : Wildcard.matches(pattern, name);
    }

    /** Keeps those that hold what is to be in them; each is read by itself. */
    private Plan contents(List<FoundFile> left, List<FoundFile> kept, Ended ended) {
        if (contains.isEmpty()) {
            return sums(left, ended);
        }
        if (left.isEmpty()) {
            return sums(kept, ended);
        }
        var file = left.getFirst();
        return Plan.ask(new FileText(file.path()), text -> {
            if (text.state() == FileText.State.READ && holds(text.text())) {
                kept.add(file);
            }
            return contents(left.subList(1, left.size()), kept, ended);
        });
    }

    private boolean holds(String text) {
        var pattern = contains.orElseThrow().pattern();
        return readWholeFile
                ? pattern.matcher(text).find()
                : text.lines().anyMatch(line -> pattern.matcher(line).lookingAt());
    }

    private Plan sums(List<FoundFile> all, Ended ended) {
        var files = limit.filter(most -> most < all.size())
                .map(most -> all.subList(0, most))
                .orElse(all);
        if (!getChecksum || files.isEmpty()) {
            return ended(files, Map.of(), ended);
        }
        var algorithm = checksumAlgorithm.name().toLowerCase(Locale.ROOT);
        var looks = files.stream()
                .map(file -> PathState.of(new NodePath(file.path())).withChecksum(algorithm))
                .toList();
        return Plan.ask(new PathStates(looks), states -> {
            var sums = new LinkedHashMap<String, String>();
            states.forEach((look, state) -> state.found()
                    .flatMap(PathState.Found::checksum)
                    .ifPresent(sum -> sums.put(look.path().text(), sum)));
            return ended(files, sums, ended);
        });
    }

    private Plan ended(List<FoundFile> files, Map<String, String> sums, Ended ended) {
        var all = files.stream()
                .<Value>map(file -> file.value(Optional.ofNullable(sums.get(file.path()))))
                .toList();
        var message = !ended.skipped().isEmpty()
                ? "Not all paths examined, check warnings for details"
                : limit.filter(most -> most == all.size()).isPresent()
                        ? "Limit of matches reached"
                        : "All paths examined";
        var result = Result.UNCHANGED
                .with("files", new Value.Sequence(all))
                .with("matched", Value.of(all.size()))
                .with("examined", Value.of(ended.examined()))
                .with("msg", message)
                .with("skipped_paths", Value.Mapping.of(ended.skipped()));
        for (var skipped : ended.skipped().entrySet()) {
            result = result.warning(
                    "Skipped '%s' path due to this access issue: %s".formatted(skipped.getKey(), skipped.getValue()));
        }
        return Plan.settled(result);
    }
}
