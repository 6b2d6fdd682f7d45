package dev.drover.module.python;

/** What a process takes away from the permissions of the files it makes. */
public record Umask(String octal) {

    public static Umask parse(String text) {
        if (!text.matches("0?[0-7]{1,4}")) {
            throw new IllegalArgumentException("must be octal and quoted (\"0022\"), not \"" + text + "\"");
        }
        return new Umask(text);
    }
}
