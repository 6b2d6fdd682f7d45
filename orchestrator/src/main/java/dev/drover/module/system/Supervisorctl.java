package dev.drover.module.system;

import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts, stops and adds programs of supervisor. */
@Module(
        value = "supervisorctl",
        collection = "community.general",
        summary = "Starts, stops and adds programs of supervisor.")
public record Supervisorctl(
        @Doc("The program; a group with a colon behind it; or all.")
        String name,

        @Doc("How it is to be: present and absent are about the configuration that supervisor has read.")
        State state,

        @Doc("The configuration file of supervisor.") Optional<String> config,
        @Doc("Where supervisor listens.") Optional<String> serverUrl,
        @Doc("The user for it.") Optional<String> username,

        @Doc(
                "Refused: everybody on the node would see it among the arguments; supervisor's configuration file may hold it.")
        Optional<String> password,

        @Doc("The signal, with state=signalled.") Optional<String> signal,

        @Doc("Stop it before it is removed.") boolean stopBeforeRemoving,

        @Default("supervisorctl") @Doc("Where supervisorctl is.")
        String supervisorctlPath)
        implements ModuleCall {

    public enum State {
        PRESENT,
        STARTED,
        STOPPED,
        RESTARTED,
        ABSENT,
        SIGNALLED
    }

    public Supervisorctl {
        if (state == State.SIGNALLED && signal.isEmpty()) {
            throw new IllegalArgumentException("signal is required with state=signalled");
        }
        if (password.isPresent()) {
            throw new IllegalArgumentException(
                    "password would be seen by everybody on the node; write it into the file of config");
        }
        if (name.startsWith("-") || name.isBlank()) {
            throw new IllegalArgumentException("name must be that of a program, not \"" + name + "\"");
        }
    }

    @Override
    public Plan plan() {
        var look = Script.of(
                "command -v {} >/dev/null || { echo 'the node has no supervisorctl' >&2; exit 9; }\n{} status; :",
                supervisorctlPath,
                command());
        return Plan.ask(
                new Output(look), answer -> answer.ok() ? decide(answer) : Plan.failed("%s", Plan.complaint(answer)));
    }

    private List<String> command() {
        var words = new ArrayList<>(List.of(supervisorctlPath));
        config.ifPresent(file -> words.addAll(List.of("-c", file)));
        serverUrl.ifPresent(url -> words.addAll(List.of("-s", url)));
        username.ifPresent(user -> words.addAll(List.of("-u", user)));
        return words;
    }

    /** A program of the list that is meant: its name and how it is. */
    private record Program(String name, String status) {}

    private Plan decide(Answer answer) {
        if (Stream.of("refused", "no such file", "unix:///", "Error:").anyMatch(answer.out()::contains)
                && answer.out().lines().noneMatch(line -> line.matches("\\S+\\s+[A-Z]+\\b.*"))) {
            return Plan.failed("supervisor does not answer: %s", answer.out().strip());
        }
        var programs = answer.out()
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length >= 2 && meant(words[0]))
                .map(words -> new Program(words[0], words[1]))
                .toList();
        return switch (state) {
            case PRESENT ->
                programs.isEmpty()
                        ? run(Sh.sh("{} reread >/dev/null\n{}", command(), call("add", group())), "no such group")
                        : settled("present");
            case ABSENT -> programs.isEmpty() ? settled("absent") : run(removal(), "ERROR");
            case STARTED ->
                missing(programs)
                        .orElseGet(() -> programs.stream().allMatch(program -> on(program))
                                ? settled("started")
                                : run(call("start", name), "ERROR"));
            case STOPPED ->
                missing(programs)
                        .orElseGet(() -> programs.stream().noneMatch(program -> on(program))
                                ? settled("stopped")
                                : run(call("stop", name), "ERROR"));
            case RESTARTED ->
                missing(programs)
                        .orElseGet(() ->
                                run(Sh.sh("{} update >/dev/null\n{}", command(), call("restart", name)), "ERROR"));
            case SIGNALLED ->
                missing(programs)
                        .orElseGet(() -> run(Sh.sh("{} signal {} {}", command(), signal.orElseThrow(), name), "ERROR"));
        };
    }

    private String group() {
        return name.replaceFirst(":$", "");
    }

    private boolean meant(String program) {
        return name.equals("all")
                || program.equals(name)
                || name.endsWith(":") && program.startsWith(name)
                || !name.contains(":") && program.startsWith(name + ":");
    }

    private static boolean on(Program program) {
        return program.status().equals("RUNNING") || program.status().equals("STARTING");
    }

    private Optional<Plan> missing(List<Program> programs) {
        return programs.isEmpty() && !name.equals("all")
                ? Optional.of(Plan.failed("supervisor has no program \"%s\"", name))
                : Optional.empty();
    }

    private Sh call(String verb, String what) {
        return Sh.sh("{} {} {}", command(), verb, what);
    }

    private Sh removal() {
        return stopBeforeRemoving
                ? Sh.sh(
                        "{} >/dev/null\n{} reread >/dev/null\n{}",
                        call("stop", name),
                        command(),
                        call("remove", group()))
                : Sh.sh("{} reread >/dev/null\n{}", command(), call("remove", group()));
    }

    private Plan settled(String now) {
        return Plan.settled(Result.UNCHANGED.with("name", name).with("state", now));
    }

    /** supervisorctl tells failures in words; its status is not to be trusted. */
    private Plan run(Sh sh, String failure) {
        var wanted = state.name().toLowerCase(Locale.ROOT);
        var result = Result.CHANGED.with("name", name).with("state", wanted);
        return new Plan.Change(
                Diff.state(name, Map.of(), Map.of("state", Value.of(wanted))),
                Script.of(sh),
                result,
                answer -> Plan.settled(
                        answer.out().contains("ERROR") || answer.out().contains(failure) || !answer.ok()
                                ? Result.failed((answer.out() + answer.err()).strip())
                                : result));
    }
}
