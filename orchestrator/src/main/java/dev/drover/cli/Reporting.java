package dev.drover.cli;

import dev.drover.playbook.AnsibleConfig;
import dev.drover.report.AdHocConsole;
import dev.drover.report.Checkout;
import dev.drover.report.Forge;
import dev.drover.report.ForgeConsole;
import dev.drover.report.JUnitReport;
import dev.drover.report.JsonLines;
import dev.drover.report.LiveConsole;
import dev.drover.report.LogFile;
import dev.drover.report.MarkdownReport;
import dev.drover.report.PlainConsole;
import dev.drover.report.Printer;
import dev.drover.report.ProfileReport;
import dev.drover.report.Redactor;
import dev.drover.report.Report;
import dev.drover.report.RetryFile;
import dev.drover.run.RunOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who listens to a run: what is printed, and the reports that go into files. */
final class Reporting {

    private final ReportOptions wanted;
    private final AnsibleConfig config;
    private final Map<String, String> environment;
    private final Redactor redactor;
    private final PrintStream out;
    private final Clock clock = Clock.systemUTC();

    Reporting(
            ReportOptions wanted,
            AnsibleConfig config,
            Map<String, String> environment,
            Redactor redactor,
            PrintStream out) {
        this.wanted = wanted;
        this.config = config;
        this.environment = environment;
        this.redactor = redactor;
        this.out = out;
    }

    /** All of them, ready to listen. Nothing can be written where it is wanted: a mistake of the user's, before anything runs. */
    Report open(List<Path> playbooks, RunOptions options) {
        var names = playbooks.stream().map(Path::toString).toList();
        var reports = new ArrayList<Report>();
        reports.add(console(names, options));
        log(options).ifPresent(reports::add);
        retry(playbooks.getFirst()).ifPresent(reports::add);
        if (wanted.profile) {
            reports.add(new ProfileReport(new Printer(
                    wanted.output == ReportOptions.Output.text ? out : System.err,
                    redactor::redact,
                    Forge.of(environment))));
        }
        var files = new HashSet<Path>();
        for (var report : wanted.reports) {
            if (!files.add(report.file().toAbsolutePath().normalize())) {
                throw new UserError("two reports can't go into the same file " + report.file());
            }
            reports.add(file(report, names, options));
        }
        Forge.of(environment)
                .summary(environment)
                .ifPresent(file -> reports.add(new MarkdownReport(file, true, options.diff(), redactor::redact)));
        return Report.all(reports);
    }

    private Report console(List<String> playbooks, RunOptions options) {
        if (wanted.output == ReportOptions.Output.jsonl) {
            return new JsonLines(this::line, clock, redactor::redact, options.diff())
                    .begin(Main.VERSION, playbooks, options.check());
        }
        var style = ConsoleSettings.style(config, options);
        var terminal = ConsoleSettings.terminal(config, environment);
        var forge = Forge.of(environment);
        var printer = new Printer(out, redactor::redact, forge);
        if (ConsoleSettings.callback(config).equals("minimal")) {
            return new AdHocConsole(printer, terminal, options.diff());
        }
        if (forge == Forge.NONE && terminal.columns().isPresent()) {
            return new LiveConsole(
                    out,
                    terminal,
                    style,
                    redactor::redact,
                    !options.steering().listening().followed().isEmpty());
        }
        boolean apart = config.flag("defaults", "display_failed_stderr", "ANSIBLE_DISPLAY_FAILED_STDERR");
        var failures = apart ? new Printer(System.err, redactor::redact, forge) : printer;
        var plain = new PlainConsole(printer, failures, terminal, style);
        return switch (forge) {
            case GITHUB, GITLAB -> new ForgeConsole(printer, forge, clock, Checkout.around(Path.of("")), plain);
            case OTHER, NONE -> plain;
        };
    }

    private Optional<Report> log(RunOptions options) {
        return config.filePath("defaults", "log_path", "ANSIBLE_LOG_PATH").map(file -> {
            try {
                return new LogFile(
                        file,
                        Clock.systemDefaultZone(),
                        System.getProperty("user.name"),
                        redactor::redact,
                        ConsoleSettings.style(config, options));
            } catch (IOException e) {
                throw new UserError("the log " + file + " can't be written: " + e.getMessage());
            }
        });
    }

    private Optional<Report> retry(Path playbook) {
        if (!config.flag("defaults", "retry_files_enabled", "ANSIBLE_RETRY_FILES_ENABLED")) {
            return Optional.empty();
        }
        String name = playbook.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".retry";
        var directory = config.filePath("defaults", "retry_files_save_path", "ANSIBLE_RETRY_FILES_SAVE_PATH")
                .orElse(playbook.toAbsolutePath().getParent());
        var stream = wanted.output == ReportOptions.Output.text ? out : System.err;
        return Optional.of(
                new RetryFile(directory.resolve(name), new Printer(stream, redactor::redact, Forge.of(environment))));
    }

    private void line(String json) {
        out.println(json);
        out.flush();
    }

    private Report file(ReportOptions.Wanted report, List<String> playbooks, RunOptions options) {
        var file = report.file();
        try {
            var parent = file.toAbsolutePath().normalize().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (Files.isDirectory(file)) {
                throw new UserError("the report " + file + " can't be written: it is a directory");
            }
            return switch (report.format()) {
                case JSONL ->
                    JsonLines.into(file, clock, redactor::redact, options.diff())
                            .begin(Main.VERSION, playbooks, options.check());
                case JUNIT -> new JUnitReport(file, clock, redactor::redact);
                case MARKDOWN -> new MarkdownReport(file, false, options.diff(), redactor::redact);
            };
        } catch (IOException e) {
            throw new UserError("the report " + file + " can't be written: " + e.getMessage());
        }
    }
}
