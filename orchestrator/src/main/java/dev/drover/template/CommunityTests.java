package dev.drover.template;

import dev.drover.template.Tests.Test;
import dev.drover.value.Value;
import java.util.Map;
import java.util.regex.Pattern;

/** Tests of community.general that look at text. */
final class CommunityTests {

    /** Characters of a whole name, without the dot at its end (RFC 1035). */
    private static final int MAX_NAME = 253;

    private CommunityTests() {}

    static final Map<String, Test> ALL = new Named<Test>()
            .add(
                    (value, arguments, evaluator) ->
                            evaluator.evaluation.templar.host().hasModule(PyText.str(value)),
                    "community.general.a_module")
            .add(
                    (value, arguments, evaluator) -> isDomainName(
                            PyText.str(value),
                            Py.index(arguments.find(0, "min_labels").orElse(Value.of(1))),
                            arguments.flag(1, "allow_underscores", false)),
                    "community.general.fqdn_valid")
            .all();

    /** Labels of letters, digits and hyphens, which stand at neither end (RFC 1123). */
    private static boolean isDomainName(String name, int minLabels, boolean underscores) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String inner = underscores ? "[A-Za-z0-9_-]" : "[A-Za-z0-9-]";
        var label = Pattern.compile("(?!-)" + inner + "{1,63}(?<!-)");
        var labels = bare.split("\\.", -1);
        if (bare.length() > MAX_NAME || labels.length < minLabels) {
            return false;
        }
        for (var one : labels) {
            if (!label.matcher(one).matches()) {
                return false;
            }
        }
        return true;
    }
}
