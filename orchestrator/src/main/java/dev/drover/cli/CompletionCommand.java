package dev.drover.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints what a shell needs to complete command lines of drover.",
        footer = {
            "",
            "Examples:",
            "  drover completion bash >~/.local/share/bash-completion/completions/drover",
            "  source <(drover completion zsh)     in ~/.zshrc, behind compinit",
            "  drover completion fish >~/.config/fish/completions/drover.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    enum Shell {
        bash,
        zsh,
        fish
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    Shell shell;

    @Override
    public Integer call() {
        var all = Main.commandLine(new String[0]);
        var out = spec.commandLine().getOut();
        out.print(
                switch (shell) {
                    case bash, zsh -> AutoComplete.bash("drover", all); // it speaks to zsh through bashcompinit
                    case fish -> FishCompletion.of(all);
                });
        out.flush();
        return ExitCode.FINE;
    }
}
