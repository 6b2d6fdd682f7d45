package dev.drover.module.accounts;

import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes sure that keys may be used to log in as a user, or may not. Other lines of the file stay as they are, unless {@code exclusive}. */
@Module(
        value = "authorized_key",
        collection = "ansible.posix",
        summary = "Adds and removes keys that let somebody log in.")
public record AuthorizedKey(
        @Doc("The user whose file it is.") String user,

        @Doc("The keys, a line each; or the address of a file with them.")
        String key,

        @Default("present") @Doc("Whether they are to be there.")
        State state,

        @Doc("Remove all keys but these.") boolean exclusive,

        @Doc("What each key is restricted to: no-pty,from=\"10.0.0.1\".")
        Optional<String> keyOptions,

        @Doc("The comment of each key, in the place of its own.")
        Optional<String> comment,

        @Doc("The file, in the place of ~/.ssh/authorized_keys.")
        Optional<NodePath> path,

        @Default("true") @Doc("Make the directory, and see to its owner and permissions.")
        boolean manageDir,

        @Doc("A link stands for what it leads to.") boolean follow,

        @Default("true") @Doc("Whether a server's certificate must be good.")
        boolean validateCerts,

        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        ABSENT,
        PRESENT
    }

    @Override
    public Plan plan() {
        if (!key.matches("https?://\\S+")) {
            return with(key);
        }
        var page = Value.Mapping.of(java.util.Map.of(
                "url", Value.of(key), "return_content", Value.TRUE, "validate_certs", Value.of(validateCerts)));
        return new dev.drover.module.Modules()
                .find("uri")
                .orElseThrow()
                .bind(page, controller)
                .plan()
                .then(said -> with(said.fields().get("content").toString()));
    }

    private Plan with(String keys) {
        var lines = keys.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        var wanted = lines.stream().map(KeyLine::parse).toList();
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).isEmpty()) {
                return Plan.failed("invalid key specified: %s", lines.get(i));
            }
        }
        var given = wanted.stream()
                .flatMap(Optional::stream)
                .map(one -> keyOptions.map(one::withOptions).orElse(one))
                .map(one -> comment.map(one::withComment).orElse(one))
                .toList();
        var look = Script.of("dr_authorized {} {}", user, path.map(NodePath::sh).orElse(Sh.sh("''")));
        return Plan.ask(new Output(look), answer -> {
            if (!answer.ok()) {
                return Plan.failed("%s", Plan.complaint(answer));
            }
            var said = answer.out().split("\0", -1);
            return decide(said[0], said[1], said[2], given);
        });
    }

    private Plan decide(String file, String fits, String text, List<KeyLine> given) {
        var edited = state == State.PRESENT ? present(text, given) : absent(text, given);
        var result = Result.UNCHANGED
                .with("user", user)
                .with("key", key)
                .with("keyfile", file)
                .with("state", state == State.PRESENT ? "present" : "absent")
                .with("exclusive", Value.of(exclusive))
                .with("manage_dir", Value.of(manageDir))
                .with("path", path.<Value>map(one -> Value.of(one.text())).orElse(Value.NIL))
                .with("key_options", keyOptions.map(Value::of).orElse(Value.NIL))
                .with("comment", comment.map(Value::of).orElse(Value.NIL))
                .with("follow", Value.of(follow))
                .with("validate_certs", Value.of(validateCerts));
        boolean fine = fits.equals("1") || state == State.ABSENT || path.isPresent();
        if (edited.equals(text) && fine) {
            return Plan.settled(result);
        }
        var script = Script.of(
                Sh.sh(
                        "dr_authorize {} {} \"$a1\" {} {}",
                        user,
                        path.map(NodePath::sh).orElse(Sh.sh("''")),
                        manageDir ? "1" : "",
                        follow ? "1" : ""),
                Attachment.of(edited));
        var diff = controller.diffMode() ? Diff.text(file, text, edited) : Diff.NONE;
        return new Plan.Change(
                diff,
                script,
                result.withChanged(true),
                answer -> Plan.settled(answer.ok() ? result.withChanged(true) : Result.failed(Plan.complaint(answer))));
    }

    private String present(String text, List<KeyLine> given) {
        var edited = new StringBuilder();
        var missing = new java.util.ArrayList<>(given);
        for (var line : lines(text)) {
            var there = KeyLine.parse(line);
            var same = there.flatMap(one -> given.stream().filter(one::isKeyOf).findFirst());
            if (same.isPresent()) {
                boolean first = missing.removeIf(same.get()::isKeyOf);
                var kept = same.equals(there) ? line : same.get().text();
                edited.append(first ? kept + "\n" : "");
            } else if (there.isEmpty() || !exclusive) {
                edited.append(line).append('\n');
            }
        }
        missing.stream().distinct().forEach(one -> edited.append(one.text()).append('\n'));
        return edited.toString();
    }

    private static String absent(String text, List<KeyLine> given) {
        var edited = new StringBuilder();
        for (var line : lines(text)) {
            if (KeyLine.parse(line)
                    .filter(there -> given.stream().anyMatch(there::isKeyOf))
                    .isEmpty()) {
                edited.append(line).append('\n');
            }
        }
        return edited.toString();
    }

    private static List<String> lines(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.asList(text.replaceFirst("\n$", "").split("\n", -1));
    }
}
