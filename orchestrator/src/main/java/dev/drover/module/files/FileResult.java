package dev.drover.module.files;

import dev.drover.module.Result;
import dev.drover.question.FileType;
import dev.drover.question.Mode;
import dev.drover.question.PathState;
import dev.drover.value.Value;

/** The fields that tell of a file in a result. */
public final class FileResult {

    private FileResult() {}

    /** The result with the path under {@code field}, and with what is there: owner, group, mode, size, state. */
    public static Result with(Result result, String field, PathState.Answer there) {
        var named = result.with(field, there.path());
        if (!(there instanceof PathState.Found found)) {
            return named.with("state", "absent");
        }
        return named.with("uid", Value.of(found.uid()))
                .with("gid", Value.of(found.gid()))
                .with("owner", found.owner())
                .with("group", found.group())
                .with("mode", Mode.digits(found.mode()))
                .with("state", state(found))
                .with("size", Value.of(found.size()));
    }

    /** {@code hard} for one file of several names, as Ansible has it; {@code file} for all that is not a directory or link. */
    static String state(PathState.Found found) {
        return switch (found.type()) {
            case DIRECTORY -> "directory";
            case LINK -> "link";
            default -> found.type() == FileType.REGULAR && found.inode().links() > 1 ? "hard" : "file";
        };
    }

    static String state(PathState.Answer there) {
        return there instanceof PathState.Found found ? state(found) : "absent";
    }
}
