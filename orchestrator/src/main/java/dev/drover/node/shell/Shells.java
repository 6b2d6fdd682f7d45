package dev.drover.node.shell;

import dev.drover.node.Become;
import dev.drover.node.Shell;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The shells of one node: one for each user, opened when first asked for, and again when it has died. */
public final class Shells implements AutoCloseable {

    private final Transport transport;
    private final Executor executor;
    private final Map<Optional<Become>, PipelinedShell> open = new HashMap<>();
    private boolean closed;

    public Shells(Transport transport, Executor executor) {
        this.transport = transport;
        this.executor = executor;
    }

    public synchronized Shell get(Optional<Become> become) {
        var shell = open.get(become);
        if (shell == null || (shell.isDead() && !closed && transport.lost().isEmpty())) {
            shell = PipelinedShell.open(transport, become, executor);
            open.put(become, shell);
            if (closed) {
                shell.close();
            }
        }
        return shell;
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.values().forEach(PipelinedShell::close);
    }
}
