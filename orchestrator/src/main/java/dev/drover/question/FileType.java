package dev.drover.question;

/** What a directory's entry can be. */
public enum FileType {
    REGULAR("file"),
    DIRECTORY("directory"),
    LINK("link"),
    CHARACTER("char"),
    BLOCK("block"),
    FIFO("fifo"),
    SOCKET("socket");

    private final String word;

    FileType(String word) {
        this.word = word;
    }

    /** As results name it: {@code file}, {@code directory}, {@code link}. */
    public String word() {
        return word;
    }

    /** From the mode that stat gives. */
    public static FileType of(int mode) {
        return switch (mode & 0170000) {
            case 0040000 -> DIRECTORY;
            case 0120000 -> LINK;
            case 0020000 -> CHARACTER;
            case 0060000 -> BLOCK;
            case 0010000 -> FIFO;
            case 0140000 -> SOCKET;
            default -> REGULAR;
        };
    }
}
