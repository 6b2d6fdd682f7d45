package dev.drover.template;

import dev.drover.value.Origin;
import dev.drover.value.Problem;
import java.util.List;
import java.util.Set;

/**
 * What is known of a template without evaluating it.
 *
 * @param variables every use of a name that the template does not set itself, in the order of the text
 * @param mistakes what fails whenever it is reached: syntax errors, and unknown filters, tests, lookups and functions
 * @param templates the templates it brings in under names that are written out
 * @param dynamic whether it may use variables or bring in templates whose names only come out when it is evaluated
 */
public record Analysis(
        List<Use> variables, List<Problem> mistakes, List<TemplateReference> templates, boolean dynamic) {

    static final Analysis EMPTY = new Analysis(List.of(), List.of(), List.of(), false);

    public Analysis {
        variables = List.copyOf(variables);
        mistakes = List.copyOf(mistakes);
        templates = List.copyOf(templates);
    }

    /** What happens where a variable that is used is not defined. */
    public enum Certainty {
        /** The template fails. */
        CERTAIN,
        /** The template fails if it comes there: in a branch, in a loop's body, in a macro, behind {@code and} and {@code or}. */
        IN_BRANCH,
        /** The template was written for it: under {@code default} or {@code is defined}, where these were asked before, or {@code vars[...]}. */
        GUARDED;

        Certainty or(Certainty other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /**
     * A variable where it is used.
     *
     * @param statement where the {@code {{ }}} or the tag begins that it is used in; of a bare expression its start
     */
    public record Use(String name, Certainty certainty, Origin origin, Origin statement) {}

    /** How a template comes into another. */
    public enum Bringing {
        INCLUDE,
        IMPORT,
        EXTENDS,
        /** {@code lookup('template', …)}. */
        LOOKUP
    }

    /**
     * A template that is brought in.
     *
     * @param optional whether it may be missing: {@code ignore missing}, or one of several
     * @param withContext whether it sees the variables
     * @param visible the names set here that it sees as well
     */
    public record TemplateReference(
            String name, Bringing how, boolean optional, boolean withContext, Set<String> visible, Origin origin) {}
}
