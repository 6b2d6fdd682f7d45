package dev.drover.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A long-lived {@code sh} of one user on one node. Scripts sent without waiting run one after another, in the order of sending.
 *
 * <p>What has been delivered runs even when the connection is lost: never send a change behind a change that is not answered.
 */
public interface Shell {

    /** Hands the script over. Never blocks on the node. Fails only through the {@link Running}'s answer. */
    Running send(Script script);

    /** A script under way. */
    interface Running {
        /**
         * Completes with the answer, or exceptionally with a {@link NodeException}. Completed on a thread of the
         * connection: whoever depends on it must not block there.
         */
        CompletableFuture<Answer> answer();

        /**
         * Ends the script and all processes it started: TERM, and KILL after {@code grace}. The shell goes on, and the answer
         * comes with status 128 + signal.
         */
        void terminate(Duration grace);

        /**
         * What the script has written so far, asked for while it runs; empty where that can't be told. Costs another channel.
         *
         * @param stdoutFrom how many bytes of its standard output are known already and left out
         * @param stderrFrom the same of its standard error
         */
        default CompletableFuture<Answer> written(long stdoutFrom, long stderrFrom) {
            return CompletableFuture.completedFuture(Answer.of(""));
        }
    }
}
