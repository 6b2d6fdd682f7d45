package dev.drover.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish: a line for each command and each option. */
final class FishCompletion {

    private FishCompletion() {}

    static String of(CommandLine drover) {
        var text = new StringBuilder("complete -c drover -f\n");
        commands(drover, "__fish_use_subcommand", text);
        for (var command : drover.getSubcommands().entrySet()) {
            String seen = "__fish_seen_subcommand_from " + command.getKey();
            options(command.getValue(), seen, text);
            commands(command.getValue(), seen, text);
            for (var inner : command.getValue().getSubcommands().entrySet()) {
                options(inner.getValue(), seen + "; and __fish_seen_subcommand_from " + inner.getKey(), text);
            }
            if (takesFiles(command.getValue())) {
                text.append("complete -c drover -n '%s' -F\n".formatted(seen));
            }
        }
        return text.toString();
    }

    private static void commands(CommandLine line, String condition, StringBuilder text) {
        line.getSubcommands()
                .forEach((name, command) -> text.append("complete -c drover -n '%s' -a %s -d '%s'\n"
                        .formatted(
                                condition,
                                name,
                                quoted(command.getCommandSpec().usageMessage().description()))));
    }

    private static void options(CommandLine command, String condition, StringBuilder text) {
        for (var option : command.getCommandSpec().options()) {
            var words = new ArrayList<String>();
            for (var name : option.names()) {
                words.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
            }
            if (option.arity().max() > 0) {
                words.add(takesFile(option) ? "-r -F" : "-x");
            }
            text.append("complete -c drover -n '%s' %s -d '%s'\n"
                    .formatted(condition, String.join(" ", words), quoted(option.description())));
        }
    }

    private static boolean takesFile(OptionSpec option) {
        return option.type() == Path.class || List.of("FILE", "SOURCE").contains(option.paramLabel());
    }

    private static boolean takesFiles(CommandLine command) {
        return command.getCommandSpec().positionalParameters().stream()
                .anyMatch(parameter -> List.of("PLAYBOOK", "FILE").contains(parameter.paramLabel()));
    }

    private static String quoted(String[] description) {
        return String.join(" ", description).replace("\\", "\\\\").replace("'", "\\'");
    }
}
