package dev.drover.module;

import dev.drover.lab.LabNode;
import dev.drover.node.Answer;
import dev.drover.node.Become;
import dev.drover.node.Node;
import dev.drover.node.Script;
import dev.drover.node.ssh.Connections;
import dev.drover.node.ssh.Endpoint;
import dev.drover.node.ssh.Prompt;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Runs scripts as root on a real node, by way of SSH and sudo, and counts them. */
public final class NodeShell implements Function<Script, Answer>, AutoCloseable {

    private final Connections connections = Connections.ofUser(Prompt.NONE);
    private final Node node;
    private int sent;

    public NodeShell(LabNode lab) {
        node = connections.open(Endpoint.of(lab.name())
                .withArguments("-F", lab.lab().sshConfig().toString()));
    }

    @Override
    public Answer apply(Script script) {
        sent++;
        try {
            return node.shell(Optional.of(Become.sudo("root")))
                    .send(script)
                    .answer()
                    .get(120, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many scripts have been sent. */
    public int sent() {
        return sent;
    }

    public Result run(String task) {
        return new Plans(this, false).run(Tasks.module(task).plan());
    }

    public Result check(String task) {
        return new Plans(this, true).run(Tasks.module(task).plan());
    }

    @Override
    public void close() {
        node.close();
        connections.close();
    }
}
