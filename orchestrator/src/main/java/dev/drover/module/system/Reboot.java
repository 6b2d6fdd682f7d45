package dev.drover.module.system;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.module.control.WaitForConnection;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;

/** Restarts a node, and waits until it answers again; the engine does the waiting. */
@Module(value = "reboot", summary = "Restarts a node and waits until it is back.")
public record Reboot(
        @Default("0") @Doc("How many seconds to wait before the restart.")
        double preRebootDelay,

        @Default("0") @Doc("How many seconds to wait after it before the node is asked.")
        double postRebootDelay,

        @Default("600") @Doc("How many seconds the node may take to be back.")
        double rebootTimeout,

        @Doc("How many seconds an attempt to connect may take; the connection's own limit counts.")
        Optional<Integer> connectTimeout,

        @Default("whoami") @Doc("A command that must succeed when the node is back.")
        String testCommand,

        @Default("Reboot initiated by Ansible") @Doc("What users of the node are told.")
        String msg,

        @Default("/sbin, /bin, /usr/sbin, /usr/bin, /usr/local/sbin") @Doc("Where the command is looked for.")
        List<String> searchPaths,

        @Alias("last_boot_time_command")
        @Default("cat /proc/sys/kernel/random/boot_id")
        @Doc("A command whose answer is another one after each start.")
        String bootTimeCommand,

        @Doc("The command that restarts the node; found out by itself.")
        Optional<String> rebootCommand)
        implements ModuleCall {

    @Override
    public Plan plan() {
        return Plan.ask(new Output(Script.of("sh -c {}", bootTimeCommand)), this::restart);
    }

    private Plan restart(Answer before) {
        if (!before.ok() || before.out().isBlank()) {
            return Plan.failed("can't tell when the node was started: %s", Plan.complaint(before));
        }
        // the answer must be here before the connection is cut
        var restart = rebootCommand
                .map(command -> Sh.sh("{}", command))
                .orElse(Sh.sh(
                        "{}",
                        Sh.sh("if command -v shutdown >/dev/null; then shutdown -r now {}; else reboot; fi", msg)
                                .text()));
        var script = Script.of(
                "PATH={}:$PATH; export PATH\nnohup sh -c {} sh {} {} </dev/null >/dev/null 2>&1 &",
                String.join(":", searchPaths.stream().map(String::strip).toList()),
                "sleep \"$1\"; eval \"$2\"",
                Double.toString(Math.max(1, preRebootDelay)),
                restart);
        var waiting = WaitForConnection.wish(
                postRebootDelay,
                1,
                rebootTimeout,
                bootTimeCommand + "\n" + before.out().strip(),
                testCommand);
        return new Plan.Change(
                Diff.NONE,
                script,
                Result.CHANGED.with("rebooted", Value.TRUE),
                answer -> answer.ok()
                        ? Plan.settled(
                                Result.CHANGED.with("rebooted", Value.TRUE).with(WaitForConnection.FIELD, waiting))
                        : Plan.failed("the restart could not be begun: %s", Plan.complaint(answer)));
    }
}
