package dev.drover.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "new",
        description = "Writes an inventory for an application of yours. What no option says, it asks.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  drover new shop",
            "  drover new shop --repo https://git.example.org/shop.git --app shop.wsgi:application --server gunicorn \\",
            "    --domain shop.example.org --host shop.example.org --user deploy",
            "",
            "Nothing that is there is overwritten. Exit codes: 0 fine, 1 error, 5 bad options."
        })
final class NewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "APP", description = "The application's name; also that of its user and its units.")
    String name = "";

    @Option(names = "--path", paramLabel = "DIRECTORY", description = "Its code is in this directory.")
    Optional<String> path = Optional.empty();

    @Option(names = "--repo", paramLabel = "URL", description = "Its code is in this Git repository.")
    Optional<String> repo = Optional.empty();

    @Option(names = "--app", paramLabel = "MODULE:NAME", description = "The object that serves, shop.wsgi:application.")
    Optional<String> object = Optional.empty();

    @Option(names = "--server", paramLabel = "NAME", description = "gunicorn, uwsgi, hypercorn or uvicorn.")
    Optional<String> server = Optional.empty();

    @Option(names = "--domain", paramLabel = "NAME", description = "The host name that it answers to; _ for any.")
    Optional<String> domain = Optional.empty();

    @Option(names = "--host", paramLabel = "NAME", description = "The server that it is to run on.")
    Optional<String> host = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "Whom to log in as there; needs sudo.")
    Optional<String> user = Optional.empty();

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            description = "Where the inventory is written: inventory/APP unless given.")
    Optional<Path> directory = Optional.empty();

    @Override
    public Integer call() throws IOException {
        NewInventory.checked("name", name);
        if (path.isPresent() && repo.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--path and --repo can't be given together");
        }
        var out = spec.commandLine().getOut();
        var questions = new Questions(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                out,
                System.console() != null && System.console().isTerminal());
        var inventory = questions.answers(this);
        var into = directory.orElse(Path.of("inventory", name));
        inventory.write(into).keySet().forEach(file -> out.println("wrote " + file));
        out.printf(
                "%nLook, then go:%n  drover check -i %s playbooks/site.yml%n  drover run -i %s playbooks/site.yml --check --diff%n  drover run -i %s playbooks/site.yml%n",
                into, into, into);
        out.flush();
        return ExitCode.FINE;
    }

    /** Where the code is, as far as options say it. */
    Optional<String> code() {
        return path.or(() -> repo);
    }
}
