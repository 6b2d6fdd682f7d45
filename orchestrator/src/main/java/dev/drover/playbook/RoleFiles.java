package dev.drover.playbook;

import dev.drover.value.Value;

/**
 * Which of a role's files are used: {@code main}, or what {@code tasks_from} and its like name, without their ending.
 *
 * @param specified whether arguments are checked first, where the role says what it takes
 */
public record RoleFiles(String tasks, String variables, String defaults, String handlers, boolean specified) {

    static final RoleFiles MAIN = new RoleFiles("main", "main", "main", "main", true);

    /** Those that the arguments of an import_role or an include_role name. */
    public static RoleFiles of(Value.Mapping arguments) {
        return new RoleFiles(
                name(arguments, "tasks_from"),
                name(arguments, "vars_from"),
                name(arguments, "defaults_from"),
                name(arguments, "handlers_from"),
                arguments
                        .get("rolespec_validate")
                        .filter(value ->
                                value.equals(Value.FALSE) || value.toString().matches("(?i)no|false|off"))
                        .isEmpty());
    }

    private static String name(Value.Mapping arguments, String key) {
        return arguments
                .get(key)
                .filter(value -> value instanceof Value.Text)
                .map(value -> value.toString().replaceFirst("\\.(yml|yaml|json)$", ""))
                .orElse("main");
    }
}
