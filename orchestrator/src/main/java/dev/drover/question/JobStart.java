package dev.drover.question;

import static dev.drover.node.Sh.sh;

import dev.drover.node.Attachment;
import dev.drover.node.Kit;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Starts a script as a job: a session of its own that outlives the connection, with a directory that keeps what it says.
 *
 * <p>The directory has mode 0700, for what is run and said may be secret. Two sessions make a job: that of a supervisor, which
 * writes down how it ended, and that of the script, whose process group can be killed as a whole.
 */
public final class JobStart {

    private static final Pattern FUNCTION = Pattern.compile("(?m)^(\\w+)\\(\\)");

    private static final String START = """
            command -v setsid >/dev/null || { echo 'a job needs the program setsid' >&2; exit 1; }
            d={}; d=$(mkdir -p -- "$d" && cd -- "$d" && pwd) || exit
            j=$d/{}; mkdir -m 700 -- "$j" || exit
            {}
            cat >"$j/in" && cat "$a1" >"$j/run" && cat "$a2" >"$j/supervise" || exit
            ({}; exec setsid sh "$j/supervise" "$j" {}) </dev/null >/dev/null 2>&1 &
            printf %s "$j"
            """;

    /**
     * The status is written last, aside and then renamed. Processes that the script leaves behind after its end go on, as they do
     * without a job; those of a script that is late are killed.
     */
    private static final String SUPERVISOR = """
            j=$1 limit=$2
            read -r s </proc/self/stat; set -- ${s##*) }; echo "$$ ${20}" >"$j/pid"
            now() { read -r u u2 </proc/uptime && u=${u%.*}${u#*.} || u=0; }
            now; begun=$u
            sleep "$limit" & w=$!
            (
              setsid sh "$j/run" "$j" <"$j/in" >"$j/out" 2>"$j/err" & c=$!
              echo "$c" >"$j/child"; wait "$c"; r=$?
              now; echo "$r $((u - begun))" >"$j/rc.new"; kill "$w"
            ) & a=$!
            if wait "$w"; then
              : >"$j/late"; read -r c <"$j/child"
              kill -s TERM -- "-$c"
              (sleep 5; kill -s KILL -- "-$c") & k=$!
              wait "$a"; kill "$k"; kill -s KILL -- "-$c"
            fi
            wait "$a"
            rm -f "$j/in" "$j"/a[0-9]* "$j/supervise" "$j/run"
            mv "$j/rc.new" "$j/rc"
            """;

    private JobStart() {}

    /**
     * The script that starts {@code script} and answers with the job's directory at once.
     *
     * @param limit after which it is killed, in whole seconds
     */
    public static Script of(Job job, Script script, Duration limit) {
        var attachments = new ArrayList<Attachment>();
        attachments.add(Attachment.of(run(script)));
        attachments.add(Attachment.of(SUPERVISOR));
        attachments.addAll(script.attachments());
        var copies = new ArrayList<Sh>();
        for (int i = 1; i <= script.attachments().size(); i++) {
            copies.add(
                    sh("cat \"$a{}\" >\"$j/a{}\" || exit", new Sh(String.valueOf(i + 2)), new Sh(String.valueOf(i))));
        }
        var text = sh(
                START,
                job.directory().sh(),
                job.id(),
                Sh.lines(copies),
                script.ours() ? sh(":") : sh("drover_login"),
                Math.max(1, limit.toSeconds()));
        return new Script(text, attachments, script.stdin(), java.util.Map.of(), true);
    }

    private static String run(Script script) {
        var lines = new ArrayList<Sh>();
        lines.add(sh("j=$1; shift; rm -f \"$j/run\""));
        for (int i = 1; i <= script.attachments().size(); i++) {
            var number = new Sh(String.valueOf(i));
            lines.add(sh("a{}=$j/a{}", number, number));
        }
        script.environment()
                .forEach((name, value) -> lines.add(sh("{}={}; export {}", new Sh(name), value, new Sh(name))));
        kit(script.sh().text()).forEach(text -> lines.add(new Sh(text)));
        lines.add(script.sh());
        return Sh.lines(lines).text() + "\n";
    }

    /** The node kit, if the script may call any of it. */
    private static List<String> kit(String text) {
        var kit = Kit.text();
        return FUNCTION.matcher(kit).results().anyMatch(function -> text.contains(function.group(1)))
                ? List.of(kit)
                : List.of();
    }
}
