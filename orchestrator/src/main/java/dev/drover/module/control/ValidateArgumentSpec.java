package dev.drover.module.control;

import dev.drover.module.Controller;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks arguments against a specification of them. What is not provided is taken from the variables of the same names; a role that
 * describes its arguments in {@code meta/argument_specs.yml} begins with a task of this module.
 */
@Module(value = "validate_argument_spec", summary = "Checks arguments against a specification of them.")
public record ValidateArgumentSpec(
        @Doc("What arguments there are: each with its type, whether it is required, its choices, …")
        Value argumentSpec,

        @Doc("The arguments; they win over variables of the same names.")
        Map<String, Value> providedArguments,

        @Doc("What the result says of the place where the arguments belong.")
        Map<String, Value> validateArgsContext,

        @Injected Controller controller)
        implements ModuleCall {

    public ValidateArgumentSpec {
        if (!(argumentSpec instanceof Value.Mapping)) {
            throw new IllegalArgumentException("argument_spec must be a mapping of arguments");
        }
    }

    @Override
    public Plan plan() {
        var spec = (Value.Mapping) argumentSpec;
        var given = new LinkedHashMap<Value, Value>();
        for (var key : spec.entries().keySet()) {
            var name = key.toString();
            if (name.matches("[A-Za-z_][A-Za-z0-9_]*")
                    && !providedArguments.containsKey(name)
                    && controller.condition(Value.Text.written(name + " is defined", Origin.NONE))) {
                given.put(key, controller.expression(name));
            }
        }
        providedArguments.forEach((name, value) -> given.put(Value.of(name), value));
        var mistakes = new ArgumentMistakes(_ -> true).of(spec, new Value.Mapping(given));
        var context = Value.Mapping.of(validateArgsContext);
        if (mistakes.isEmpty()) {
            return Plan.settled(Result.UNCHANGED
                    .with("msg", "The arg spec validation passed")
                    .with("validate_args_context", context));
        }
        var texts = mistakes.stream().map(ArgumentMistakes.Mistake::message).toList();
        var failed = Result.failed("Validation of arguments failed:\n" + String.join("\n", texts))
                .with("argument_errors", Value.Sequence.ofTexts(texts))
                .with("argument_spec_data", spec)
                .with("validate_args_context", context);
        return Plan.settled(mistakes.stream()
                .map(ArgumentMistakes.Mistake::origin)
                .filter(Origin::known)
                .findFirst()
                .map(origin -> failed.with("origin", origin.toString()))
                .orElse(failed));
    }
}
