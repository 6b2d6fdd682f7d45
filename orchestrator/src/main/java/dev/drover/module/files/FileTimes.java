package dev.drover.module.files;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.question.PathState.Found;
import dev.drover.question.UnansweredException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Optional;

/** When a file is to have been read and changed: {@code now}, {@code preserve}, or a moment on the node's clock. */
public record FileTimes(
        @Doc("When it was last changed: now, preserve, or a moment.")
        Optional<String> modificationTime,

        @Default("%Y%m%d%H%M.%S") @Doc("How modification_time is written, in the letters of strftime.")
        String modificationTimeFormat,

        @Doc("When it was last read: now, preserve, or a moment.")
        Optional<String> accessTime,

        @Default("%Y%m%d%H%M.%S") @Doc("How access_time is written, in the letters of strftime.")
        String accessTimeFormat) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** As {@code state: touch} has them: now, unless they are given. */
    FileTimes touching() {
        return with(modificationTime.orElse("now"), accessTime.orElse("now"));
    }

    private FileTimes with(String modified, String accessed) {
        return new FileTimes(Optional.of(modified), modificationTimeFormat, Optional.of(accessed), accessTimeFormat);
    }

    /** Whether a moment is given, so that the node must say which second it is: its time zone is its own. */
    boolean explicit() {
        return moment(modificationTime.orElse("now")) || moment(accessTime.orElse("now"));
    }

    private static boolean moment(String time) {
        return !time.equals("now") && !time.equals("preserve") && !time.startsWith("@");
    }

    Output question() {
        return new Output(Script.of(
                "{}; {}",
                seconds(modificationTime.orElse("now"), modificationTimeFormat),
                seconds(accessTime.orElse("now"), accessTimeFormat)));
    }

    private static Sh seconds(String time, String format) {
        return moment(time) ? Sh.sh("date -d {} +%s", DATE.format(parsed(time, format))) : Sh.sh("echo -");
    }

    private static LocalDateTime parsed(String time, String format) {
        var pattern = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                char field = format.charAt(++i);
                pattern.append(
                        switch (field) {
                            case 'Y' -> "uuuu";
                            case 'm' -> "MM";
                            case 'd' -> "dd";
                            case 'H' -> "HH";
                            case 'M' -> "mm";
                            case 'S' -> "ss";
                            default -> throw new IllegalArgumentException("times can't be written with %" + field);
                        });
            } else {
                pattern.append(c == '\'' ? "''" : "'" + c + "'");
            }
        }
        try {
            return LocalDateTime.parse(time, DateTimeFormatter.ofPattern(pattern.toString()));
        } catch (DateTimeParseException e) {
            throw new UnansweredException("\"%s\" is no time that is written as %s".formatted(time, format));
        }
    }

    /** The same with moments as seconds since 1970, as the node said them. */
    FileTimes at(Answer answer) {
        var lines = answer.out().lines().toList();
        if (!answer.ok() || lines.size() != 2) {
            throw new UnansweredException("can't tell the time: " + answer.err().strip());
        }
        return new FileTimes(
                modificationTime.map(time -> moment(time) ? "@" + lines.get(0) : time),
                modificationTimeFormat,
                accessTime.map(time -> moment(time) ? "@" + lines.get(1) : time),
                accessTimeFormat);
    }

    boolean fit(Found found) {
        return fits(modificationTime, found.inode().modified())
                && fits(accessTime, found.inode().accessed());
    }

    private static boolean fits(Optional<String> time, BigDecimal there) {
        var wanted = time.orElse("preserve");
        return wanted.equals("preserve")
                || wanted.equals("@" + there.setScale(0, RoundingMode.FLOOR).toPlainString());
    }

    /** The command that sets them. */
    Sh sh(NodePath path) {
        var commands = new ArrayList<Sh>();
        command("-m", modificationTime, path).ifPresent(commands::add);
        command("-a", accessTime, path).ifPresent(commands::add);
        return switch (commands.size()) {
            case 0 -> Sh.sh(":");
            case 1 -> commands.getFirst();
            default -> Sh.sh("{} && {}", commands.get(0), commands.get(1));
        };
    }

    private static Optional<Sh> command(String which, Optional<String> time, NodePath path) {
        return time.filter(one -> !one.equals("preserve"))
                .map(one -> one.equals("now")
                        ? Sh.sh("touch {} -- {}", which, path.sh())
                        : Sh.sh("touch {} -d {} -- {}", which, one, path.sh()));
    }
}
