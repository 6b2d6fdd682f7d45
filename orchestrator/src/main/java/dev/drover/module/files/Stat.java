package dev.drover.module.files;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.FileType;
import dev.drover.question.Mode;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.question.PathState;
import dev.drover.question.PathState.Found;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells what is at a path. */
@Module(value = "stat", summary = "Tells what is at a path.")
public record Stat(
        @Alias({"dest", "name"}) @Doc("The path.") NodePath path,
        @Doc("Tell of what a symbolic link points to.") boolean follow,

        @Alias("checksum") @Default("true") @Doc("Tell the checksum of a regular file.")
        boolean getChecksum,

        @Alias({"checksum_algo"}) @Default("sha1") @Doc("Which checksum.")
        Algorithm checksumAlgorithm,

        @Alias({"mime", "mime_type", "mime-type"})
        @Default("true")
        @Doc("Tell the kind of contents, where the node has file(1).")
        boolean getMime,

        @Alias({"attr", "attributes"})
        @Default("true")
        @Doc("Tell the flags of the file system, where the node has lsattr(1).")
        boolean getAttributes,

        @Doc("Tell the SELinux context.") boolean getSelinuxContext)
        implements ModuleCall {

    public enum Algorithm {
        MD5,
        SHA1,
        SHA224,
        SHA256,
        SHA384,
        SHA512
    }

    @Override
    public Plan plan() {
        var state = new PathState(path, follow, getChecksum ? Optional.of(algorithm()) : Optional.empty());
        if (!getMime && !getAttributes) {
            return Plan.ask(state, there -> answered(there, Map.of()));
        }
        return Plan.ask(state, new Output(look()), (there, more) -> answered(there, more(more)));
    }

    private String algorithm() {
        return checksumAlgorithm.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** One line of flags, then one of the kind of contents; empty where the node can't tell. */
    private Script look() {
        return Script.of(
                "dr_flags {} {}; dr_mime {} {} {}",
                getAttributes ? "1" : "",
                path.sh(),
                getMime ? "1" : "",
                follow ? "1" : "",
                path.sh());
    }

    private Map<String, Value> more(Answer answer) {
        var fields = new LinkedHashMap<String, Value>();
        var lines = answer.out().split("\n", -1);
        if (getAttributes) {
            var words = lines[0].strip().split(" +", 3);
            boolean told = words.length > 1;
            var flags = told ? words[1].replace("-", "") : "";
            fields.put("version", told ? Value.of(words[0]) : Value.NIL);
            fields.put("attributes", FileFlags.names(flags));
            fields.put("attr_flags", Value.of(flags));
        }
        if (getMime) {
            var kind = lines.length > 1 ? lines[1].strip() : "";
            int charset = kind.indexOf("; charset=");
            fields.put("mimetype", Value.of(charset < 0 ? "unknown" : kind.substring(0, charset)));
            fields.put("charset", Value.of(charset < 0 ? "unknown" : kind.substring(charset + 10)));
        }
        return fields;
    }

    private static Plan answered(PathState.Answer there, Map<String, Value> more) {
        var stat = new LinkedHashMap<String, Value>();
        stat.put("exists", Value.of(there.exists()));
        there.found().ifPresent(found -> {
            describe(found, stat);
            stat.putAll(more);
        });
        return Plan.settled(Result.UNCHANGED.with("stat", Value.Mapping.of(stat)));
    }

    private static void describe(Found found, Map<String, Value> stat) {
        stat.put("path", Value.of(found.path()));
        stat.put("mode", Value.of(Mode.digits(found.mode())));
        is(found, stat, "isdir", FileType.DIRECTORY);
        is(found, stat, "ischr", FileType.CHARACTER);
        is(found, stat, "isblk", FileType.BLOCK);
        is(found, stat, "isreg", FileType.REGULAR);
        is(found, stat, "isfifo", FileType.FIFO);
        is(found, stat, "islnk", FileType.LINK);
        is(found, stat, "issock", FileType.SOCKET);
        stat.put("uid", Value.of(found.uid()));
        stat.put("gid", Value.of(found.gid()));
        stat.put("size", Value.of(found.size()));
        var inode = found.inode();
        stat.put("inode", Value.of(inode.number()));
        stat.put("dev", Value.of(inode.device()));
        stat.put("nlink", Value.of(inode.links()));
        stat.put("atime", Value.of(inode.accessed().doubleValue()));
        stat.put("mtime", Value.of(inode.modified().doubleValue()));
        stat.put("ctime", Value.of(inode.changed().doubleValue()));
        permissions(found.mode(), stat);
        stat.put("blocks", Value.of(inode.blocks()));
        stat.put("disk_usage_bytes", Value.of(inode.blocks() * 512));
        stat.put("block_size", Value.of(inode.blockSize()));
        stat.put("device_type", Value.of(inode.deviceType()));
        stat.put("readable", Value.of(found.access().contains("r")));
        stat.put("writeable", Value.of(found.access().contains("w")));
        stat.put("executable", Value.of(found.access().contains("x")));
        if (!found.owner().equals(Long.toString(found.uid()))) {
            stat.put("pw_name", Value.of(found.owner()));
        }
        if (!found.group().equals(Long.toString(found.gid()))) {
            stat.put("gr_name", Value.of(found.group()));
        }
        found.checksum().ifPresent(sum -> stat.put("checksum", Value.of(sum)));
        found.link().ifPresent(link -> {
            stat.put("lnk_source", Value.of(link.end()));
            stat.put("lnk_target", Value.of(link.target()));
        });
    }

    private static void is(Found found, Map<String, Value> stat, String field, FileType type) {
        stat.put(field, Value.of(found.type() == type));
    }

    private static void permissions(int mode, Map<String, Value> stat) {
        var names = new String[] {"xoth", "woth", "roth", "xgrp", "wgrp", "rgrp", "xusr", "wusr", "rusr"};
        for (int bit = names.length - 1; bit >= 0; bit--) {
            stat.put(names[bit], Value.of((mode >> bit & 1) == 1));
        }
        stat.put("isuid", Value.of((mode & 04000) != 0));
        stat.put("isgid", Value.of((mode & 02000) != 0));
    }
}
