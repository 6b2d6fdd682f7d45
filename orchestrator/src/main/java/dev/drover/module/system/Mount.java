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
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what is mounted where: in fstab, and now. */
@Module(value = "mount", collection = "ansible.posix", summary = "Keeps what is mounted where, at boot and now.")
public record Mount(
        @Alias("name") @Doc("The mount point.") String path,

        @Doc("What is mounted: mounted and present are in fstab, and mounted now, or not; unmounted stays in fstab.")
        State state,

        @Doc("The device, the directory or the share.") Optional<String> src,
        @Doc("The type of the file system.") Optional<String> fstype,
        @Default("defaults") @Doc("Options, as in fstab.") String opts,
        @Doc("Keep the options out of reports.") boolean optsNoLog,
        @Default("0") @Doc("The fifth field of fstab.") String dump,
        @Default("0") @Doc("The sixth field of fstab.") String passno,

        @Default("true") @Doc("Whether it is mounted at boot.")
        boolean boot,

        @Default("/etc/fstab") @Doc("The file.") NodePath fstab,
        @Doc("Keep what was there in a file.") boolean backup,
        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        MOUNTED,
        PRESENT,
        UNMOUNTED,
        ABSENT,
        ABSENT_FROM_FSTAB,
        REMOUNTED,
        EPHEMERAL
    }

    public Mount {
        boolean described = state == State.MOUNTED || state == State.PRESENT || state == State.EPHEMERAL;
        if (described && (src.isEmpty() || fstype.isEmpty())) {
            throw new IllegalArgumentException("src and fstype are required with this state");
        }
        if (path.isEmpty()
                || path.indexOf('\0') >= 0
                || !path.startsWith("/") && !path.equals("none") && !path.equals("-")) {
            throw new IllegalArgumentException("path must be that of a directory, from the root: \"" + path + "\"");
        }
        path = path.length() > 1 ? path.replaceFirst("/+$", "") : path;
    }

    @Override
    public Plan plan() {
        return Plan.ask(
                TextFile.question(fstab),
                new Output(Script.of("cat /proc/self/mounts; [ ! -e {} ] || echo '//'", path)),
                (file, mounts) -> decide(TextFile.of(fstab, file), mounts));
    }

    private Plan decide(TextFile file, Answer mounts) {
        boolean mounted = mounts.out()
                .lines()
                .map(line -> line.split(" "))
                .anyMatch(fields ->
                        fields.length > 1 && Fstab.unescaped(fields[1]).equals(path));
        boolean there = mounts.out().endsWith("//\n");
        var table = new Fstab(file.text());
        var edited = switch (state) {
            case MOUNTED, PRESENT ->
                table.entry(path, src.orElse("")).filter(entry()::equals).isPresent()
                        ? file.text()
                        : table.with(path, src.orElse(""), entry());
            case ABSENT, ABSENT_FROM_FSTAB ->
                table.entry(path, src.orElse("")).isPresent() ? table.without(path, src.orElse("")) : file.text();
            case UNMOUNTED, REMOUNTED, EPHEMERAL -> file.text();
        };
        boolean same = edited.equals(file.text());
        var steps = new ArrayList<Sh>();
        if (!same) {
            steps.add(Sh.sh("{} >/dev/null || exit", file.put(backup)));
        }
        boolean swap = fstype.filter("swap"::equals).isPresent();
        switch (state) {
            case MOUNTED -> {
                if (!mounted && !swap) {
                    steps.add(Sh.sh(
                            "[ -e {} ] || mkdir -m 755 -p -- {} || exit\nmount {} || exit", path, path, mountWords()));
                } else if (!same && !swap) {
                    steps.add(Sh.sh(
                            "mount -o remount {} 2>/dev/null || { umount {} && mount {}; } || exit",
                            path,
                            path,
                            mountWords()));
                }
            }
            case EPHEMERAL -> {
                if (!mounted) {
                    steps.add(Sh.sh(
                            "[ -e {} ] || mkdir -m 755 -p -- {} || exit\nmount {} || exit", path, path, direct()));
                }
            }
            case UNMOUNTED -> {
                if (mounted) {
                    steps.add(Sh.sh("umount {} || exit", path));
                }
            }
            case ABSENT -> {
                if (mounted) {
                    steps.add(Sh.sh("umount {} || exit", path));
                }
                if (there && !swap) {
                    steps.add(Sh.sh("[ ! -d {} ] || rmdir -- {} || exit", path, path));
                }
            }
            case REMOUNTED -> {
                if (!mounted) {
                    return Plan.failed("nothing is mounted on %s, so it can't be mounted again", path);
                }
                var options = opts.equals("defaults") ? "remount" : "remount," + opts;
                steps.add(Sh.sh("mount -o {} {} || exit", options, path));
            }
            case PRESENT, ABSENT_FROM_FSTAB -> {}
        }
        if (steps.isEmpty()) {
            return Plan.settled(result());
        }
        return new Plan.Change(
                file.diff(edited, controller),
                Script.of(Sh.lines(steps), file.attachment(edited)),
                result().withChanged(true),
                answer -> Plan.settled(
                        answer.ok()
                                ? result().withChanged(true)
                                : Result.failed("Error on %s: %s".formatted(path, Plan.complaint(answer)))));
    }

    /** The fields of the line in fstab. */
    private List<String> entry() {
        var options = boot || List.of(opts.split(",")).contains("noauto") ? opts : opts + ",noauto";
        return List.of(
                Fstab.escaped(src.orElse("")),
                Fstab.escaped(path),
                fstype.orElse(""),
                Fstab.escaped(options),
                dump,
                passno);
    }

    /** From the system's own fstab by name, from another file by that file. */
    private Sh mountWords() {
        return fstab.text().equals("/etc/fstab") ? Sh.sh("{}", path) : direct();
    }

    private Sh direct() {
        return Sh.sh("-t {} -o {} {} {}", fstype.orElse("auto"), opts, src.orElse(""), path);
    }

    private Result result() {
        var result = Result.UNCHANGED
                .with("name", path)
                .with("opts", optsNoLog ? "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER" : entry().get(3))
                .with("dump", dump)
                .with("passno", passno)
                .with("fstab", fstab.text())
                .with("boot", boot ? "yes" : "no");
        return src.map(source -> result.with("src", Value.of(source)).with("fstype", fstype.orElse("")))
                .orElse(result);
    }
}
