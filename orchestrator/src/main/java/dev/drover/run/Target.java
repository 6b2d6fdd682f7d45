package dev.drover.run;

import java.util.ArrayList;
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

    private static final int USUAL_PORT = 22;

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

    /** The same node at another port: its host keys are those that are known of it at this one. */
    Target at(int other) {
        if (port.orElse(USUAL_PORT) == other) {
            return this;
        }
        var words = new ArrayList<>(arguments);
        var known = address.orElse(name);
        words.add("-o");
        words.add("HostKeyAlias=" + (port.orElse(USUAL_PORT) == USUAL_PORT ? known : "[" + known + "]:" + port.get()));
        return new Target(
                name,
                connection,
                address,
                Optional.of(other),
                user,
                password,
                key,
                List.copyOf(words),
                timeoutSeconds,
                hostKeyChecking,
                retries);
    }

    @Override
    public String toString() {
        return name; // never the password
    }
}
