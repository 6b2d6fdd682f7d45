package dev.drover.check;

import dev.drover.inventory.InventoryException;
import dev.drover.inventory.VariableFiles;
import dev.drover.playbook.FilePlaces;
import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import dev.drover.value.Code;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks for the files that tasks and plays name. */
final class FileCheck {

    private final VariableFiles files;
    private final Findings findings;
    private final boolean certain;

    /** @param certain whether no task could make files on the controller before they are needed */
    FileCheck(VariableFiles files, Findings findings, boolean certain) {
        this.files = files;
        this.findings = findings;
        this.certain = certain;
    }

    /** Whether a task may make files on the controller. */
    static boolean mayMakeFiles(Task task) {
        return task.shortModule().equals("fetch")
                || task.keywords().get(dev.drover.playbook.Keyword.DELEGATE_TO).isPresent()
                || task.keywords().get(dev.drover.playbook.Keyword.CONNECTION).isPresent();
    }

    void task(Visit visit) {
        var arguments = visit.task().arguments();
        switch (visit.task().shortModule()) {
            case "copy", "unarchive", "ansible.posix.patch" -> {
                if (Constants.isOff(arguments.get("remote_src"))) {
                    source(visit, "files", Constants.text(arguments, "src"));
                }
            }
            case "template" -> source(visit, "templates", Constants.text(arguments, "src"));
            case "script" ->
                source(
                        visit,
                        "files",
                        Constants.text(arguments, "cmd", "_raw_params").map(FileCheck::program));
            case "include_vars" -> {
                var file = Constants.text(arguments, "file", "_raw_params");
                source(visit, "vars", file);
                file.flatMap(name -> place(visit, "vars", name)).ifPresent(this::variables);
            }
            default -> {}
        }
    }

    private static Value.Text program(Value.Text line) {
        return new Value.Text(line.text().strip().split("\\s+", 2)[0], line.unsafe(), line.secret(), line.origin());
    }

    private static Optional<Path> place(Visit visit, String kind, Value.Text name) {
        return FilePlaces.of(visit.task()).places(kind, name.text()).stream()
                .filter(Files::exists)
                .findFirst();
    }

    private void source(Visit visit, String kind, Optional<Value.Text> written) {
        var name = written.filter(text -> !text.text().isBlank() && !text.text().contains("://"));
        if (name.isEmpty() || place(visit, kind, name.get()).isPresent()) {
            return;
        }
        boolean relative =
                !name.get().text().startsWith("/") && !name.get().text().startsWith("~");
        var task = visit.task();
        findings.add(
                new Problem(
                        kind.equals("vars") ? Code.NO_VARIABLE_FILE : Code.NO_SOURCE_FILE,
                        "there is no file " + name.get().text(),
                        name.get().origin().known() ? name.get().origin() : task.origin(),
                        Optional.of("looked in " + kind + "/ of "
                                + String.join(
                                        ", ",
                                        task.files().stream()
                                                .map(Path::toString)
                                                .toList())
                                + " and beside it")),
                certain && relative && visit.evaluates());
    }

    /** {@code vars_files}: of each entry one file must be there. */
    void play(Play play, boolean hosts) {
        for (var entry : play.variableFiles()) {
            var candidates = entry instanceof Value.Sequence(var items) ? items : List.of(entry);
            if (!candidates.stream().allMatch(Constants::isConstant)) {
                continue;
            }
            var found = candidates.stream()
                    .map(candidate -> play.directory().resolve(candidate.toString()))
                    .filter(Files::isRegularFile)
                    .findFirst();
            if (found.isEmpty()) {
                findings.add(
                        new Problem(
                                Code.NO_VARIABLE_FILE,
                                "there is no file of variables " + candidates.getFirst(),
                                candidates.getFirst() instanceof Value.Text text ? text.origin() : play.origin()),
                        hosts);
            }
            found.ifPresent(this::variables);
        }
    }

    private void variables(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            files.file(file);
        } catch (InventoryException e) {
            e.problems().forEach(problem -> findings.add(problem.orCode(Code.BAD_VARIABLE_FILE)));
        }
    }
}
