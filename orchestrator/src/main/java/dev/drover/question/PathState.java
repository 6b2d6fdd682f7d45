package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is at a path.
 *
 * @param follow whether a symbolic link stands for what it points to
 * @param checksum the name of the checksum wanted of a regular file: {@code sha1}, {@code sha256}, …
 */
public record PathState(NodePath path, boolean follow, Optional<String> checksum)
        implements Question<PathState.Answer> {

    /** What lstat says. */
    public static PathState of(NodePath path) {
        return new PathState(path, false, Optional.empty());
    }

    /** What stat says: of a link, what it points to. */
    public static PathState following(NodePath path) {
        return new PathState(path, true, Optional.empty());
    }

    public PathState withChecksum(String algorithm) {
        return new PathState(path, follow, Optional.of(algorithm));
    }

    public sealed interface Answer {
        /** The path with {@code ~} and variables expanded. */
        String path();

        default Optional<Found> found() {
            return this instanceof Found found ? Optional.of(found) : Optional.empty();
        }

        default boolean exists() {
            return this instanceof Found;
        }

        default boolean is(FileType type) {
            return this instanceof Found found && found.type() == type;
        }
    }

    public record Missing(String path) implements Answer {}

    /**
     * @param mode permissions with the set-id and sticky bits
     * @param owner its name, or its number where it has none
     * @param size in bytes
     * @param access what the asking user may do: some of {@code rwx}
     * @param checksum in hexadecimal, of a readable regular file, where asked for
     */
    public record Found(
            String path,
            FileType type,
            int mode,
            String owner,
            long uid,
            String group,
            long gid,
            long size,
            String access,
            Optional<String> checksum,
            Optional<Link> link,
            Inode inode)
            implements Answer, Owned {

        /** The same under another name. */
        public Found at(String other) {
            return new Found(other, type, mode, owner, uid, group, gid, size, access, checksum, link, inode);
        }
    }

    /**
     * @param target as the link says it
     * @param end where all links end, absolute; empty where they lead nowhere
     */
    public record Link(String target, String end) {}

    /** Times in seconds since 1970. */
    public record Inode(
            long number,
            long device,
            long links,
            long blocks,
            long blockSize,
            long deviceType,
            BigDecimal accessed,
            BigDecimal modified,
            BigDecimal changed) {}

    @Override
    public Kind<PathState, Answer> kind() {
        return KIND;
    }

    /** For the end of a change: says what is there now. {@link #reported} reads it. */
    public Sh report() {
        return Sh.sh("dr_paths {} {} {}", follow ? "1" : "0", checksum.orElse(""), path.sh());
    }

    public Answer reported(dev.drover.node.Answer answer) {
        return new Paths().parse(List.of(this), answer).getFirst();
    }

    static final Kind<PathState, Answer> KIND = new Paths();

    private record Manner(boolean follow, String checksum) {}

    private static final class Paths implements Kind<PathState, Answer> {
        private static final int FIELDS = 5;
        private static final int AT_ONCE = 400;

        @Override
        public String name() {
            return "path-state";
        }

        @Override
        public Script compile(List<PathState> questions) {
            return Script.of(Sh.lines(calls(questions).stream()
                    .map(call -> Sh.sh(
                            "dr_paths {} {} {} || exit",
                            call.getFirst().follow ? "1" : "0",
                            call.getFirst().checksum.orElse(""),
                            call.stream().map(question -> question.path.sh()).toList()))
                    .toList()));
        }

        /** Those that are asked in the same manner together, but never more than a shell handles with ease. */
        private static List<List<PathState>> calls(List<PathState> questions) {
            var manners = new LinkedHashMap<Manner, LinkedHashSet<PathState>>();
            for (var question : questions) {
                manners.computeIfAbsent(
                                new Manner(question.follow, question.checksum.orElse("")), _ -> new LinkedHashSet<>())
                        .add(question);
            }
            var calls = new ArrayList<List<PathState>>();
            for (var asked : manners.values()) {
                var all = List.copyOf(asked);
                for (int from = 0; from < all.size(); from += AT_ONCE) {
                    calls.add(all.subList(from, Math.min(from + AT_ONCE, all.size())));
                }
            }
            return calls;
        }

        @Override
        public List<Answer> parse(List<PathState> questions, dev.drover.node.Answer answer) {
            if (!answer.ok()) {
                throw new UnansweredException(
                        "can't tell what is there: " + answer.err().strip());
            }
            var fields = new Fields(answer.stdout());
            var answers = new LinkedHashMap<PathState, Answer>();
            calls(questions).forEach(asked -> parse(asked, fields, answers));
            return questions.stream().map(answers::get).toList();
        }

        private static void parse(Iterable<PathState> asked, Fields fields, Map<PathState, Answer> answers) {
            var heads = new LinkedHashMap<PathState, List<String>>();
            asked.forEach(question -> heads.put(question, fields.next(FIELDS)));
            var lines = new LinkedHashMap<PathState, String>();
            heads.forEach((question, head) -> {
                if (!head.get(1).equals("-")) {
                    lines.put(question, fields.line());
                }
            });
            heads.forEach((question, head) -> {
                if (head.get(1).equals("-")) {
                    answers.put(question, new Missing(head.getFirst()));
                    return;
                }
                Optional<String> sum = head.get(1).equals("s")
                        ? Optional.of(fields.line().replaceFirst("[^0-9a-f].*", ""))
                        : Optional.empty();
                answers.put(question, found(head, lines.get(question), sum));
            });
        }

        private static Found found(List<String> head, String line, Optional<String> sum) {
            var names = line.split("\t", -1); // which may hold blanks
            var stat = names[0].split(" ", -1);
            int raw = Integer.parseInt(stat[0], 16);
            var type = FileType.of(raw);
            long device = Long.parseLong(stat[13], 16) << 8 | Long.parseLong(stat[14], 16);
            return new Found(
                    head.getFirst(),
                    type,
                    raw & 07777,
                    Owned.name(names[1], stat[4]),
                    Long.parseLong(stat[4]),
                    Owned.name(names[2], stat[5]),
                    Long.parseLong(stat[5]),
                    Long.parseLong(stat[6]),
                    head.get(2),
                    sum,
                    type == FileType.LINK ? Optional.of(new Link(head.get(3), head.get(4))) : Optional.empty(),
                    new Inode(
                            Long.parseLong(stat[2]),
                            Long.parseLong(stat[3]),
                            Long.parseLong(stat[1]),
                            Long.parseLong(stat[7]),
                            Long.parseLong(stat[9]),
                            device,
                            new BigDecimal(stat[10]),
                            new BigDecimal(stat[11]),
                            new BigDecimal(stat[12])));
        }
    }

    /** Reads fields that end in NUL, and lines. */
    private static final class Fields {
        private final byte[] bytes;
        private int at;

        Fields(byte[] bytes) {
            this.bytes = bytes;
        }

        List<String> next(int count) {
            var fields = new ArrayList<String>();
            for (int i = 0; i < count; i++) {
                fields.add(until((byte) 0));
            }
            return fields;
        }

        String line() {
            return until((byte) '\n');
        }

        private String until(byte end) {
            int from = at;
            while (at < bytes.length && bytes[at] != end) {
                at++;
            }
            if (at == bytes.length) {
                throw new UnansweredException("files changed while they were looked at");
            }
            return new String(bytes, from, at++ - from, StandardCharsets.UTF_8);
        }
    }
}
