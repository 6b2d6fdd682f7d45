package dev.drover.module.packages;

import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.Locale;
import java.util.Map;

/** Sets what dpkg is to do with a package: keep it on hold, say. */
@Module(value = "dpkg_selections", summary = "Puts Debian packages on hold.")
public record DpkgSelections(
        @Doc("The package.") String name,
        @Doc("What is to be done with it.") Selection selection) implements ModuleCall {

    public enum Selection {
        DEINSTALL,
        HOLD,
        INSTALL,
        PURGE
    }

    @Override
    public Plan plan() {
        var wanted = selection.name().toLowerCase(Locale.ROOT);
        return Plan.ask(new Output(Script.of("dpkg --get-selections {}", name)), answer -> {
            var words = answer.out().strip().split("\\s+");
            if (words.length < 2) {
                return Plan.failed("Failed to find package '%s' to perform selection '%s'.", name, wanted);
            }
            var before = words[1];
            var result = Result.UNCHANGED.with("before", before).with("after", wanted);
            if (before.equals(wanted)) {
                return Plan.settled(result);
            }
            return new Plan.Change(
                    Diff.state(name, Map.of("selection", Value.of(before)), Map.of("selection", Value.of(wanted))),
                    Script.of("dpkg --set-selections").withStdin(Attachment.of(words[0] + " " + wanted + "\n")),
                    result.withChanged(true),
                    done -> Plan.settled(done.ok() ? result.withChanged(true) : Result.failed(Plan.complaint(done))));
        });
    }
}
