package dev.drover.template;

import dev.drover.template.Tests.Test;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/** Tests on files of the controller. */
final class PathTests {

    private PathTests() {}

    static final Map<String, Test> ALL = new Named<Test>()
            .add(of(Files::isRegularFile), "file", "is_file")
            .add(of(Files::isDirectory), "directory", "is_dir")
            .add(of(Files::exists), "exists")
            .add((value, arguments, evaluator) -> Files.isSymbolicLink(path(value, evaluator)), "link", "is_link")
            .add(of(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS)), "link_exists")
            .add(of(PathTests::isMount), "mount", "is_mount")
            .add((value, arguments, evaluator) -> text(value).startsWith("/"), "abs", "is_abs")
            .add(
                    (value, arguments, evaluator) ->
                            isSame(path(value, evaluator), path(arguments.get(0, "path"), evaluator)),
                    "same_file",
                    "is_same_file")
            .all();

    private static Test of(Predicate<Path> test) {
        return (value, arguments, evaluator) ->
                !(value instanceof Value.Int) && test.test(path(value, evaluator)); // a number is a file that is open
    }

    private static Path path(Value value, Evaluator evaluator) {
        return evaluator.evaluation.templar.host().directory().resolve(text(value));
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw Mistake.of("expected str, bytes or os.PathLike object, not " + Py.typeName(value));
    }

    private static boolean isSame(Path a, Path b) {
        try {
            return Files.isSameFile(a, b);
        } catch (IOException e) {
            throw Mistake.of("[Errno 2] No such file or directory: " + PyText.repr(e.getMessage()));
        }
    }

    /** A directory on another device than its parent, or the root. */
    private static boolean isMount(Path path) {
        var parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            return true;
        }
        try {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    && !Files.getAttribute(path, "unix:dev").equals(Files.getAttribute(parent, "unix:dev"));
        } catch (IOException e) {
            return false;
        }
    }
}
