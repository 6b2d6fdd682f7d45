package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** A play of one task that no playbook holds: what {@code drover exec} runs. */
public final class AdHoc {

    private AdHoc() {}

    /**
     * The play.
     *
     * @param arguments {@code name=value} words or, for modules that take one, a command
     * @throws IllegalArgumentException where they do not read
     */
    public static Play play(String pattern, String module, String arguments, Path directory) {
        var name = module.substring(module.lastIndexOf('.') + 1);
        return play(
                pattern,
                module,
                KeyValues.parse(name, Value.Text.written(arguments, new Origin("-a", 0, 0))),
                directory);
    }

    public static Play play(String pattern, String module, Value.Mapping arguments, Path directory) {
        var keywords = new EnumMap<Keyword, Value>(Keyword.class);
        keywords.put(Keyword.HOSTS, Value.of(pattern));
        keywords.put(Keyword.NAME, Value.of("Ansible Ad-Hoc"));
        keywords.put(Keyword.GATHER_FACTS, Value.FALSE);
        var origin = new Origin("command line", 0, 0);
        var around = Surroundings.ofPlay(Keywords.NONE, directory.resolve("command line"), directory);
        var task = new Task(Keywords.NONE, module, arguments, Optional.empty(), around, origin);
        return new Play(
                new Keywords(keywords),
                List.of(new Step.Run(task)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                directory,
                origin);
    }
}
