package dev.drover.module.files;

import static dev.drover.module.PlanAssert.assertThat;
import static dev.drover.module.Tasks.module;

import dev.drover.module.FakeController;
import dev.drover.module.Plan;
import dev.drover.question.FileText;
import dev.drover.question.FileText.Contents;
import dev.drover.question.FileType;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A module without a node: its plan is a value. */
class LineInFilePlanTest {

    private static final NodePath HOSTS = new NodePath("/etc/hosts");

    @Test
    void replacesTheLastMatch() {
        assertThat(plan("lineinfile: {path: /etc/hosts, regexp: '^127', line: '127.0.0.1 shop'}"))
                .given(new FileText(HOSTS), Contents.of("127.0.0.1 a\n127.0.0.1 b\n"))
                .given(PathState.following(HOSTS), file())
                .given(PathState.of(HOSTS), file())
                .changes("/etc/hosts", "127.0.0.1 a\n127.0.0.1 shop\n");
    }

    @Test
    void isContentWithALineThatIsThere() {
        assertThat(plan("lineinfile: {path: /etc/hosts, line: '127.0.0.1 a'}"))
                .given(new FileText(HOSTS), Contents.of("127.0.0.1 a\n"))
                .given(PathState.following(HOSTS), file())
                .given(PathState.of(HOSTS), file())
                .settles();
    }

    @Test
    void makesNoFileUnasked() {
        assertThat(plan("lineinfile: {path: /etc/hosts, line: '127.0.0.1 a'}"))
                .given(new FileText(HOSTS), Contents.missing())
                .given(PathState.following(HOSTS), new PathState.Missing("/etc/hosts"))
                .given(PathState.of(HOSTS), new PathState.Missing("/etc/hosts"))
                .failsWith("Destination /etc/hosts does not exist !");
    }

    private static Plan plan(String task) {
        return module(task, new FakeController(Path.of(".")).diffing()).plan();
    }

    private static PathState.Answer file() {
        var inode = new PathState.Inode(1, 1, 1, 8, 4096, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        return new PathState.Found(
                "/etc/hosts",
                FileType.REGULAR,
                0644,
                "root",
                0,
                "root",
                0,
                24,
                "rw",
                Optional.empty(),
                Optional.empty(),
                inode);
    }
}
