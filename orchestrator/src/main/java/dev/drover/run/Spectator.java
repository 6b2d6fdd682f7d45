package dev.drover.run;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Shell;

/** Looks on while changes are made on a node. */
interface Spectator {

    Spectator NOBODY = new Spectator() {
        @Override
        public void runs(Script script, Shell.Running running) {
            // nobody looks
        }

        @Override
        public void ended(Answer answer) {
            // nobody looks
        }
    };

    void runs(Script script, Shell.Running running);

    void ended(Answer answer);
}
