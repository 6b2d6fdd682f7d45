package dev.drover.module.web;

import dev.drover.module.Diff;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.value.Value;
import java.util.Map;

/** One file of the configuration that is not as it should be. */
sealed interface TreeChange {

    NodePath path();

    /** What is to be seen of it, given what is there. */
    Diff diff(FileText.Contents before);

    record Put(SiteFile file, SiteFile.Made made) implements TreeChange {
        @Override
        public NodePath path() {
            return file.path();
        }

        /** Copies are certificates and keys: nobody reads them, and some are secret. */
        @Override
        public Diff diff(FileText.Contents before) {
            var text = made.contents().text();
            return file.template() && text.isPresent()
                    ? Diff.text(file.dest(), before.text(), text.get())
                    : Diff.state(
                            file.dest(),
                            Map.of("sha1", Value.of(before.exists() ? "another" : "absent")),
                            Map.of("sha1", Value.of(made.contents().sha1())));
        }
    }

    record Remove(NodePath path) implements TreeChange {
        @Override
        public Diff diff(FileText.Contents before) {
            return Diff.state(
                    path.text(),
                    Map.of("path", Value.of(path.text()), "state", Value.of("file")),
                    Map.of("path", Value.of(path.text()), "state", Value.of("absent")));
        }
    }
}
