package dev.drover.cli;

import dev.drover.inventory.InventoryException;
import dev.drover.lab.LabException;
import dev.drover.module.ArgumentException;
import dev.drover.playbook.PlaybookException;
import dev.drover.report.ProblemText;
import dev.drover.report.Terminal;
import dev.drover.template.TemplateException;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.UndecryptableException;
import dev.drover.yaml.YamlException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** What users and their files do wrong, told from bugs of ours. */
final class Mistakes {

    /** @param text what the user reads */
    record Told(String text, int exitCode) {}

    private Mistakes() {}

    /** Empty where it is no user's mistake. */
    static Optional<Told> of(Exception e) {
        return switch (e) {
            case LabException lab -> plain(lab.getMessage());
            case UserError error -> plain(error.getMessage());
            case PlaybookException playbook -> problems(playbook.problems(), ExitCode.UNPARSABLE);
            case InventoryException inventory -> problems(inventory.problems(), ExitCode.ERROR);
            case YamlException yaml -> problem(yaml.getMessage(), yaml.origin(), ExitCode.UNPARSABLE);
            case UndecryptableException vault -> problem(vault.getMessage(), vault.origin(), ExitCode.ERROR);
            case TemplateException template -> problem(template.getMessage(), template.origin(), ExitCode.ERROR);
            case ArgumentException argument -> problem(argument.getMessage(), argument.origin(), ExitCode.ERROR);
            case NoSuchFileException missing -> plain("there is no file " + missing.getFile());
            case AccessDeniedException denied -> plain(denied.getFile() + " can't be read: permission denied");
            case FileSystemException file -> plain(file.getMessage());
            default -> Optional.empty();
        };
    }

    private static Optional<Told> plain(String message) {
        return Optional.of(new Told("error: " + message + "\n", ExitCode.ERROR));
    }

    private static Optional<Told> problem(String message, Origin origin, int code) {
        return problems(List.of(new Problem(message, origin)), code);
    }

    private static Optional<Told> problems(List<Problem> problems, int code) {
        return Optional.of(new Told(new ProblemText(Terminal.of(System.getenv())).of(problems), code));
    }
}
