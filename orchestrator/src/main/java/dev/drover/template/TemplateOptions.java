package dev.drover.template;

import java.util.Set;
import java.util.function.Consumer;

/**
 * How a template is read: as the arguments of Ansible's template module name it, or as an environment of Jinja is set up.
 *
 * @param lineStatement what begins a line that is a statement; empty where there is no such thing
 * @param lineComment what begins a comment up to the end of the line; empty where there is no such thing
 * @param newlineSequence what ends the lines of the result
 * @param keepsLastNewline whether plain Jinja keeps the newline at the template's end; Ansible always does
 */
public record TemplateOptions(
        String blockStart,
        String blockEnd,
        String variableStart,
        String variableEnd,
        String commentStart,
        String commentEnd,
        String lineStatement,
        String lineComment,
        boolean trimBlocks,
        boolean lstripBlocks,
        String newlineSequence,
        boolean keepsLastNewline,
        Set<Extension> extensions,
        Dialect dialect) {

    public static final TemplateOptions DEFAULT =
            new TemplateOptions("{%", "%}", "{{", "}}", "{#", "#}", true, false, "\n");

    /** As Jinja itself reads templates. */
    public static final TemplateOptions JINJA = DEFAULT.withTrimBlocks(false).withDialect(Dialect.JINJA);

    public TemplateOptions {
        extensions = Set.copyOf(extensions);
    }

    /** What the template module can be told. */
    public TemplateOptions(
            String blockStart,
            String blockEnd,
            String variableStart,
            String variableEnd,
            String commentStart,
            String commentEnd,
            boolean trimBlocks,
            boolean lstripBlocks,
            String newlineSequence) {
        this(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                "",
                "",
                trimBlocks,
                lstripBlocks,
                newlineSequence,
                false,
                Set.of(),
                Dialect.ANSIBLE);
    }

    public TemplateOptions withBlocks(String start, String end) {
        return with(draft -> {
            draft.blockStart = start;
            draft.blockEnd = end;
        });
    }

    public TemplateOptions withVariables(String start, String end) {
        return with(draft -> {
            draft.variableStart = start;
            draft.variableEnd = end;
        });
    }

    public TemplateOptions withComments(String start, String end) {
        return with(draft -> {
            draft.commentStart = start;
            draft.commentEnd = end;
        });
    }

    public TemplateOptions withLineStatement(String prefix) {
        return with(draft -> draft.lineStatement = prefix);
    }

    public TemplateOptions withLineComment(String prefix) {
        return with(draft -> draft.lineComment = prefix);
    }

    public TemplateOptions withTrimBlocks(boolean trim) {
        return with(draft -> draft.trimBlocks = trim);
    }

    public TemplateOptions withLstripBlocks(boolean strip) {
        return with(draft -> draft.lstripBlocks = strip);
    }

    public TemplateOptions withNewline(String newline) {
        return with(draft -> draft.newlineSequence = newline);
    }

    public TemplateOptions withLastNewline(boolean keep) {
        return with(draft -> draft.keepsLastNewline = keep);
    }

    public TemplateOptions withExtensions(Set<Extension> enabled) {
        return with(draft -> draft.extensions = enabled);
    }

    public TemplateOptions withDialect(Dialect other) {
        return with(draft -> draft.dialect = other);
    }

    /** Whether all that a text may begin a template's parts with is missing from it: then it stands for itself. */
    boolean meansItself(String text) {
        return !text.contains(variableStart)
                && !text.contains(blockStart)
                && !text.contains(commentStart)
                && (lineStatement.isEmpty() || !text.contains(lineStatement))
                && (lineComment.isEmpty() || !text.contains(lineComment));
    }

    private TemplateOptions with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** Options that are being changed. */
    private static final class Draft {
        private String blockStart;
        private String blockEnd;
        private String variableStart;
        private String variableEnd;
        private String commentStart;
        private String commentEnd;
        private String lineStatement;
        private String lineComment;
        private boolean trimBlocks;
        private boolean lstripBlocks;
        private String newlineSequence;
        private boolean keepsLastNewline;
        private Set<Extension> extensions;
        private Dialect dialect;

        Draft(TemplateOptions options) {
            blockStart = options.blockStart;
            blockEnd = options.blockEnd;
            variableStart = options.variableStart;
            variableEnd = options.variableEnd;
            commentStart = options.commentStart;
            commentEnd = options.commentEnd;
            lineStatement = options.lineStatement;
            lineComment = options.lineComment;
            trimBlocks = options.trimBlocks;
            lstripBlocks = options.lstripBlocks;
            newlineSequence = options.newlineSequence;
            keepsLastNewline = options.keepsLastNewline;
            extensions = options.extensions;
            dialect = options.dialect;
        }

        TemplateOptions options() {
            return new TemplateOptions(
                    blockStart,
                    blockEnd,
                    variableStart,
                    variableEnd,
                    commentStart,
                    commentEnd,
                    lineStatement,
                    lineComment,
                    trimBlocks,
                    lstripBlocks,
                    newlineSequence,
                    keepsLastNewline,
                    extensions,
                    dialect);
        }
    }
}
