package dev.drover.run;

import dev.drover.playbook.Task;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import java.util.List;
import java.util.function.Function;

/** What a task does, in a few words: {@code apt-get install} of a command, {@code apt: nginx} of other modules. */
record TaskWords(Task task) {

    private static final int MOST = 60;
    private static final List<String> COMMANDS = List.of("_raw_params", "cmd", "argv");
    private static final List<String> SUBJECTS = List.of(
            "name", "pkg", "package", "dest", "path", "url", "repo", "src", "host", "port", "jid", "requirements");

    /** @param text what a template of the task comes to */
    String shown(Function<Value, String> text) {
        boolean command = List.of("command", "shell", "raw", "script").contains(task.shortModule());
        for (var key : command ? COMMANDS : SUBJECTS) {
            var value = task.arguments().get(key);
            if (value.isPresent()) {
                String words = cut(words(value.get(), text));
                return command ? words : task.shortModule() + ": " + words;
            }
        }
        return task.shortModule();
    }

    private static String words(Value value, Function<Value, String> text) {
        try {
            return text.apply(value).strip().lines().findFirst().orElse("");
        } catch (TemplateException e) {
            return value.toString();
        }
    }

    private static String cut(String words) {
        return words.length() <= MOST ? words : words.substring(0, MOST - 1) + "…";
    }
}
