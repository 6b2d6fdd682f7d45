package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A task or a handler, with all that it has from the blocks, the role and the play around it.
 *
 * @param module as it is written: {@code copy}, {@code ansible.builtin.copy}
 * @param arguments as written; keys are texts that know their place
 * @param loop what it is repeated for
 * @param around where it stands: what it inherits, its role, its files
 */
public record Task(
        Keywords keywords,
        String module,
        Value.Mapping arguments,
        Optional<Loop> loop,
        Surroundings around,
        Origin origin) {

    /** The role it belongs to. */
    public Optional<Role> role() {
        return around.role();
    }

    /** Where its relative files are looked for, nearest first. */
    public List<Path> files() {
        return around.files();
    }

    /** The name as written, which may be a template; empty where there is none. */
    public Optional<Value> name() {
        return keywords.get(Keyword.NAME);
    }

    /** The name of the module without its collection, for modules of Ansible's own collections. */
    public String shortModule() {
        for (var collection : List.of("ansible.builtin.", "ansible.legacy.")) {
            if (module.startsWith(collection)) {
                return module.substring(collection.length());
            }
        }
        return module;
    }

    public List<String> tags() {
        return words(keywords.list(Keyword.TAGS));
    }

    /** The topics a handler listens to, besides its name. */
    public List<String> listen() {
        return words(keywords.list(Keyword.LISTEN));
    }

    private static List<String> words(List<Value> values) {
        var words = new ArrayList<String>();
        for (var value : values) {
            if (value instanceof Value.Text text) {
                for (var word : text.text().split(",")) {
                    words.add(word.strip());
                }
            } else if (value instanceof Value.Int(var number)) {
                words.add(number.toString());
            }
        }
        return words;
    }
}
