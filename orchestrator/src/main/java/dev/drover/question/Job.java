package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How a script fares that was started as a job, apart from any connection: see {@link JobStart}.
 *
 * @param directory of all jobs
 * @param id names the job's own directory in it
 */
public record Job(NodePath directory, String id) implements Question<Job.State> {

    private static final int NANOS_PER_TICK = 10_000_000;
    private static final String LOOK = """
            cd -- {} 2>/dev/null || { echo "missing 0 0 {}"; exit; }
            d=$(pwd) id={}; j=$d/$id
            [ -d "$j" ] || { echo "missing 0 0 $j"; exit; }
            lost() {
              p= t=; read -r p t <"$j/pid" || return 1
              { read -r s <"/proc/$p/stat"; } 2>/dev/null || return 0
              set -- ${s##*) }; [ "${20}" != "$t" ]
            }
            if ! [ -e "$j/rc" ]; then
              lost 2>/dev/null || { echo "running 0 0 $j"; exit; }
              [ -e "$j/rc" ] || { echo "lost 0 0 $j"; exit; }
            fi
            read -r rc took <"$j/rc"
            w=ended; ! [ -e "$j/late" ] || w=late
            echo "$w $rc $took $j"
            cat "$j/out"; cat "$j/err" >&2
            """;

    /** How it fares. Each knows the job's own directory. */
    public sealed interface State {
        String file();

        record Missing(String file) implements State {}

        record Running(String file) implements State {}

        /** It is not there any more, and has left no status: the node was restarted, or somebody killed it all. */
        record Lost(String file) implements State {}

        /** @param late it took longer than it was allowed to, and was killed */
        record Ended(String file, Answer answer, Duration took, boolean late) implements State {}
    }

    private static final Kind<Job, State> KIND = new Kind<>() {
        @Override
        public String name() {
            return "job";
        }

        @Override
        public Script compile(List<Job> questions) {
            return questions.getFirst().look();
        }

        @Override
        public List<State> parse(List<Job> questions, Answer answer) {
            return List.of(questions.getFirst().read(answer));
        }

        @Override
        public int batch() {
            return 1;
        }

        @Override
        public boolean momentary() {
            return true;
        }
    };

    @Override
    public Kind<Job, State> kind() {
        return KIND;
    }

    /** Removes what the job has left; answers with the name of its directory. */
    public Script forget() {
        return Script.of(
                "cd -- {} 2>/dev/null || exit 0\nd=$(pwd) id={}; rm -rf -- \"$d/$id\" && printf %s \"$d/$id\"",
                directory.sh(), name());
    }

    /** The id as the name of a file; what can't be one is the name of no job. */
    private String name() {
        return id.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*") ? id : " ";
    }

    private Script look() {
        return Script.of(LOOK, directory.sh(), new Sh(name()), name());
    }

    private State read(Answer answer) {
        byte[] out = answer.stdout();
        int end = 0;
        while (end < out.length && out[end] != '\n') {
            end++;
        }
        var words = new String(out, 0, end, StandardCharsets.UTF_8).split(" ", 4);
        if (words.length < 4) {
            throw new UnansweredException(
                    "the state of job " + id + " can't be read: " + answer.err().strip());
        }
        return switch (words[0]) {
            case "running" -> new State.Running(words[3]);
            case "lost" -> new State.Lost(words[3]);
            case "ended", "late" -> {
                var said = new Answer(
                        Integer.parseInt(words[1]),
                        Arrays.copyOfRange(out, Math.min(end + 1, out.length), out.length),
                        answer.stderr());
                var took = Duration.ofNanos(Long.parseLong(words[2]) * NANOS_PER_TICK);
                yield new State.Ended(words[3], said, took, words[0].equals("late"));
            }
            default -> new State.Missing(directory.child(id).text());
        };
    }
}
