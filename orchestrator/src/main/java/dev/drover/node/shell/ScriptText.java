package dev.drover.node.shell;

import static dev.drover.node.Sh.sh;

import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A script as the loop reads it: small attachments first, then the script in a subshell of its own. */
final class ScriptText {

    /** Attachments up to this size, in bytes, travel in the stream of the shell. */
    static final int SMALL = 64 << 10;

    private static final int SWEEP = 64;

    private final int number;
    private final Script script;

    ScriptText(int number, Script script) {
        this.number = number;
        this.script = script;
    }

    /** A file that a script brings along. */
    record Luggage(String name, Attachment attachment) {
        boolean large() {
            return attachment.size() > SMALL;
        }

        /** Sets a variable of the shell to where it is; a large one is in memory only where nothing else can be written. */
        String set(String variable) {
            String here = variable + "=\"$drover_d/" + name + "\"";
            return large() ? variable + "=$drover_b/" + name + "; [ -e \"$" + variable + "\" ] || " + here : here;
        }
    }

    List<Luggage> luggage() {
        var all = new ArrayList<Luggage>();
        for (int i = 0; i < script.attachments().size(); i++) {
            all.add(new Luggage(
                    "a" + number + "." + (i + 1), script.attachments().get(i)));
        }
        script.stdin().ifPresent(input -> all.add(new Luggage("a" + number + ".0", input)));
        return all;
    }

    byte[] bytes() throws IOException {
        var text = new ByteArrayOutputStream();
        var luggage = luggage();
        for (var item : luggage) {
            if (!item.large()) {
                text.write(bytes("printf %b '"));
                try (var content = item.attachment().open()) {
                    escape(content.readNBytes(SMALL), text);
                }
                text.write(bytes("' >\"$drover_d/" + item.name() + "\"\n"));
            }
        }
        String input = script.stdin().isPresent() ? "\"$drover_i\"" : "/dev/null";
        if (script.stdin().isPresent()) {
            text.write(bytes(luggage.getLast().set("drover_i") + "\n"));
        }
        text.write(bytes(sh("(eval {}\n) <", body()).text() + input));
        text.write(bytes(" >\"$drover_d/o" + number + "\" 2>\"$drover_d/e" + number + "\"; drover_f " + number + "\n"));
        if (!luggage.isEmpty()) {
            boolean large = luggage.stream().anyMatch(Luggage::large);
            text.write(bytes(
                    "rm -f \"$drover_d/a" + number + "\".*" + (large ? " $drover_b/a" + number + ".*" : "") + "\n"));
        }
        if (number % SWEEP == 0) {
            text.write(bytes("rm -f \"$drover_d\"/[oe]*\n"));
        }
        return text.toByteArray();
    }

    private String body() {
        var luggage = luggage();
        var lines = new ArrayList<Sh>();
        if (!script.ours()) {
            lines.add(sh("drover_login"));
        }
        for (int i = 1; i <= script.attachments().size(); i++) {
            lines.add(new Sh(luggage.get(i - 1).set("a" + i)));
        }
        script.environment()
                .forEach((name, value) -> lines.add(sh("{}={}; export {}", new Sh(name), value, new Sh(name))));
        lines.add(script.sh());
        return Sh.lines(lines).text();
    }

    /** For {@code printf %b} within single quotes: any byte, NUL too, without a process on the node. */
    private static void escape(byte[] content, ByteArrayOutputStream text) {
        for (byte one : content) {
            switch (one) {
                case 0 -> text.writeBytes(bytes("\\0000"));
                case '\\' -> text.writeBytes(bytes("\\\\"));
                case '\'' -> text.writeBytes(bytes("\\0047"));
                default -> text.write(one);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
