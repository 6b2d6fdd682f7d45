package dev.drover.run;

import java.util.List;
import java.util.Optional;

/**
 * How a host is to be reached, as its variables and the play's keywords say.
 *
 * @param name the host's name in the inventory
 * @param connection {@code ssh} or {@code local}
 * @param address where it differs from the name
 * @param key the private key's file
 * @param arguments options for ssh, as words
 * @param timeoutSeconds for connecting
 */
public record Target(
        String name,
        String connection,
        Optional<String> address,
        Optional<Integer> port,
        Optional<String> user,
        Optional<String> password,
        Optional<String> key,
        List<String> arguments,
        Optional<Integer> timeoutSeconds,
        Optional<Boolean> hostKeyChecking,
        Optional<Integer> retries) {

    /** The machine that Drover runs on. */
    static Target local(String name) {
        return new Target(
                name,
                "local",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public String toString() {
        return name; // never the password
    }
}
