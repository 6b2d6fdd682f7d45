package dev.drover.module.files;

import dev.drover.question.FileType;
import dev.drover.question.Mode;
import dev.drover.value.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * What find lists of one file.
 *
 * @param stat the numbers of stat(1): mode, links, inode, device, uid, gid, size, blocks, three times
 */
record FoundFile(String[] stat, String owner, String group, String path) {

    private static final String[] BITS = {"xoth", "woth", "roth", "xgrp", "wgrp", "rgrp", "xusr", "wusr", "rusr"};

    static FoundFile parse(String line) {
        var parts = line.split("\t", 4);
        return new FoundFile(parts[0].split(" "), parts[1], parts[2], parts[3]);
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    FileType type() {
        return FileType.of(raw());
    }

    int mode() {
        return raw() & 07777;
    }

    private int raw() {
        return Integer.parseInt(stat[0], 16);
    }

    long size() {
        return number(6);
    }

    private long number(int field) {
        return Long.parseLong(stat[field]);
    }

    BigDecimal stamp(Find.Stamp stamp) {
        return new BigDecimal(stat[
                switch (stamp) {
                    case ATIME -> 8;
                    case MTIME -> 9;
                    case CTIME -> 10;
                }]);
    }

    Value value(Optional<String> checksum) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("path", Value.of(path));
        fields.put("mode", Value.of(Mode.digits(mode())));
        fields.put("isdir", Value.of(type() == FileType.DIRECTORY));
        fields.put("ischr", Value.of(type() == FileType.CHARACTER));
        fields.put("isblk", Value.of(type() == FileType.BLOCK));
        fields.put("isreg", Value.of(type() == FileType.REGULAR));
        fields.put("isfifo", Value.of(type() == FileType.FIFO));
        fields.put("islnk", Value.of(type() == FileType.LINK));
        fields.put("issock", Value.of(type() == FileType.SOCKET));
        fields.put("uid", Value.of(number(4)));
        fields.put("gid", Value.of(number(5)));
        fields.put("size", Value.of(size()));
        fields.put("inode", Value.of(number(2)));
        fields.put("dev", Value.of(number(3)));
        fields.put("nlink", Value.of(number(1)));
        fields.put("atime", Value.of(stamp(Find.Stamp.ATIME).doubleValue()));
        fields.put("mtime", Value.of(stamp(Find.Stamp.MTIME).doubleValue()));
        fields.put("ctime", Value.of(stamp(Find.Stamp.CTIME).doubleValue()));
        fields.put("gr_name", Value.of(group.equals("UNKNOWN") ? "" : group));
        fields.put("pw_name", Value.of(owner.equals("UNKNOWN") ? "" : owner));
        fields.put("blocks", Value.of(number(7)));
        fields.put("disk_usage_bytes", Value.of(number(7) * 512));
        for (int bit = 0; bit < BITS.length; bit++) {
            fields.put(BITS[bit], Value.of((mode() >> bit & 1) == 1));
        }
        fields.put("isuid", Value.of((mode() & 04000) != 0));
        fields.put("isgid", Value.of((mode() & 02000) != 0));
        checksum.ifPresent(sum -> fields.put("checksum", Value.of(sum)));
        return Value.Mapping.of(fields);
    }
}
