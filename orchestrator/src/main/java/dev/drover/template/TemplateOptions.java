package dev.drover.template;

import java.util.Set;

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
        return new TemplateOptions(
                start,
                end,
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

    public TemplateOptions withVariables(String start, String end) {
        return new TemplateOptions(
                blockStart,
                blockEnd,
                start,
                end,
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

    public TemplateOptions withComments(String start, String end) {
        return new TemplateOptions(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                start,
                end,
                lineStatement,
                lineComment,
                trimBlocks,
                lstripBlocks,
                newlineSequence,
                keepsLastNewline,
                extensions,
                dialect);
    }

    public TemplateOptions withLineStatement(String prefix) {
        return new TemplateOptions(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                prefix,
                lineComment,
                trimBlocks,
                lstripBlocks,
                newlineSequence,
                keepsLastNewline,
                extensions,
                dialect);
    }

    public TemplateOptions withLineComment(String prefix) {
        return new TemplateOptions(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                lineStatement,
                prefix,
                trimBlocks,
                lstripBlocks,
                newlineSequence,
                keepsLastNewline,
                extensions,
                dialect);
    }

    public TemplateOptions withTrimBlocks(boolean trim) {
        return new TemplateOptions(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                lineStatement,
                lineComment,
                trim,
                lstripBlocks,
                newlineSequence,
                keepsLastNewline,
                extensions,
                dialect);
    }

    public TemplateOptions withLstripBlocks(boolean strip) {
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
                strip,
                newlineSequence,
                keepsLastNewline,
                extensions,
                dialect);
    }

    public TemplateOptions withNewline(String newline) {
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
                newline,
                keepsLastNewline,
                extensions,
                dialect);
    }

    public TemplateOptions withLastNewline(boolean keep) {
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
                keep,
                extensions,
                dialect);
    }

    public TemplateOptions withExtensions(Set<Extension> enabled) {
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
                enabled,
                dialect);
    }

    public TemplateOptions withDialect(Dialect other) {
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
                other);
    }

    /** Whether all that a text may begin a template's parts with is missing from it: then it stands for itself. */
    boolean meansItself(String text) {
        return !text.contains(variableStart)
                && !text.contains(blockStart)
                && !text.contains(commentStart)
                && (lineStatement.isEmpty() || !text.contains(lineStatement))
                && (lineComment.isEmpty() || !text.contains(lineComment));
    }
}
