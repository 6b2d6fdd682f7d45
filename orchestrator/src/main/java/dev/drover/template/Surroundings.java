package dev.drover.template;

import dev.drover.template.Analysis.Certainty;
import dev.drover.template.Analysis.Use;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stood around a template's mistake, be it in the template itself or in a variable that it uses.
 *
 * @param origin the mistake's place: as the templar told it, or where the undefined variable is used
 * @param names the variables used in the same {@code {{ }}} or tag, in the order of the text
 */
public record Surroundings(Origin origin, List<String> names) {

    private static final Pattern UNDEFINED = Pattern.compile("'(\\w+)' is undefined");

    /** @param form how {@code text} was read */
    public static Surroundings of(TemplateException mistake, Value.Text text, Form form, Variables variables) {
        var search = new Search(variables);
        search.text(text, form);
        var found = undefined(mistake).flatMap(name -> search.use(name)).or(() -> search.before(mistake.origin()));
        return found.map(use -> new Surroundings(
                        undefined(mistake).isPresent() ? use.origin() : mistake.origin(), search.beside(use)))
                .orElseGet(() -> new Surroundings(mistake.origin(), List.of()));
    }

    /** The name of the variable that is not defined, if that is what is wrong. */
    public static Optional<String> undefined(TemplateException mistake) {
        return Optional.of(UNDEFINED.matcher(mistake.getMessage()))
                .filter(matcher -> matcher.find() && mistake.kind() == TemplateException.Kind.UNDEFINED)
                .map(matcher -> matcher.group(1));
    }

    /** All uses of variables that a template may come to: its own, and those of templates in the variables it uses. */
    private static final class Search {
        private final Variables variables;
        private final List<Use> uses = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        Search(Variables variables) {
            this.variables = variables;
        }

        void text(Value.Text text, Form form) {
            var own = Analyzer.analyse(text, form, TemplateOptions.DEFAULT).variables();
            uses.addAll(own);
            own.stream()
                    .map(Use::name)
                    .filter(seen::add)
                    .forEach(name -> variables.find(name).ifPresent(this::inside));
        }

        private void inside(Value value) {
            switch (value) {
                case Value.Text text -> text(text, Form.TEXT);
                case Value.Sequence(var items) -> items.forEach(this::inside);
                case Value.Mapping(var entries)
                when !(entries instanceof EvaluatedMap) -> entries.values().forEach(this::inside);
                default -> {}
            }
        }

        /** Where a variable is needed, the nearest first. */
        Optional<Use> use(String name) {
            return uses.stream()
                    .filter(use -> use.name().equals(name) && use.certainty() != Certainty.GUARDED)
                    .findFirst();
        }

        /** One in the last statement that begins before a place. */
        Optional<Use> before(Origin place) {
            return uses.stream()
                    .filter(use ->
                            use.statement().file().equals(place.file()) && ORDER.compare(use.statement(), place) <= 0)
                    .max(Comparator.comparing(Use::statement, ORDER));
        }

        List<String> beside(Use use) {
            return uses.stream()
                    .filter(other -> other.statement().equals(use.statement()))
                    .map(Use::name)
                    .distinct()
                    .toList();
        }
    }

    private static final Comparator<Origin> ORDER =
            Comparator.comparingInt(Origin::line).thenComparingInt(Origin::column);
}
