package dev.drover.module.commands;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.question.Moment;

/** Tells whether a node can be worked with: its shell answers. */
@Module(value = "ping", summary = "Tells whether a node answers.")
public record Ping(
        @Default("pong") @Doc("What the answer is; crash makes it fail.")
        String data) implements ModuleCall {

    @Override
    public Plan plan() {
        return data.equals("crash")
                ? Plan.failed("boom")
                : Plan.ask(new Moment(Script.of(":")), _ -> Plan.settled(Result.UNCHANGED.with("ping", data)));
    }
}
