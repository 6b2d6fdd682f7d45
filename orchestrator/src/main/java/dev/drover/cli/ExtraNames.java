package dev.drover.cli;

import dev.drover.playbook.ConstantNames;
import dev.drover.template.JinjaTemplar;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import dev.drover.yaml.Decryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names that depend on the extra variables and on what the playbook itself defines. */
final class ExtraNames implements ConstantNames {

    private final Layer extra;
    private final Decryption decryption;

    ExtraNames(Layer extra, Decryption decryption) {
        this.extra = extra;
        this.decryption = decryption;
    }

    @Override
    public Optional<String> evaluate(Value.Text name, List<Value> variables) {
        var layers = new ArrayList<Layer>();
        for (var one : variables) {
            if (one instanceof Value.Mapping mapping) {
                layers.add(Layer.of("vars", mapping));
            }
        }
        layers.add(extra);
        try {
            var templar = new JinjaTemplar(new ControllerHost((message, origin) -> {}, decryption));
            return templar.resolve(name, new Layers(layers)) instanceof Value.Text text
                    ? Optional.of(text.text())
                    : Optional.empty();
        } catch (TemplateException e) {
            return Optional.empty(); // it depends on something that is known later
        }
    }
}
