package dev.drover.cli;

import dev.drover.module.ModuleType;
import dev.drover.module.Modules;
import dev.drover.report.JsonText;
import dev.drover.report.ModuleText;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "doc",
        description = "Tells what modules there are, and which arguments they take.",
        footer = {
            "",
            "Examples:",
            "  drover doc -l",
            "  drover doc copy",
            "  drover doc --json apt user",
            "",
            "Exit codes: 0 fine, 1 there is no such module, 5 bad options."
        })
final class DocCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODULE", arity = "0..*", description = "The modules; without any all are listed.")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-l", "--list"},
            description = "One line for each module.")
    boolean list;

    @Option(
            names = {"-j", "--json"},
            description = "As JSON.")
    boolean json;

    @Option(names = "--markdown", description = "As the reference in docs/modules.md.")
    boolean markdown;

    @Override
    public Integer call() {
        var modules = new Modules();
        var chosen = names.isEmpty()
                ? modules.all().stream()
                        .sorted(Comparator.comparing(ModuleType::fullName))
                        .toList()
                : names.stream().map(name -> find(modules, name)).toList();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.of(
                    new Value.Sequence(chosen.stream().map(ModuleText::data).toList())));
        } else if (markdown) {
            out.print(reference(chosen));
        } else if (list || names.isEmpty()) {
            chosen.forEach(module -> out.println(ModuleText.line(module)));
        } else {
            out.print(chosen.stream().map(ModuleText::page).collect(Collectors.joining("\n")));
        }
        out.flush();
        return ExitCode.FINE;
    }

    /** The text of docs/modules.md. */
    static String reference(List<ModuleType> modules) {
        return "# Modules\n\nWritten by `./drover doc --markdown` from the modules themselves.\n\n"
                + modules.stream().map(ModuleText::markdown).collect(Collectors.joining("\n"));
    }

    private static ModuleType find(Modules modules, String name) {
        return modules.find(name)
                .orElseThrow(() -> new UserError("there is no module \"" + name + "\""
                        + modules.nearest(name)
                                .map(near -> "; did you mean \"" + near + "\"?")
                                .orElse("")));
    }
}
