package dev.drover.module.files;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** The flags of the file system that chattr sets, and the words that results have for them. */
final class FileFlags {

    private static final Map<Character, String> WORDS = new TreeMap<>(Map.ofEntries(
            Map.entry('A', "noatime"),
            Map.entry('a', "append"),
            Map.entry('c', "compressed"),
            Map.entry('C', "nocow"),
            Map.entry('d', "nodump"),
            Map.entry('D', "dirsync"),
            Map.entry('e', "extents"),
            Map.entry('E', "encrypted"),
            Map.entry('h', "blocksize"),
            Map.entry('i', "immutable"),
            Map.entry('I', "indexed"),
            Map.entry('j', "journalled"),
            Map.entry('N', "inline"),
            Map.entry('s', "zero"),
            Map.entry('S', "synchronous"),
            Map.entry('t', "notail"),
            Map.entry('T', "blockroot"),
            Map.entry('u', "undelete"),
            Map.entry('X', "compressedraw"),
            Map.entry('Z', "compresseddirty")));

    private FileFlags() {}

    static Value names(String flags) {
        var names = new ArrayList<Value>();
        for (char flag : flags.toCharArray()) {
            if (WORDS.containsKey(flag)) {
                names.add(Value.of(WORDS.get(flag)));
            }
        }
        return new Value.Sequence(names);
    }
}
