package dev.drover.module.accounts;

/** The names that users and groups can have. */
final class AccountName {

    private AccountName() {}

    /** @throws IllegalArgumentException for what no line of /etc/passwd can hold, or what a command takes for an option */
    static void check(String name) {
        if (name.isBlank() || name.startsWith("-") || name.matches("(?s).*[:/,\\s\\p{Cntrl}].*")) {
            throw new IllegalArgumentException("name must be that of a user or group, not \"" + name + "\"");
        }
    }
}
