package dev.drover.module.system;

import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.NodePath;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps a limit that logins get from pam_limits. */
@Module(value = "pam_limits", collection = "community.general", summary = "Keeps limits of logins.")
public record PamLimits(
        @Doc("Whose limit it is: a user, @group, or * for all.")
        String domain,

        @Doc("Whether it can be raised by the user (soft), cannot (hard), or both at once (-).")
        String limitType,

        @Doc("What is limited: nofile, nproc, memlock, …") Item limitItem,

        @Doc("The limit; unlimited, infinity or -1 for none.")
        String value,

        @Default("/etc/security/limits.conf") @Doc("The file.")
        NodePath dest,

        @Default("") @Doc("What is written behind it.") String comment,

        @Doc("Keep a copy of the file as it was.") boolean backup,
        @Doc("Leave a limit that is lower.") boolean useMin,
        @Doc("Leave a limit that is higher.") boolean useMax,
        @Injected Controller controller)
        implements ModuleCall {

    public enum Item {
        CORE,
        DATA,
        FSIZE,
        MEMLOCK,
        NOFILE,
        RSS,
        STACK,
        CPU,
        NPROC,
        AS,
        MAXLOGINS,
        MAXSYSLOGINS,
        PRIORITY,
        LOCKS,
        SIGPENDING,
        MSGQUEUE,
        NICE,
        RTPRIO,
        CHROOT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<String> LIMIT_TYPES = List.of("hard", "soft", "-");
    private static final List<String> UNLIMITED = List.of("unlimited", "infinity", "-1");

    public PamLimits {
        if (domain.isBlank() || domain.matches("(?s).*[\\s#].*")) {
            throw new IllegalArgumentException("domain must be one word, not \"" + domain + "\"");
        }
        if (!LIMIT_TYPES.contains(limitType)) {
            throw new IllegalArgumentException("limit_type must be hard, soft or -, not \"" + limitType + "\"");
        }
        if (!UNLIMITED.contains(value) && !value.matches("-?[0-9]+")) {
            throw new IllegalArgumentException(
                    "value must be a number, unlimited, infinity or -1, not \"" + value + "\"");
        }
        if (comment.contains("\n")) {
            throw new IllegalArgumentException("comment must be one line");
        }
        if (useMin && useMax) {
            throw new IllegalArgumentException("use_min and use_max can't be given together");
        }
    }

    @Override
    public Plan plan() {
        return Plan.ask(TextFile.question(dest), answers -> decide(TextFile.of(dest, answers)));
    }

    private Plan decide(TextFile file) {
        var edited = edited(file.text());
        if (edited.equals(file.text())) {
            return Plan.settled(Result.UNCHANGED.with("msg", line(value)));
        }
        return Plan.changeOrFail(
                file.diff(edited, controller),
                Script.of(file.put(backup), file.attachment(edited)),
                (Answer _) -> Result.CHANGED.with("msg", line(value)));
    }

    /** The file's text as it should be: one line for this limit, where the first of them stood. */
    String edited(String text) {
        var lines = new ArrayList<String>();
        boolean there = false;
        for (var line : text.lines().toList()) {
            var words = line.replaceFirst("#.*", "").strip().split("\\s+");
            boolean ours = words.length == 4
                    && words[0].equals(domain)
                    && words[1].equals(limitType)
                    && words[2].equals(limitItem.word());
            if (!ours) {
                lines.add(line);
            } else if (!there) {
                there = true;
                var wanted = chosen(words[3]);
                lines.add(wanted.equals(words[3]) ? line : line(wanted));
            }
        }
        if (!there) {
            lines.add(line(value));
        }
        return lines.equals(text.lines().toList()) ? text : String.join("\n", lines) + "\n";
    }

    private String chosen(String now) {
        boolean higher = UNLIMITED.contains(now)
                || !UNLIMITED.contains(value)
                        && now.matches("-?[0-9]+")
                        && new BigInteger(now).compareTo(new BigInteger(value)) >= 0;
        boolean same = now.equals(value) || UNLIMITED.contains(now) && UNLIMITED.contains(value);
        return same || useMax && higher || useMin && !higher ? now : value;
    }

    private String line(String limit) {
        var line = "%s\t%s\t%s\t%s".formatted(domain, limitType, limitItem.word(), limit);
        return comment.isEmpty() ? line : line + "\t#" + comment;
    }
}
