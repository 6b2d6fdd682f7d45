package dev.drover.module.files;

import dev.drover.module.Alias;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import java.util.Base64;

/** Reads a file of the node into a variable, as base64: it may hold anything. */
@Module(value = "slurp", summary = "Reads a file of a node.")
public record Slurp(@Alias("path") @Doc("The file.") NodePath src) implements ModuleCall {

    @Override
    public Plan plan() {
        return Plan.ask(new FileText(src), file -> switch (file.state()) {
            case MISSING -> Plan.failed("File not found: %s", src);
            case NO_FILE -> Plan.failed("Source is a directory and must be a file: %s", src);
            case UNREADABLE -> Plan.failed("File is not readable: %s", src);
            case TOO_LARGE -> Plan.failed("%s is too large to be read into a variable", src);
            case READ ->
                Plan.settled(Result.UNCHANGED
                        .with("content", Base64.getEncoder().encodeToString(file.bytes(file.text())))
                        .with("encoding", "base64")
                        .with("source", src.text()));
        });
    }
}
