package dev.drover.template;

import dev.drover.value.Origin;

/**
 * The text of a template and where it stands in a user's file.
 *
 * @param rendersConstants whether text constants in it are templates themselves, as they are in conditions
 */
record Source(String text, Origin origin, boolean rendersConstants) {

    Source(String text, Origin origin) {
        this(text, origin, false);
    }

    Source withConstantsRendered() {
        return new Source(text, origin, true);
    }

    /** The place of a character of the text, in the user's file. */
    Origin place(int at) {
        if (!origin.known() || origin.line() == 0) {
            return origin;
        }
        int line = 0;
        int lineStart = 0;
        for (int i = 0; i < Math.min(at, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        // lines of a block scalar are indented like the first; a file's begin at column 1
        return new Origin(origin.file(), origin.line() + line, origin.column() + at - lineStart);
    }

    TemplateException located(Mistake mistake, int at) {
        return new TemplateException(mistake.kind(), mistake.getMessage(), place(at));
    }
}
