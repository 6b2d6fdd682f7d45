package dev.drover.module;

import dev.drover.template.TemplateOptions;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.Map;

/** What a module may know of the machine that Drover runs on, and of the task it is part of. Nothing here changes anything. */
public interface Controller {

    /**
     * The file or directory that {@code name} means for this task: role and playbook are searched as Ansible does.
     *
     * @param kind the subdirectory that is searched first: {@code files} or {@code templates}
     * @throws ArgumentException with the places that were searched, where there is none
     */
    Path find(String kind, String name);

    /**
     * The bytes of a controller's file, decrypted where it is a vault.
     *
     * @throws ArgumentException where it can't be read
     */
    byte[] read(Path file);

    /**
     * The variables of a controller's file of YAML or JSON, vaults in it opened.
     *
     * @throws ArgumentException where it can't be read or is no mapping
     */
    Value.Mapping variables(Path file);

    /** Checksums of the controller's files. */
    Checksums checksums();

    /** The text that a template file yields with the task's variables and {@code more}. */
    String render(Path file, TemplateOptions options, Map<String, Value> more);

    /** The value of a bare expression with the task's variables. */
    Value expression(String expression);

    /** Whether a bare expression holds with the task's variables. */
    boolean condition(Value expression);

    boolean checkMode();

    boolean diffMode();

    /** How much the user wants to see: the number of {@code -v}. */
    int verbosity();
}
