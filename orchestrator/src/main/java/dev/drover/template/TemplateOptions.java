package dev.drover.template;

/** How a template file is read, as the arguments of Ansible's template module name it. */
public record TemplateOptions(
        String blockStart,
        String blockEnd,
        String variableStart,
        String variableEnd,
        String commentStart,
        String commentEnd,
        boolean trimBlocks,
        boolean lstripBlocks,
        String newlineSequence) {

    public static final TemplateOptions DEFAULT =
            new TemplateOptions("{%", "%}", "{{", "}}", "{#", "#}", true, false, "\n");

    TemplateOptions withBlocks(String start, String end) {
        return new TemplateOptions(
                start,
                end,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                trimBlocks,
                lstripBlocks,
                newlineSequence);
    }

    TemplateOptions withVariables(String start, String end) {
        return new TemplateOptions(
                blockStart, blockEnd, start, end, commentStart, commentEnd, trimBlocks, lstripBlocks, newlineSequence);
    }

    TemplateOptions withComments(String start, String end) {
        return new TemplateOptions(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                start,
                end,
                trimBlocks,
                lstripBlocks,
                newlineSequence);
    }

    TemplateOptions withTrimBlocks(boolean trim) {
        return new TemplateOptions(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                trim,
                lstripBlocks,
                newlineSequence);
    }

    TemplateOptions withLstripBlocks(boolean strip) {
        return new TemplateOptions(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                trimBlocks,
                strip,
                newlineSequence);
    }

    TemplateOptions withNewline(String newline) {
        return new TemplateOptions(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                trimBlocks,
                lstripBlocks,
                newline);
    }
}
