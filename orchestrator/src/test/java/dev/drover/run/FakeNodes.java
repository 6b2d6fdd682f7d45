package dev.drover.run;

import dev.drover.node.Answer;
import dev.drover.node.Become;
import dev.drover.node.Node;
import dev.drover.node.NodeException;
import dev.drover.node.Script;
import dev.drover.node.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Nodes whose shells answer by a function, and that remember what they were sent. */
final class FakeNodes implements NodeOpener {

    /** One script, as it was sent. */
    record Sent(String host, Optional<Become> become, Script script) {
        String text() {
            return script.sh().text();
        }
    }

    private final BiFunction<String, Script, Answer> answers;
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> unreachable = new HashSet<>();
    private final List<Object> log;

    /** @param log gets what is sent, in between whatever else the test writes there */
    FakeNodes(BiFunction<String, Script, Answer> answers, List<Object> log) {
        this.answers = answers;
        this.log = log;
    }

    void cut(String host) {
        unreachable.add(host);
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    @Override
    public Node open(Target target) {
        return new Node() {
            @Override
            public Shell shell(Optional<Become> become) {
                return script -> running(answer(new Sent(target.name(), become, script)));
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    private CompletableFuture<Answer> answer(Sent script) {
        if (unreachable.contains(script.host())) {
            return CompletableFuture.failedFuture(new NodeException.Unreachable("no route to host"));
        }
        sent.add(script);
        log.add(script);
        return CompletableFuture.completedFuture(answers.apply(script.host(), script.script()));
    }

    private static Shell.Running running(CompletableFuture<Answer> answer) {
        return new Shell.Running() {
            @Override
            public CompletableFuture<Answer> answer() {
                return answer;
            }

            @Override
            public void terminate(Duration grace) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
