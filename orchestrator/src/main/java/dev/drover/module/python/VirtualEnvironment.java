package dev.drover.module.python;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.node.Sh;
import dev.drover.question.Expansion;
import dev.drover.question.NodePath;
import dev.drover.value.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The virtual environment that packages are installed into, and how it is made where it is not there. */
public record VirtualEnvironment(
        @Doc("The virtual environment's directory; it is made if it is not there.")
        Optional<NodePath> virtualenv,

        @Doc(
                "The command that makes the virtual environment; without it, python3 -m venv (of virtualenv_python, if given).")
        Optional<String> virtualenvCommand,

        @Doc("The Python that the virtual environment is for.")
        Optional<String> virtualenvPython,

        @Default("false") @Doc("A virtual environment that is made sees the system's packages, too.")
        boolean virtualenvSitePackages) {

    public VirtualEnvironment {
        if (virtualenvPython.isPresent()
                && virtualenvCommand
                        .filter(command -> command.contains("pyvenv") || command.contains("-m venv"))
                        .isPresent()) {
            throw new IllegalArgumentException(
                    "virtualenv_python should not be used when using the venv module or pyvenv as virtualenv_command");
        }
        if (virtualenvCommand.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("virtualenv_command must be a command, not empty");
        }
    }

    Optional<NodePath> directory(Optional<NodePath> chdir) {
        return virtualenv.map(path -> below(chdir, path));
    }

    /** A relative path as one below the directory that is changed into. */
    static NodePath below(Optional<NodePath> chdir, NodePath path) {
        boolean relative = !path.text().matches("[/~$].*");
        return relative ? chdir.map(directory -> directory.child(path.text())).orElse(path) : path;
    }

    /** Makes the one in {@code "$dr_env"} where it is not there. */
    Sh making() {
        if (virtualenv.isEmpty()) {
            return Sh.sh(":");
        }
        return Sh.sh(
                "dr_made=\nif ! [ -f \"$dr_env/bin/activate\" ]; then {} \"$dr_env\" || exit; dr_made=made; fi",
                words());
    }

    private List<Sh> words() {
        var words = new ArrayList<Sh>();
        if (virtualenvCommand.isPresent()) {
            ShellWords.split(virtualenvCommand.get()).forEach(word -> words.add(Expansion.word(word)));
            virtualenvPython.ifPresent(python -> words.add(Sh.sh("{}", "-p" + python)));
        } else {
            words.add(Sh.sh("{} -m venv", Expansion.word(virtualenvPython.orElse("python3"))));
        }
        if (virtualenvSitePackages) {
            words.add(Sh.sh("--system-site-packages"));
        }
        return words;
    }
}
