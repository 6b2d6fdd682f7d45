package dev.drover.playbook;

import dev.drover.value.Value;

/** Which of a role's files are used: {@code main}, or what {@code tasks_from} and its like name, without their ending. */
public record RoleFiles(String tasks, String variables, String defaults, String handlers) {

    static final RoleFiles MAIN = new RoleFiles("main", "main", "main", "main");

    /** Those that the arguments of an import_role or an include_role name. */
    public static RoleFiles of(Value.Mapping arguments) {
        return new RoleFiles(
                name(arguments, "tasks_from"),
                name(arguments, "vars_from"),
                name(arguments, "defaults_from"),
                name(arguments, "handlers_from"));
    }

    private static String name(Value.Mapping arguments, String key) {
        return arguments
                .get(key)
                .filter(value -> value instanceof Value.Text)
                .map(value -> value.toString().replaceFirst("\\.(yml|yaml|json)$", ""))
                .orElse("main");
    }
}
