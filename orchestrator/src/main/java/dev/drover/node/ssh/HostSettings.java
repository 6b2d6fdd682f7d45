package dev.drover.node.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All that is to be known for connecting to one host, from its endpoint, the arguments and ssh_config.
 *
 * @param host the name or address to connect to
 * @param keyName under which its key stands in known_hosts: with its port, unless that is the usual one or the name is an alias
 * @param keys private keys that were asked for; tried before any other
 * @param agent the socket of the agent
 * @param jumps destinations to go through, in this order
 */
record HostSettings(
        String host,
        int port,
        String keyName,
        String user,
        List<Path> keys,
        boolean keysOnly,
        Optional<Path> agent,
        List<String> jumps,
        List<Path> knownHosts,
        List<Path> globalKnownHosts,
        Checking checking,
        Duration connectTimeout,
        int retries,
        Duration aliveInterval,
        int aliveCount) {

    /** What is done about a host key that is not known. */
    enum Checking {
        STRICT,
        ACCEPT_NEW,
        OFF
    }

    private static final int SSH_PORT = 22;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ALIVE = Duration.ofSeconds(15);

    static HostSettings resolve(
            Endpoint endpoint,
            SshArguments arguments,
            List<SshConfig> configs,
            Path home,
            UnaryOperator<String> environment) {
        var found = new Found();
        arguments.options().forEach(found::take);
        configs.forEach(config -> config.forHost(endpoint.destination(), found::take));
        String name = endpoint.destination();
        String user = endpoint.user().or(() -> found.get("user")).orElse(System.getProperty("user.name"));
        int port = endpoint.port().orElseGet(() -> found.number("port").orElse(SSH_PORT));
        String host = found.get("hostname")
                .map(value -> value.replace("%h", name).replace("%%", "%"))
                .orElse(name);
        var tokens = Map.of(
                "%h",
                host,
                "%n",
                name,
                "%p",
                String.valueOf(port),
                "%r",
                user,
                "%d",
                home.toString(),
                "%u",
                System.getProperty("user.name"));
        var expand = new Expansion(home, tokens, environment);
        if (found.get("proxycommand")
                        .filter(value -> !value.equalsIgnoreCase("none"))
                        .isPresent()
                && found.get("proxyjump").isEmpty()) {
            throw new SettingsException(found.place("proxycommand") + ": ProxyCommand is not supported; ProxyJump is");
        }
        var keys = new ArrayList<>(endpoint.keys());
        found.all("identityfile").stream()
                .filter(value -> !value.equalsIgnoreCase("none"))
                .map(expand::path)
                .filter(key -> !keys.contains(key))
                .forEach(keys::add);
        return new HostSettings(
                host,
                port,
                found.get("hostkeyalias")
                        .map(alias -> alias.toLowerCase(Locale.ROOT))
                        .orElse(KnownHosts.name(host, port)),
                user,
                List.copyOf(keys),
                found.get("identitiesonly").map("yes"::equalsIgnoreCase).orElse(false),
                agent(found.get("identityagent"), expand, environment),
                jumps(found, name, port),
                files(
                        found,
                        "userknownhostsfile",
                        expand,
                        List.of(home.resolve(".ssh/known_hosts"), home.resolve(".ssh/known_hosts2"))),
                files(
                        found,
                        "globalknownhostsfile",
                        expand,
                        List.of(Path.of("/etc/ssh/ssh_known_hosts"), Path.of("/etc/ssh/ssh_known_hosts2"))),
                checking(endpoint.hostKeyChecking(), found),
                endpoint.connectTimeout()
                        .or(() -> found.number("connecttimeout").map(Duration::ofSeconds))
                        .orElse(CONNECT),
                Math.max(endpoint.retries(), found.number("connectionattempts").orElse(1) - 1),
                found.number("serveraliveinterval")
                        .map(Duration::ofSeconds)
                        .filter(Duration::isPositive)
                        .orElse(ALIVE),
                found.number("serveralivecountmax").orElse(3));
    }

    /** None for a jump host that is covered by the very line that names it. */
    private static List<String> jumps(Found found, String name, int port) {
        var jumps = found.get("proxyjump")
                .filter(value -> !value.equalsIgnoreCase("none"))
                .map(value -> List.of(value.strip().split("\\s*,\\s*")))
                .orElse(List.of());
        return jumps.stream().anyMatch(jump -> Destination.parse(jump).names(name, port)) ? List.of() : jumps;
    }

    private static Optional<Path> agent(Optional<String> setting, Expansion expand, UnaryOperator<String> environment) {
        String socket = setting.orElse("SSH_AUTH_SOCK");
        if (socket.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        if (socket.equals("SSH_AUTH_SOCK") || socket.matches("\\$\\w+")) {
            return Optional.ofNullable(environment.apply(socket.replace("$", "")))
                    .filter(value -> !value.isEmpty())
                    .map(Path::of);
        }
        return Optional.of(expand.path(socket));
    }

    private static List<Path> files(Found found, String key, Expansion expand, List<Path> otherwise) {
        return found.get(key)
                .map(value -> SshConfig.words(value, found.place(key)).stream()
                        .filter(file -> !file.equalsIgnoreCase("none"))
                        .map(expand::path)
                        .toList())
                .orElse(otherwise);
    }

    private static Checking checking(Optional<Boolean> wanted, Found found) {
        if (wanted.isPresent() && !wanted.get()) {
            return Checking.OFF;
        }
        return found.get("stricthostkeychecking")
                .map(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "no", "off" -> Checking.OFF;
                    case "accept-new" -> Checking.ACCEPT_NEW;
                    case "yes", "ask" -> Checking.STRICT;
                    default ->
                        throw new SettingsException(found.place("stricthostkeychecking")
                                + ": StrictHostKeyChecking is yes, no or accept-new, not \"" + value + "\"");
                })
                .orElse(Checking.STRICT);
    }

    /** Settings as they are found: the first of a kind counts, of keys all. */
    private static final class Found {
        private final Map<String, List<SshConfig.Line>> lines = new HashMap<>();

        void take(SshConfig.Line line) {
            lines.computeIfAbsent(line.key(), key -> new ArrayList<>()).add(line);
        }

        Optional<String> get(String key) {
            return all(key).stream().findFirst();
        }

        List<String> all(String key) {
            boolean raw = key.endsWith("knownhostsfile") || key.equals("proxycommand");
            return lines.getOrDefault(key, List.of()).stream()
                    .map(line -> raw
                            ? line.value()
                            : SshConfig.words(line.value(), line.place()).stream()
                                    .findFirst()
                                    .orElse(""))
                    .toList();
        }

        Optional<Integer> number(String key) {
            return get(key).filter(value -> !value.equalsIgnoreCase("none")).map(value -> {
                try {
                    return Integer.parseInt(value);
                } catch (NumberFormatException e) {
                    throw new SettingsException(place(key) + ": " + key + " is a number, not \"" + value + "\"");
                }
            });
        }

        String place(String key) {
            return lines.get(key).getFirst().place();
        }
    }

    /** The values of tokens, of {@code ~} and of environment variables in paths. */
    private record Expansion(Path home, Map<String, String> tokens, UnaryOperator<String> environment) {

        Path path(String text) {
            var expanded = new StringBuilder();
            String value = text.startsWith("~/") || text.equals("~") ? home + text.substring(1) : text;
            for (int i = 0; i < value.length(); i++) {
                if (value.startsWith("%%", i)) {
                    expanded.append('%');
                    i++;
                } else if (i + 2 <= value.length() && tokens.containsKey(value.substring(i, i + 2))) {
                    expanded.append(tokens.get(value.substring(i, i + 2)));
                    i++;
                } else if (value.startsWith("${", i) && value.indexOf('}', i) > 0) {
                    int end = value.indexOf('}', i);
                    expanded.append(Optional.ofNullable(environment.apply(value.substring(i + 2, end)))
                            .orElse(""));
                    i = end;
                } else {
                    expanded.append(value.charAt(i));
                }
            }
            return Path.of(expanded.toString());
        }
    }
}
