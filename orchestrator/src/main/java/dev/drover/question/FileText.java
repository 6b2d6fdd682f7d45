package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The contents of a file, links followed.
 *
 * @param limit in bytes; a larger file is not read
 */
public record FileText(NodePath path, long limit) implements Question<FileText.Contents> {

    private static final long WHOLE = 64 << 20;

    /** Of any size that a text may reasonably have: up to 64 MiB. */
    public FileText(NodePath path) {
        this(path, WHOLE);
    }

    /** Asks for nothing, and is answered as if there were nothing: for what is needed in diff mode only. */
    public static FileText notWanted(NodePath path) {
        return new FileText(path, -1);
    }

    public FileText(String path) {
        this(new NodePath(path));
    }

    public enum State {
        MISSING,
        /** A directory, a device. */
        NO_FILE,
        UNREADABLE,
        TOO_LARGE,
        READ
    }

    /**
     * @param text each byte a character where the file is no UTF-8
     * @param charset that makes the file's bytes of the text again
     */
    public record Contents(State state, String text, Charset charset) {

        public static Contents of(byte[] bytes) {
            try {
                var text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return new Contents(State.READ, text, StandardCharsets.UTF_8);
            } catch (CharacterCodingException e) {
                var text = new String(bytes, StandardCharsets.ISO_8859_1);
                return new Contents(State.READ, text, StandardCharsets.ISO_8859_1);
            }
        }

        public static Contents of(String text) {
            return of(text.getBytes(StandardCharsets.UTF_8));
        }

        static Contents none(State state) {
            return new Contents(state, "", StandardCharsets.UTF_8);
        }

        public static Contents missing() {
            return none(State.MISSING);
        }

        public boolean exists() {
            return state != State.MISSING;
        }

        /** Text of the user's as the characters that stand for its UTF-8 bytes in this file. */
        public String here(String users) {
            return new String(users.getBytes(StandardCharsets.UTF_8), charset);
        }

        public byte[] bytes(String edited) {
            return edited.getBytes(charset);
        }
    }

    private static final Kind<FileText, Contents> KIND = new Kind<>() {
        @Override
        public String name() {
            return "file-text";
        }

        @Override
        public Script compile(List<FileText> questions) {
            return Script.of(Sh.lines(questions.stream()
                    .map(question -> Sh.sh("dr_text {} {}", question.limit, question.path.sh()))
                    .toList()));
        }

        @Override
        public List<Contents> parse(List<FileText> questions, Answer answer) {
            var all = new ArrayList<Contents>();
            var bytes = answer.stdout();
            int at = 0;
            for (var question : questions) {
                int line = at;
                while (line < bytes.length && bytes[line] != '\n') {
                    line++;
                }
                var head = new String(bytes, at, line - at, StandardCharsets.US_ASCII).split(" ");
                int length = head.length == 2 ? Integer.parseInt(head[1]) : bytes.length;
                if (line + 1 + length >= bytes.length) {
                    throw new UnansweredException("can't read %s: %s"
                            .formatted(question.path, answer.err().strip()));
                }
                all.add(contents(head[0], Arrays.copyOfRange(bytes, line + 1, line + 1 + length)));
                at = line + 1 + length + 1;
            }
            return all;
        }

        private Contents contents(String kind, byte[] bytes) {
            return switch (kind) {
                case "-" -> Contents.missing();
                case "d" -> Contents.none(State.NO_FILE);
                case "x" -> Contents.none(State.UNREADABLE);
                case "l" -> Contents.none(State.TOO_LARGE);
                default -> Contents.of(bytes);
            };
        }
    };

    @Override
    public Kind<FileText, Contents> kind() {
        return KIND;
    }
}
