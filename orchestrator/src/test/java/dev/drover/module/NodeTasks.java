package dev.drover.module;

import dev.drover.lab.LabNode;
import java.nio.file.Path;
import java.util.List;

/** Tasks on a real node, as root. */
public final class NodeTasks {

    private final LocalShell shell;

    public NodeTasks(LabNode node) {
        var words = node.lab().entering(node.node(), List.of("sh", "-s")).stream()
                .map(word -> dev.drover.node.Sh.sh("{}", word).text())
                .toList();
        shell = new LocalShell(Path.of("."), List.of("sh", "-c", String.join(" ", words) + " <\"$0\""));
    }

    public Result run(ModuleCall call) {
        return new Plans(shell, false).run(call.plan());
    }

    public Result run(String task) {
        return new Plans(shell, false).run(Tasks.module(task).plan());
    }

    /** In check mode. */
    public Result check(String task) {
        return new Plans(shell, true)
                .run(Tasks.module(task, new FakeController(Path.of(".")).checking())
                        .plan());
    }
}
