package dev.drover.module.files;

import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.question.Mode;
import dev.drover.question.NodePath;
import dev.drover.template.TemplateOptions;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.Optional;

/** Writes a file from a template of the controller, evaluated with the task's variables. */
@Module(value = "template", summary = "Writes a file from a Jinja2 template.")
public record Template(
        @Doc("The template: a file below templates/ of the role or playbook.")
        String src,

        @Doc("The file on the node, or the directory it is put into.")
        NodePath dest,

        @Default("true") @Doc("Replace a file that is there.")
        boolean force,

        @Doc("A link at dest stands for what it leads to.") boolean follow,
        @Default("{%") @Doc("What begins a block.") String blockStartString,
        @Default("%}") @Doc("What ends a block.") String blockEndString,
        @Default("{{") @Doc("What begins an expression.") String variableStartString,
        @Default("}}") @Doc("What ends an expression.") String variableEndString,
        @Default("{#") @Doc("What begins a comment.") String commentStartString,
        @Default("#}") @Doc("What ends a comment.") String commentEndString,

        @Default("true") @Doc("Remove the newline behind a block.")
        boolean trimBlocks,

        @Doc("Remove blanks before a block at the beginning of a line.")
        boolean lstripBlocks,

        @Default("\n") @Doc("What ends a line: \\n, \\r or \\r\\n.")
        String newlineSequence,

        @Default("utf-8") @Doc("The encoding of the file on the node.")
        String outputEncoding,

        FileAttributes attributes,
        FileWriting writing,
        @Injected Controller controller)
        implements ModuleCall {

    public Template {
        newlineSequence = newlineSequence.replace("\\n", "\n").replace("\\r", "\r");
        if (!newlineSequence.matches("\n|\r|\r\n")) {
            throw new IllegalArgumentException("newline_sequence must be \\n, \\r or \\r\\n");
        }
        try {
            Charset.forName(outputEncoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException("there is no encoding \"" + outputEncoding + "\"", e);
        }
    }

    @Override
    public Plan plan() {
        return new FileLabels(attributes).after(unlabelled());
    }

    private Plan unlabelled() {
        var file = controller.find("templates", src);
        var options = new TemplateOptions(
                blockStartString,
                blockEndString,
                variableStartString,
                variableEndString,
                commentStartString,
                commentEndString,
                trimBlocks,
                lstripBlocks,
                newlineSequence);
        var text = controller.render(file, options, Map.of());
        var contents = NewContents.of(text.getBytes(Charset.forName(outputEncoding)), file.toString());
        var kept = attributes.mode().filter(Mode.Preserve.class::isInstance).isPresent()
                ? attributes.withMode(Optional.of(LocalFiles.mode(file)))
                : attributes;
        return new Placement(kept, writing, force, follow, controller.diffMode())
                .into(dest, file.getFileName().toString(), contents);
    }
}
