package dev.drover.question;

/** Something in a file system that belongs to somebody. */
public interface Owned {

    FileType type();

    /** Permissions with the set-id and sticky bits. */
    int mode();

    /** The user's name, or the number where it has none. */
    String owner();

    long uid();

    /** The group's name, or the number where it has none. */
    String group();

    long gid();

    /** A name as stat prints it, or the number where there is none. */
    static String name(String name, String number) {
        return name.equals("UNKNOWN") ? number : name;
    }
}
