package dev.drover.module.control;

import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import java.util.Optional;

/** Shows a message or the value of an expression. */
@Module(value = "debug", summary = "Shows a message or a variable.")
public record Debug(
        @Doc("What to show; \"Hello world!\" without var.") Optional<Value> msg,

        @Doc("An expression whose value is shown, without braces.")
        Optional<Value> var,

        @Default("0") @Doc("Show it only with at least that many -v.")
        int verbosity,

        @Injected Controller controller)
        implements ModuleCall {

    public Debug {
        if (msg.isPresent() && var.isPresent()) {
            throw new IllegalArgumentException("msg and var can't be given together");
        }
    }

    @Override
    public Plan plan() {
        if (verbosity > controller.verbosity()) {
            return Plan.settled(Result.skipped("Verbosity threshold not met.")
                    .with("skipped_reason", "Verbosity threshold not met."));
        }
        if (var.isEmpty()) {
            return Plan.settled(Result.UNCHANGED.with("msg", msg.orElse(Value.of("Hello world!"))));
        }
        if (!(var.get() instanceof Value.Text(var expression, var _, var _, var _))) {
            return Plan.settled(Result.UNCHANGED.with("var", var.get())); // a template already made a value of it
        }
        return Plan.settled(Result.UNCHANGED.with(expression, shown(expression)));
    }

    private Value shown(String expression) {
        try {
            return controller.expression(expression);
        } catch (TemplateException e) {
            if (e.kind() == TemplateException.Kind.UNDEFINED) {
                return Value.of("VARIABLE IS NOT DEFINED!: " + e.getMessage());
            }
            throw e;
        }
    }
}
