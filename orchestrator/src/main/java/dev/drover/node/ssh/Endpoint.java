package dev.drover.node.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A node as the user named it; what is not said here comes from {@code ssh_config}.
 *
 * @param name the host's name in the inventory
 * @param address where to find it, if not under its name
 * @param password for logging in; secret
 * @param keys private keys to log in with, before those that ssh_config names
 * @param sshArguments words as for the ssh command: {@code -J}, {@code -o KEY=VALUE}, {@code -F FILE}, …
 * @param hostKeyChecking false: any key is accepted; otherwise as ssh_config says, strict by default
 * @param connectTimeout for the TCP connection
 * @param retries how often a connection that fails is tried again
 */
public record Endpoint(
        String name,
        Optional<String> address,
        OptionalInt port,
        Optional<String> user,
        Optional<String> password,
        List<Path> keys,
        List<String> sshArguments,
        Optional<Boolean> hostKeyChecking,
        Optional<Duration> connectTimeout,
        int retries) {

    public Endpoint {
        keys = List.copyOf(keys);
        sshArguments = List.copyOf(sshArguments);
    }

    /** A node of which nothing is known but its name. */
    public static Endpoint of(String name) {
        return new Endpoint(
                name,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    public Endpoint withArguments(String... words) {
        return new Endpoint(
                name, address, port, user, password, keys, List.of(words), hostKeyChecking, connectTimeout, retries);
    }

    public Endpoint withPassword(String secret) {
        return new Endpoint(
                name,
                address,
                port,
                user,
                Optional.of(secret),
                keys,
                sshArguments,
                hostKeyChecking,
                connectTimeout,
                retries);
    }

    /** What ssh would be given as the destination. */
    String destination() {
        return address.orElse(name);
    }

    @Override
    public String toString() {
        return name; // never the password
    }
}
