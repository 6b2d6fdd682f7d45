package dev.drover.module.files;

import dev.drover.node.Attachment;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.question.PathState.Found;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Many files that travel as one archive and are put in place by a few commands, not by some commands for each of them. */
final class Bundle {

    /** Fewer are written one by one. */
    static final int WORTHWHILE = 4;

    private static final int LONGEST_NAME = 80;
    private static final int WORDS = 1000; // of one command
    private static final int BLOCK = 512;

    private record Directory(int number, String path, List<String> names) {}

    private final Map<String, Directory> directories = new LinkedHashMap<>();
    private final Map<FileWriting.Attire, List<String>> attires = new LinkedHashMap<>();
    private final List<Attachment> parts = new ArrayList<>();
    private int count;

    /** Whether a file of this name can be part of one. */
    static boolean takes(String name) {
        return bytes(name).length <= LONGEST_NAME;
    }

    int count() {
        return count;
    }

    /** @param path where it goes, which is no link */
    void add(NodePath path, Attachment contents, FileAttributes attributes, Optional<Found> there) {
        String parent =
                path.text().substring(0, path.text().length() - path.name().length());
        var directory =
                directories.computeIfAbsent(parent, key -> new Directory(directories.size(), key, new ArrayList<>()));
        directory.names().add(path.name());
        String name = directory.number() + "/" + path.name();
        attires.computeIfAbsent(FileWriting.attire(attributes, there), key -> new ArrayList<>())
                .add(name);
        parts.add(new Attachment.Bytes(header(name, contents.size())));
        parts.add(contents);
        parts.add(new Attachment.Bytes(new byte[(int) (-contents.size() & BLOCK - 1)]));
        count++;
    }

    Attachment archive() {
        var all = new ArrayList<>(parts);
        all.add(new Attachment.Bytes(new byte[2 * BLOCK]));
        return new Attachment.Joined(all);
    }

    /**
     * Shell text that unpacks it and puts all in place.
     *
     * @param archive a word that names its file
     * @param root a directory on the node that exists by then
     */
    List<Sh> steps(Sh archive, NodePath root) {
        var steps = new ArrayList<Sh>();
        steps.add(Sh.sh("dr_unpack {} {} || exit", archive, root.sh()));
        attires.forEach((attire, all) -> chunks(all)
                .forEach(some -> steps.add(Sh.sh(
                        "dr_dress {} {} {} {} {} || exit",
                        attire.keep(),
                        attire.owner(),
                        attire.group(),
                        attire.mode(),
                        some.stream().map(name -> "./" + name).toList()))));
        for (var directory : directories.values()) {
            chunks(directory.names())
                    .forEach(some -> steps.add(Sh.sh(
                            "dr_move {} {} {} || exit",
                            directory.number(),
                            new NodePath(directory.path()).sh(),
                            some)));
        }
        return steps;
    }

    private static List<List<String>> chunks(List<String> all) {
        var chunks = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += WORDS) {
            chunks.add(all.subList(from, Math.min(all.size(), from + WORDS)));
        }
        return chunks;
    }

    /** The header of a file in the format ustar; permissions come later, until then only the owner may read it. */
    private static byte[] header(String name, long size) {
        var header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000600");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        if (size < 1L << 33) {
            put(header, 124, "%011o".formatted(size));
        } else { // as GNU tar and busybox write what eleven octal digits can't say
            header[124] = (byte) 0x80;
            for (int i = 0; i < Long.BYTES; i++) {
                header[135 - i] = (byte) (size >>> 8 * i);
            }
        }
        put(header, 136, "00000000000");
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = '0';
        put(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = bytes(text);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
