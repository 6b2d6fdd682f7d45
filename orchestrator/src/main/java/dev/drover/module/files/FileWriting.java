package dev.drover.module.files;

import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.FileType;
import dev.drover.question.Mode;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.question.PathState.Found;
import dev.drover.value.ShellWords;
import dev.drover.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** How a file is replaced: the arguments that all modules have that write files. */
public record FileWriting(
        @Doc("Keep what was there under a name with the time in it.")
        boolean backup,

        @Doc("A command that must accept the new file before it is put in place; %s stands for it.")
        Optional<String> validate,

        @Doc("Write over the file itself where it can't be replaced at once.")
        boolean unsafeWrites) {

    private static final int INVALID = 93;

    /** Replaced, and nothing more. */
    public static final FileWriting PLAIN = new FileWriting(false, Optional.empty(), false);

    public FileWriting {
        if (validate.isPresent() && !validate.get().contains("%s")) {
            throw new IllegalArgumentException(
                    "validate must contain %%s: %s".formatted(validate.get()).replace("%%", "%"));
        }
    }

    /**
     * Shell text that puts the contents of a file in the place of another.
     *
     * @param source a word that names the file with the contents: {@code "$a1"}
     * @param there what is at the path now, if its owner and permissions are to stay
     */
    public Sh write(NodePath path, Sh source, FileAttributes attributes, Optional<Found> there) {
        var attire = attire(attributes, there);
        return Sh.sh(
                "dr_write {} {} {} {} {} {} {} {} {}",
                path.sh(),
                source,
                attire.keep(),
                attire.owner(),
                attire.group(),
                attire.mode(),
                backup ? "1" : "",
                unsafeWrites ? "1" : "",
                validate.map(ShellWords::split).orElse(List.of()));
    }

    /**
     * What a new file is given.
     *
     * @param keep owner and group of what was there, by number; the others go before. All are empty where nothing is wanted
     */
    record Attire(String keep, String owner, String group, String mode) {}

    static Attire attire(FileAttributes attributes, Optional<Found> there) {
        var kept = there.filter(found -> found.type() == FileType.REGULAR);
        var mode = attributes
                .mode()
                .<String>flatMap(wanted -> kept.isPresent() ? Optional.empty() : Optional.of(wanted.chmod()))
                .or(() -> kept.map(found -> new Mode.Octal(attributes
                                .mode()
                                .map(wanted -> wanted.of(found.mode(), false))
                                .orElse(found.mode()))
                        .chmod()));
        return new Attire(
                kept.map(found -> found.uid() + ":" + found.gid()).orElse(""),
                attributes.owner().orElse(""),
                attributes.group().orElse(""),
                mode.orElse(""));
    }

    /** Whether a file may be put in place without more than its attributes. */
    boolean plain() {
        return equals(PLAIN);
    }

    /** The change that puts these bytes at the path, after {@code before}; {@code result} is made of the new state and the backup's name. */
    Plan replace(
            Sh before,
            NodePath path,
            Attachment contents,
            Diff diff,
            FileAttributes attributes,
            Optional<Found> there,
            Result foreseen,
            BiFunction<PathState.Answer, Optional<String>, Result> result) {
        var script = Script.of(
                Sh.sh(
                        "export LC_ALL=C\n{}\n{} || exit\n{}",
                        before,
                        write(path, Sh.sh("\"$a1\""), attributes, there),
                        after(path).report()),
                contents);
        return new Plan.Change(diff, script.asTask(), foreseen, answer -> Plan.settled(ended(path, answer, result)));
    }

    static PathState after(NodePath path) {
        return PathState.following(path);
    }

    static Result ended(NodePath path, Answer answer, BiFunction<PathState.Answer, Optional<String>, Result> result) {
        if (!answer.ok()) {
            return failure(answer);
        }
        var bytes = answer.stdout();
        int end = 0;
        while (bytes[end] != 0) {
            end++;
        }
        var backup = new String(bytes, 0, end, StandardCharsets.UTF_8);
        var rest = new Answer(0, Arrays.copyOfRange(bytes, end + 1, bytes.length), answer.stderr());
        return result.apply(after(path).reported(rest), backup.isEmpty() ? Optional.empty() : Optional.of(backup));
    }

    /** Why nothing was written. */
    static Result failure(Answer answer) {
        if (answer.status() != INVALID) {
            return Result.failed(Plan.complaint(answer));
        }
        var said = answer.out().split("\n", 2);
        return Result.failed("failed to validate")
                .with("exit_status", Value.of(Integer.parseInt(said[0])))
                .with("stdout", said.length > 1 ? said[1] : "")
                .with("stderr", answer.err());
    }
}
