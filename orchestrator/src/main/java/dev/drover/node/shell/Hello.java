package dev.drover.node.shell;

/**
 * What a shell says of itself when it is ready.
 *
 * @param pid of the loop
 * @param session its session's id; empty where the node has no /proc
 * @param parent pid of its parent
 * @param directory where it keeps what it captures
 */
record Hello(String pid, String session, String parent, String uid, String directory) {

    static Hello parse(String line) {
        var words = line.split(" ", 5);
        if (words.length < 5) {
            throw new IllegalArgumentException("no hello: " + line);
        }
        return new Hello(words[0], words[1], words[2], words[3], words[4]);
    }
}
