package dev.drover.module.system;

import dev.drover.module.Controller;
import dev.drover.module.Diff;
import dev.drover.module.files.FileAttributes;
import dev.drover.module.files.FileWriting;
import dev.drover.node.Attachment;
import dev.drover.node.Sh;
import dev.drover.question.Both;
import dev.drover.question.FileText;
import dev.drover.question.Mode;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.question.Question;
import java.util.Optional;

/** A text file of the system that a module keeps as a part of what it does. */
record TextFile(NodePath path, FileText.Contents contents, PathState.Answer there) {

    static Question<Both.Answers<FileText.Contents, PathState.Answer>> question(NodePath path) {
        return new Both<>(new FileText(path), PathState.following(path));
    }

    static TextFile of(NodePath path, Both.Answers<FileText.Contents, PathState.Answer> answers) {
        return new TextFile(path, answers.first(), answers.second());
    }

    /** What it holds; nothing where it is not there. */
    String text() {
        return contents.text();
    }

    Diff diff(String edited, Controller controller) {
        return controller.diffMode() ? Diff.text(path.text(), text(), edited) : Diff.NONE;
    }

    /** Shell text that puts the script's first attachment in its place, readable by all where it is new; its status is that of this. */
    Sh put(boolean backup) {
        var writing = backup ? new FileWriting(true, Optional.empty(), false) : FileWriting.PLAIN;
        var mode = FileAttributes.NONE.withMode(there.exists() ? Optional.empty() : Optional.of(new Mode.Octal(0644)));
        return Sh.sh(
                "if dr_parent {} && mkdir -p -- \"$dr_dir\"; then {}; else false; fi",
                path.sh(),
                writing.write(path, Sh.sh("\"$a1\""), mode, there.found()));
    }

    Attachment attachment(String edited) {
        return new Attachment.Bytes(contents.bytes(edited));
    }
}
