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
}
