package dev.drover.report;

import dev.drover.run.Preview;
import dev.drover.template.PyText;
import dev.drover.value.Value;
import java.util.List;
import java.util.TreeSet;

/** What {@code --list-hosts}, {@code --list-tasks} and {@code --list-tags} print, to the letter of ansible-playbook. */
public record ListingText(boolean hosts, boolean tasks, boolean tags) {

    /** The text for a playbook, with a line break at its end. */
    public String of(String playbook, List<Preview> plays) {
        var text = new StringBuilder("\nplaybook: " + playbook + "\n");
        for (int i = 0; i < plays.size(); i++) {
            play(i + 1, plays.get(i), text);
        }
        return text.toString();
    }

    private void play(int number, Preview play, StringBuilder text) {
        text.append("\n  play #%d (%s): %s\tTAGS: [%s]\n"
                .formatted(number, String.join(",", play.patterns()), play.name(), String.join(",", play.tags())));
        if (hosts) {
            text.append("    pattern: ")
                    .append(PyText.repr(Value.Sequence.ofTexts(play.patterns())))
                    .append("\n    hosts (")
                    .append(play.hosts().size())
                    .append("):\n");
            play.hosts().forEach(host -> text.append("      ").append(host).append('\n'));
        }
        if (tasks) {
            text.append("    tasks:\n");
            play.tasks()
                    .forEach(task -> text.append(
                            "      %s\tTAGS: [%s]\n".formatted(task.name(), String.join(", ", task.tags()))));
        }
        if (tags) {
            var all = new TreeSet<String>();
            play.tasks().forEach(task -> all.addAll(task.tags()));
            text.append("      TASK TAGS: [").append(String.join(", ", all)).append("]\n");
        }
    }
}
