package dev.drover.cli;

import dev.drover.value.Code;
import dev.drover.value.Nearest;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is explained depends on what is named: a code of a mistake. */
@Command(
        name = "explain",
        description = "Explains the code of a mistake.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  drover explain DRV012"})
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CODE", description = "As reports of mistakes name it: DRV012.")
    private String what;

    @Override
    public Integer call() {
        var code = Code.named(what);
        if (code.isEmpty()) {
            var codes = Arrays.stream(Code.values()).map(Code::text).toList();
            throw new UserError("there is no code " + what
                    + Nearest.to(what, codes)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
        explain(code.get(), spec.commandLine().getOut());
        return ExitCode.FINE;
    }

    private static void explain(Code code, PrintWriter out) {
        out.println(code.text() + ": " + code.title());
        out.println();
        out.println(code.explanation());
        out.println();
        code.example().lines().forEach(line -> out.println("    " + line));
        out.flush();
    }
}
