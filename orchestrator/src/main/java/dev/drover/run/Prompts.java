package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.playbook.Play;
import dev.drover.playbook.Prompt;
import dev.drover.template.Templar;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables that a play asks for. What is given with {@code -e} is not asked. */
final class Prompts {

    private static final int ATTEMPTS = 3;

    private final Templar templar;
    private final Asker asker;

    Prompts(Templar templar, Asker asker) {
        this.templar = templar;
        this.asker = asker;
    }

    /**
     * Asks.
     *
     * @param names what the texts of the questions may mention
     * @throws ArgumentException where there is no answer and no default
     */
    Layer ask(Play play, Layers names, Layer extra) {
        var answers = new LinkedHashMap<String, Value>();
        for (var prompt : play.prompts()) {
            if (extra.find(prompt.name()).isEmpty()) {
                answers.put(prompt.name(), answer(prompt, names, play));
            }
        }
        return Layer.of("vars_prompt", answers);
    }

    private Value answer(Prompt prompt, Layers names, Play play) {
        String question =
                templar.resolve(prompt.text(), names).toString().strip().replaceFirst(":$", "");
        var otherwise = prompt.otherwise().map(value -> templar.resolve(value, names));
        try {
            return encrypted(prompt, typed(prompt, question, otherwise, play));
        } catch (Asker.NobodyThereException e) {
            return otherwise
                    .map(value -> encrypted(prompt, value))
                    .orElseThrow(() -> new ArgumentException(
                            "the play asks for \"" + prompt.name()
                                    + "\" and nobody can be asked here; hand it over: -e " + prompt.name() + "=…",
                            play.origin()));
        }
    }

    private Value typed(Prompt prompt, String question, Optional<Value> otherwise, Play play) {
        String shown = question
                + otherwise
                        .filter(value -> !prompt.hidden())
                        .map(value -> " [" + value + "]")
                        .orElse("");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String answer = asker.ask(shown, prompt.hidden());
            if (prompt.confirmed()
                    && !asker.ask("confirm " + question, prompt.hidden()).equals(answer)) {
                continue;
            }
            if (answer.isEmpty() && otherwise.isPresent()) {
                return otherwise.get();
            }
            return new Value.Text(answer, prompt.unsafe(), prompt.hidden(), Origin.NONE);
        }
        throw new ArgumentException("the answers for \"" + prompt.name() + "\" differ", play.origin());
    }

    private Value encrypted(Prompt prompt, Value answer) {
        if (prompt.encrypt().isEmpty()) {
            return answer;
        }
        var variables = new LinkedHashMap<String, Value>();
        variables.put("answer", answer instanceof Value.Text text ? text.asUnsafe() : answer);
        variables.put("scheme", Value.of(prompt.encrypt().get().replace("_crypt", "")));
        prompt.salt().ifPresent(salt -> variables.put("salt", Value.of(salt)));
        var call = "answer | password_hash(scheme" + (prompt.salt().isPresent() ? ", salt)" : ")");
        return templar.expression(
                Value.Text.written(call, Origin.NONE),
                new Layers(List.of(Layer.of("vars_prompt", Map.copyOf(variables)))));
    }
}
