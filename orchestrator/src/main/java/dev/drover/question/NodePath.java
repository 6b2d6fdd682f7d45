package dev.drover.question;

import dev.drover.node.Sh;

/**
 * A path on a node as the user wrote it. {@code ~}, {@code ~user} at its beginning and {@code $VAR} mean what they mean on the node,
 * as in Ansible; a relative path begins where the login begins.
 */
public record NodePath(String text) {

    public NodePath {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must be a path, not empty");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must be a path, which has no NUL character");
        }
    }

    public static NodePath parse(String text) {
        return new NodePath(text);
    }

    /** A word of the shell that yields the path with its beginning expanded, and is no option to any command. */
    public Sh sh() {
        return Expansion.word(safe());
    }

    /** Words of the shell: the paths that match, where there are wildcards; else the path itself. */
    public Sh glob() {
        return Expansion.glob(safe());
    }

    private String safe() {
        return text.startsWith("-") ? "./" + text : text;
    }

    /** The path of something in this directory. */
    public NodePath child(String name) {
        return new NodePath(text.endsWith("/") ? text + name : text + "/" + name);
    }

    /** The last part: what follows the last slash. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    public boolean endsWithSlash() {
        return text.endsWith("/");
    }

    @Override
    public String toString() {
        return text;
    }
}
