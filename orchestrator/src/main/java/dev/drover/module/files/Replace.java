package dev.drover.module.files;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.template.PythonRegex;
import dev.drover.value.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/** Replaces all that a regular expression matches in a file, anywhere or in a part of it. */
@Module(value = "replace", summary = "Replaces what a regular expression matches in a file.")
public record Replace(
        @Alias({"dest", "destfile", "name"}) @Doc("The file.")
        NodePath path,

        @Doc("What is replaced, as a regular expression; ^ and $ are the ends of any line.")
        PythonRegex regexp,

        @Default("") @Doc("What takes its place, with \\1 and \\g<name> for groups; nothing, where it is not given.")
        String replace,

        @Doc("Only behind the first match of this.") Optional<PythonRegex> after,

        @Doc("Only before the first match of this.") Optional<PythonRegex> before,

        @Default("utf-8") @Doc("The encoding of the file.") String encoding,
        FileAttributes attributes,
        FileWriting writing,
        @Injected Controller controller)
        implements ModuleCall {

    @Override
    public Plan plan() {
        var edit = new TextEdit(path, attributes, writing, controller);
        return edit.plan(seen -> seen.missing() ? edit.absent(seen) : decide(edit, seen));
    }

    private Plan decide(TextEdit edit, TextEdit.Seen seen) {
        var text = seen.file().text();
        var result = Result.UNCHANGED.with("rc", Value.of(0));
        int from = 0;
        int to = text.length();
        if (after.isPresent() || before.isPresent()) {
            var part = part().matcher(text);
            if (!part.find()) {
                return Plan.settled(
                        result.with("msg", "Pattern for before/after params did not match the given file: " + shown()));
            }
            from = part.start("subsection");
            to = part.end("subsection");
        }
        var edited = new StringBuilder(text.substring(0, from));
        int count = replaced(text.substring(from, to), seen.file(), edited);
        edited.append(text.substring(to));
        boolean same = edited.toString().equals(text);
        return edit.write(seen, edited.toString(), result, same ? "" : count + " replacements made", "backup_file");
    }

    /** @return how often something was replaced */
    private int replaced(String part, FileText.Contents file, StringBuilder edited) {
        var pattern =
                Pattern.compile(regexp.of(file.here(regexp.text())).pattern(), Pattern.MULTILINE | Pattern.UNIX_LINES);
        var match = pattern.matcher(part);
        int count = 0;
        int from = 0;
        while (match.find()) {
            edited.append(part, from, match.start()).append(PythonRegex.expanded(file.here(replace), match));
            from = match.end();
            count++;
        }
        edited.append(part.substring(from));
        return count;
    }

    /** Between the two, where both are given; else as much as there is. */
    private String shown() {
        var between = "(?P<subsection>.*" + (after.isPresent() && before.isPresent() ? "?)" : ")");
        return after.map(PythonRegex::text).orElse("")
                + between
                + before.map(PythonRegex::text).orElse("");
    }

    private Pattern part() {
        return Pattern.compile(PythonRegex.parse(shown()).pattern().pattern(), Pattern.DOTALL | Pattern.UNIX_LINES);
    }
}
