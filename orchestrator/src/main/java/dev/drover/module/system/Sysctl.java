package dev.drover.module.system;

import dev.drover.module.Alias;
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
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import java.util.ArrayList;
import java.util.Optional;

/** Keeps a setting of the kernel in a file that counts at boot, and in the running kernel. */
@Module(value = "sysctl", collection = "ansible.posix", summary = "Keeps settings of the kernel.")
public record Sysctl(
        @Alias("key") @Doc("The setting: net.ipv4.ip_forward.")
        String name,

        @Alias("val") @Doc("Its value.") Optional<String> value,

        @Default("present") @Doc("Whether it is to be in the file.")
        State state,

        @Default("/etc/sysctl.conf") @Doc("The file.") NodePath sysctlFile,

        @Default("true") @Doc("Have the kernel read the file after a change.")
        boolean reload,

        @Doc("Set it in the running kernel too, where it differs there.")
        boolean sysctlSet,

        @Doc("Go on where the kernel does not know the setting.")
        boolean ignoreerrors,

        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        PRESENT,
        ABSENT
    }

    public Sysctl {
        if (name.isBlank() || name.contains("=") || name.startsWith("-") || name.matches("(?s).*\\s.*")) {
            throw new IllegalArgumentException("name must be that of a setting, not \"" + name + "\"");
        }
        if (state == State.PRESENT && value.filter(text -> !text.isBlank()).isEmpty()) {
            throw new IllegalArgumentException("value is required with state=present");
        }
    }

    @Override
    public Plan plan() {
        var current = new Output(Script.of("sysctl -n -e {} 2>/dev/null || :", name));
        return Plan.ask(
                TextFile.question(sysctlFile),
                current,
                (file, running) -> decide(TextFile.of(sysctlFile, file), running));
    }

    private Plan decide(TextFile file, Answer running) {
        var edited = edited(file.text());
        boolean kept = edited.equals(file.text());
        boolean set = state == State.ABSENT
                || !sysctlSet
                || plain(running.out()).equals(wanted())
                || running.out().isEmpty() && ignoreerrors;
        if (kept && set) {
            return Plan.settled(Result.UNCHANGED);
        }
        var errors = ignoreerrors ? Sh.sh("-e") : Sh.sh("");
        var steps = new ArrayList<Sh>();
        if (!kept) {
            steps.add(Sh.sh("{} >/dev/null || exit", file.put(false)));
        }
        if (!set) {
            steps.add(Sh.sh("sysctl {} -w {} >/dev/null || exit", errors, name + "=" + wanted()));
        }
        if (!kept && reload) {
            steps.add(Sh.sh("sysctl {} -p {} >/dev/null || exit", errors, sysctlFile.sh()));
        }
        return Plan.changeOrFail(
                file.diff(edited, controller),
                Script.of(Sh.lines(steps), file.attachment(edited)),
                _ -> Result.CHANGED);
    }

    /** The file's text as it should be. */
    String edited(String text) {
        var lines = new ArrayList<String>();
        boolean there = false;
        for (var line : text.lines().toList()) {
            int equals = line.indexOf('=');
            boolean ours = equals > 0
                    && !line.strip().matches("[#;].*")
                    && line.substring(0, equals).strip().equals(name);
            if (!ours) {
                lines.add(line);
            } else if (state == State.PRESENT && !there) {
                there = true;
                lines.add(plain(line.substring(equals + 1)).equals(wanted()) ? line : name + "=" + wanted());
            }
        }
        if (state == State.PRESENT && !there) {
            lines.add(name + "=" + wanted());
        }
        return lines.equals(text.lines().toList()) ? text : String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
    }

    private String wanted() {
        var text = plain(value.orElse(""));
        return switch (text) {
            case "True", "true", "yes", "on" -> "1";
            case "False", "false", "no", "off" -> "0";
            default -> text;
        };
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
