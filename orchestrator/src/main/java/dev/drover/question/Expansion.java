package dev.drover.question;

import dev.drover.node.Sh;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** Words in which {@code ~}, {@code ~user} at the beginning and {@code $VAR} anywhere mean what they mean on the node. */
public final class Expansion {

    private static final Pattern HOME = Pattern.compile("~[A-Za-z0-9_.-]*(?:/|$)");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");
    private static final Pattern WILD = Pattern.compile("[*?\\[\\]]+");

    private Expansion() {}

    /** One word of the shell; a variable that is not set stays as it is written. */
    public static Sh word(String text) {
        return expanded(text, false);
    }

    /** Words of the shell: the files that match, where there are wildcards. */
    static Sh glob(String text) {
        return expanded(text, true);
    }

    private static Sh expanded(String text, boolean wild) {
        var pieces = new ArrayList<Sh>();
        int at = 0;
        var home = HOME.matcher(text);
        if (home.lookingAt()) {
            pieces.add(new Sh(home.group())); // nothing in it that a shell would read as more than a name
            at = home.end();
        }
        var variable = VARIABLE.matcher(text);
        while (variable.find(at)) {
            literal(text.substring(at, variable.start()), wild, pieces);
            var braced = variable.group(2) != null;
            var name = new Sh(braced ? variable.group(2) : variable.group(1));
            pieces.add(Sh.sh(braced ? "\"${{}-\\${{}\\}}\"" : "\"${{}-\\${}}\"", name, name));
            at = variable.end();
        }
        literal(text.substring(at), wild, pieces);
        if (pieces.isEmpty()) {
            return Sh.sh("{}", "");
        }
        var word = new StringBuilder();
        pieces.forEach(piece -> word.append(piece.text()));
        return new Sh(word.toString());
    }

    private static void literal(String text, boolean wild, ArrayList<Sh> pieces) {
        if (!wild) {
            if (!text.isEmpty()) {
                pieces.add(Sh.sh("{}", text));
            }
            return;
        }
        var special = WILD.matcher(text);
        int at = 0;
        while (special.find()) {
            literal(text.substring(at, special.start()), false, pieces);
            pieces.add(new Sh(special.group()));
            at = special.end();
        }
        literal(text.substring(at), false, pieces);
    }
}
