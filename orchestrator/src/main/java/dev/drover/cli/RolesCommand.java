package dev.drover.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "roles",
        description = "Roles and collections of others.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = RolesCommand.Install.class)
final class RolesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(
            name = "install",
            description = "Fetches the roles and collections that a file asks for from their Git repositories.",
            footer = {
                "",
                "Examples:",
                "  drover roles install -r requirements.yml",
                "  drover roles install -r requirements.yml -p playbooks/roles",
                "",
                "A second run fetches again only what has moved; each is put in place at once or not at all.",
                "Exit codes: 0 fine, 1 error, 4 a file that does not parse, 5 bad options."
            })
    static final class Install implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(
                names = {"-r", "--role-file", "--requirements-file"},
                paramLabel = "FILE",
                required = true,
                description = "What is asked for.")
        Path requirements;

        @Option(
                names = {"-p", "--roles-path"},
                paramLabel = "DIRECTORY",
                description = "Where roles go (the first of roles_path).")
        Optional<Path> roles = Optional.empty();

        @Option(
                names = "--collections-path",
                paramLabel = "DIRECTORY",
                description = "Where collections go (the first of collections_path).")
        Optional<Path> collections = Optional.empty();

        @Option(
                names = {"-f", "--force"},
                description = "Replace what is there, even if something else put it there.")
        boolean force;

        @Option(names = "--allow-files", description = "Take repositories on this machine, too.")
        boolean allowFiles;

        @Override
        public Integer call() throws IOException {
            var paths = RunSettings.configuration().searchPaths();
            var installation = new RoleInstallation(
                    roles.orElseGet(() -> paths.roles().getFirst()),
                    collections.orElseGet(() -> paths.collections().getFirst()),
                    force,
                    allowFiles,
                    spec.commandLine().getOut());
            return installation.install(requirements);
        }
    }
}
