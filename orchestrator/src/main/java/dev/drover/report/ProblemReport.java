package dev.drover.report;

import dev.drover.value.Code;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/** Problems for programs: as JSON, as SARIF 2.1.0 for code scanners, as annotations of GitHub. docs/check.md describes all of them. */
public final class ProblemReport {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private ProblemReport() {}

    /** {@code {"errors": 1, "warnings": 0, "problems": […]}}. */
    public static String json(List<Problem> problems) {
        var all = new LinkedHashMap<String, Value>();
        long errors = problems.stream().filter(Problem::isError).count();
        all.put("errors", Value.of(errors));
        all.put("warnings", Value.of(problems.size() - errors));
        all.put("problems", sequence(problems.stream().map(ProblemReport::entry).toList()));
        return JsonText.of(all) + "\n";
    }

    private static Value entry(Problem problem) {
        var entry = new LinkedHashMap<String, Value>();
        entry.put("severity", Value.of(severity(problem)));
        entry.put(
                "code", problem.code().<Value>map(code -> Value.of(code.text())).orElse(Value.NIL));
        entry.put("message", Value.of(problem.message()));
        entry.put("hint", problem.hint().<Value>map(Value::of).orElse(Value.NIL));
        entry.put("file", problem.origin().known() ? Value.of(file(problem.origin())) : Value.NIL);
        entry.put("line", Value.of(problem.origin().line()));
        entry.put("column", Value.of(problem.origin().column()));
        return Value.Mapping.of(entry);
    }

    /** One run of one tool, all codes as its rules. */
    public static String sarif(List<Problem> problems, String version) {
        var driver = mapping(
                "name", Value.of("drover"),
                "semanticVersion", Value.of(version),
                "rules",
                        sequence(List.of(Code.values()).stream()
                                .map(ProblemReport::rule)
                                .toList()));
        var run = mapping(
                "tool", mapping("driver", driver),
                "columnKind", Value.of("unicodeCodePoints"),
                "results", sequence(problems.stream().map(ProblemReport::result).toList()));
        return JsonText.of(mapping(
                        "$schema", Value.of(SCHEMA), "version", Value.of("2.1.0"), "runs", Value.Sequence.of(run)))
                + "\n";
    }

    private static Value rule(Code code) {
        String help = code.explanation() + "\n\nExample:\n\n" + code.example() + "\n";
        return mapping(
                "id", Value.of(code.text()),
                "name", Value.of(code.name()),
                "shortDescription", mapping("text", Value.of(code.title())),
                "fullDescription", mapping("text", Value.of(code.explanation())),
                "help",
                        mapping(
                                "text",
                                Value.of(help),
                                "markdown",
                                Value.of(code.explanation() + "\n\n```yaml\n" + code.example() + "\n```\n")),
                "defaultConfiguration", mapping("level", Value.of("error")));
    }

    private static Value result(Problem problem) {
        var result = new LinkedHashMap<String, Value>();
        problem.code().ifPresent(code -> {
            result.put("ruleId", Value.of(code.text()));
            result.put("ruleIndex", Value.of(code.ordinal()));
        });
        result.put("level", Value.of(severity(problem)));
        result.put("message", mapping("text", Value.of(message(problem))));
        var origin = problem.origin();
        if (origin.known()) {
            var physical = new LinkedHashMap<String, Value>();
            physical.put("artifactLocation", mapping("uri", Value.of(uri(origin))));
            if (origin.line() > 0) {
                physical.put(
                        "region",
                        mapping(
                                "startLine",
                                Value.of(origin.line()),
                                "startColumn",
                                Value.of(Math.max(1, origin.column()))));
            }
            result.put("locations", Value.Sequence.of(mapping("physicalLocation", Value.Mapping.of(physical))));
        }
        return Value.Mapping.of(result);
    }

    /** {@code ::error file=…,line=…,col=…,title=DRV012::…}, one line each. */
    public static String github(List<Problem> problems) {
        var text = new StringBuilder();
        for (var problem : problems) {
            var origin = problem.origin();
            var place = origin.known() ? new Origin(file(origin), origin.line(), origin.column()) : Origin.NONE;
            String title = problem.code().map(Code::text).orElse("");
            text.append(new GitHubCommand(severity(problem), place, title, message(problem)).text())
                    .append('\n');
        }
        return text.toString();
    }

    private static String severity(Problem problem) {
        return problem.isError() ? "error" : "warning";
    }

    private static String message(Problem problem) {
        return problem.message() + problem.hint().map(hint -> "; " + hint).orElse("");
    }

    /** Forges show what is named relative to the top of the repository, where they start us. */
    private static String file(Origin origin) {
        String here = Path.of("").toAbsolutePath() + "/";
        return origin.file().startsWith(here) ? origin.file().substring(here.length()) : origin.file();
    }

    private static String uri(Origin origin) {
        var path = Path.of(file(origin));
        String uri = path.toUri().getRawPath();
        String here = Path.of("").toAbsolutePath().toUri().getRawPath();
        return path.isAbsolute() ? "file://" + uri : uri.substring(here.length() - (here.endsWith("/") ? 0 : -1));
    }

    private static Value.Sequence sequence(List<Value> values) {
        return new Value.Sequence(values);
    }

    private static Value.Mapping mapping(Object... pairs) {
        var map = new LinkedHashMap<String, Value>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Value) pairs[i + 1]);
        }
        return Value.Mapping.of(map);
    }
}
