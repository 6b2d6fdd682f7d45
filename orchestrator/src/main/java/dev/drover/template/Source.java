package dev.drover.template;

import dev.drover.value.Origin;
import dev.drover.yaml.ScalarLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The text of a template and where it stands in a user's file.
 *
 * @param rendersConstants whether text constants in it are templates themselves, as they are in conditions
 * @param scalar the scalar of a YAML file that it is in; empty where the file is the template
 */
record Source(String text, Origin origin, boolean rendersConstants, Optional<Scalar> scalar) {

    /**
     * What a template in a YAML file is part of.
     *
     * @param text all of the scalar
     * @param skipped how many of its characters stand before the template
     * @param host reads the file, should a place be asked for
     */
    record Scalar(String text, int skipped, TemplateHost host) {}

    Source(String text, Origin origin) {
        this(text, origin, false);
    }

    Source(String text, Origin origin, boolean rendersConstants) {
        this(text, origin, rendersConstants, Optional.empty());
    }

    /** This template as a part of a scalar in a YAML file. */
    Source in(Scalar whole) {
        return new Source(text, origin, rendersConstants, Optional.of(whole));
    }

    Source withConstantsRendered() {
        return new Source(text, origin, true, scalar);
    }

    /** The place of a character of the text, in the user's file. */
    Origin place(int at) {
        if (!origin.known() || origin.line() == 0) {
            return origin;
        }
        return scalar.flatMap(whole -> placeInScalar(whole, at)).orElseGet(() -> placeInFile(at));
    }

    /** The place as the file has it; that of the scalar where the file has something else there. */
    private Optional<Origin> placeInScalar(Scalar whole, int at) {
        try {
            var lines = new String(whole.host().read(Path.of(origin.file())), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return Optional.of(ScalarLayout.place(lines, origin, whole.text(), at + whole.skipped())
                    .orElse(origin));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // it is no file, or is gone: what was written there is not known
        }
    }

    private Origin placeInFile(int at) {
        int end = Math.min(at, text.length());
        int lineStart = text.lastIndexOf('\n', end - 1) + 1;
        int line = (int)
                text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        return new Origin(origin.file(), origin.line() + line, origin.column() + at - lineStart);
    }
}
