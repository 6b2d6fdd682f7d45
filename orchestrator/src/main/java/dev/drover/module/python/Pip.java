package dev.drover.module.python;

import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.question.PythonPackages;
import dev.drover.question.PythonPackages.Installed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Installs and removes Python distributions, in a virtual environment or for the whole system. What is installed is read from the
 * metadata on the node, so that pip, which takes its time, is run only where that does not settle it.
 */
@Module(value = "pip", summary = "Installs and removes Python packages.")
public record Pip(
        @Doc("The packages, with versions and extras (gunicorn[gevent]>=20,<23), or where they come from.")
        List<String> name,

        @Doc("A requirements file on the node.") Optional<String> requirements,

        @Doc("The version of the one package that is named; any will do without it.")
        Optional<String> version,

        @Default("present") @Doc("Whether they are there, not there, there in the latest version, or installed anew.")
        State state,

        @Doc("Install packages as links to their source.") boolean editable,
        @Doc("More arguments for pip.") Optional<String> extraArgs,

        @Doc("Change into this directory first.") Optional<NodePath> chdir,

        @Doc("The pip program to use, by name or path.") Optional<NodePath> executable,

        @Doc("The umask for what is installed, in octal.") Optional<Umask> umask,

        @Doc("Change the system's Python even where it is managed by the system.")
        boolean breakSystemPackages,

        VirtualEnvironment environment)
        implements ModuleCall {

    public enum State {
        PRESENT,
        ABSENT,
        LATEST,
        FORCEREINSTALL
    }

    private static final int MAX_INCLUDES = 50;

    public Pip {
        name = rejoined(name);
        if (name.isEmpty() && requirements.isEmpty()) {
            throw new IllegalArgumentException("one of name or requirements is required");
        }
        if (!name.isEmpty() && requirements.isPresent()) {
            throw new IllegalArgumentException("name and requirements can't be given together");
        }
        if (executable.isPresent() && environment.virtualenv().isPresent()) {
            throw new IllegalArgumentException("executable and virtualenv can't be given together");
        }
        if (version.isPresent() && state == State.LATEST) {
            throw new IllegalArgumentException("version can't be given with state latest");
        }
        if (version.isPresent()) {
            name = List.of(pinned(name, version.get()));
        }
    }

    /** {@code "bottle>1,<2"} is one package, though a comma separates the items of a list. */
    private static List<String> rejoined(List<String> items) {
        var names = new ArrayList<String>();
        for (var item : items) {
            var last = names.isEmpty() ? "" : names.getLast();
            boolean goesOn = item.matches("\\s*[<>=!~].*") || last.lastIndexOf('[') > last.lastIndexOf(']');
            if (goesOn && !names.isEmpty()) {
                names.set(names.size() - 1, last + "," + item.strip());
            } else if (!item.isBlank()) {
                names.add(item.strip());
            }
        }
        return List.copyOf(names);
    }

    private static String pinned(List<String> names, String version) {
        if (names.size() != 1) {
            throw new IllegalArgumentException(
                    "version can't be given with more or less than one package; put versions next to the packages in name");
        }
        var requirement = Requirement.parse(names.getFirst());
        if (requirement.filter(one -> one.versions().equals(VersionRange.ANY)).isEmpty()) {
            throw new IllegalArgumentException(
                    "version can't be given with \"" + names.getFirst() + "\", which says its version or place itself");
        }
        return names.getFirst() + (Character.isDigit(version.charAt(0)) ? "==" : "") + version;
    }

    @Override
    public Plan plan() {
        var packages = new PythonPackages(environment.directory(chdir), executable);
        if (requirements.isEmpty()) {
            return Plan.ask(packages, installed -> decide(installed, named()));
        }
        var file = VirtualEnvironment.below(chdir, new NodePath(requirements.get()));
        return Plan.ask(packages, new FileText(file), (installed, text) -> {
            var read = read(text);
            return included(installed, read, pathsBeside(file, read), 0);
        });
    }

    private RequirementsFile named() {
        var wanted = new ArrayList<Requirement>();
        name.forEach(one -> Requirement.parse(one).ifPresent(wanted::add));
        return new RequirementsFile(List.copyOf(wanted), List.of(), wanted.size() == name.size());
    }

    private static RequirementsFile read(FileText.Contents text) {
        return text.state() == FileText.State.READ
                ? RequirementsFile.parse(text.text())
                : new RequirementsFile(List.of(), List.of(), false);
    }

    private static List<NodePath> pathsBeside(NodePath file, RequirementsFile read) {
        int slash = file.text().lastIndexOf('/');
        var directory = file.text().substring(0, slash + 1);
        return read.includes().stream()
                .map(name -> new NodePath(name.startsWith("/") ? name : directory + name))
                .toList();
    }

    /** Files that are included are asked for one after another. */
    private Plan included(Installed installed, RequirementsFile read, List<NodePath> more, int count) {
        if (more.isEmpty() || !read.clear() || count > MAX_INCLUDES) {
            boolean clear = read.clear() && more.isEmpty();
            return decide(installed, new RequirementsFile(read.wanted(), List.of(), clear));
        }
        var next = more.getFirst();
        return Plan.ask(new FileText(next), text -> {
            var other = read(text);
            var rest = new ArrayList<>(more.subList(1, more.size()));
            rest.addAll(pathsBeside(next, other));
            return included(installed, read.and(other), rest, count + 1);
        });
    }

    private Plan decide(Installed installed, RequirementsFile wanted) {
        var run = new PipRun(this);
        return settled(installed, wanted)
                ? Plan.settled(run.described(Result.UNCHANGED, "", ""))
                : new Plan.Change(
                        Diff.NONE,
                        run.script(),
                        run.described(Result.CHANGED, "", ""),
                        answer -> Plan.settled(run.ended(answer)));
    }

    /** Whether it is plain from looking that there is nothing to do. */
    private boolean settled(Installed installed, RequirementsFile wanted) {
        var arguments = PipArguments.of(extraArgs);
        if (installed.state() == PythonPackages.State.MISSING) {
            return false;
        }
        if (installed.state() == PythonPackages.State.UNKNOWN || !wanted.clear() || !arguments.clear()) {
            return false;
        }
        return switch (state) {
            case PRESENT ->
                !editable
                        && new Fulfilment(installed, arguments.dependencies())
                                .of(wanted.wanted())
                                .orElse(false);
            case ABSENT -> !Fulfilment.any(wanted.wanted(), installed);
            case LATEST, FORCEREINSTALL -> false;
        };
    }

    /** Whether what is installed must be compared with what was, since pip says of these that it installed them every time. */
    boolean alwaysInstalls() {
        return state == State.PRESENT
                && (editable || name.stream().anyMatch(one -> one.matches("(git|hg|svn|bzr)\\+.*")));
    }
}
