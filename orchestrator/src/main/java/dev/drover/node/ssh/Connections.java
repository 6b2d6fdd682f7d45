package dev.drover.node.ssh;

import dev.drover.node.Become;
import dev.drover.node.Node;
import dev.drover.node.NodeException;
import dev.drover.node.NodeException.Unreachable;
import dev.drover.node.Shell;
import dev.drover.node.Traffic;
import dev.drover.node.shell.Shells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/**
 * All connections of a run. They are opened in the background, on threads of its own, and share what can be shared: keys, files of
 * settings, jump hosts.
 */
public final class Connections implements AutoCloseable {

    private static final Duration RETRY_PAUSE = Duration.ofMillis(250);
    private static final int LONGEST_PAUSE = 3; // in retry pauses, less one
    private static final int LOGIN_MILLIS = 30_000;
    private static final int READER_MILLIS = 1000;
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private final Path home;
    private final UnaryOperator<String> environment;
    private final PrivateKeys keys;
    private final Executor executor = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("drover-ssh-", 1).factory());
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("drover-pulse").factory());
    private final CompletableFuture<Config> config;
    private final StartGate gate = new StartGate();
    private final Map<List<Path>, KnownHosts> knownHosts = new ConcurrentHashMap<>();
    private final Map<Path, SshConfig> files = new ConcurrentHashMap<>();
    private final Map<String, Link> jumps = new ConcurrentHashMap<>();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    /** Connections with the settings of whoever runs the program. */
    public static Connections ofUser(Prompt prompt) {
        return new Connections(Path.of(System.getProperty("user.home")), System::getenv, prompt);
    }

    /**
     * @param home where {@code .ssh} is
     * @param environment environment variables by name; null for one that is not set
     */
    Connections(Path home, UnaryOperator<String> environment, Prompt prompt) {
        this.home = home;
        this.environment = environment;
        this.keys = new PrivateKeys(prompt);
        this.config = CompletableFuture.supplyAsync(LeanConfig::create, executor);
    }

    /** A connection that is opened in the background. What fails, settings that can't be followed too, fails in the answers. */
    public Node open(Endpoint endpoint) {
        try {
            var settings = settings(endpoint);
            var link = link(settings, endpoint);
            start(link, endpoint);
            return new SshNode(link, new Shells(link, executor), this);
        } catch (SettingsException e) {
            return failed(e.getMessage());
        } catch (IOException e) {
            return failed("ssh_config can't be read: " + e.getMessage());
        }
    }

    /** Ends all connections, at the same time; when it returns, no thread of ours waits for a network. */
    @Override
    public void close() {
        pulse.shutdownNow();
        // a connection that goes through another one says goodbye first
        disconnect(links.stream().filter(link -> !jumps.containsValue(link)).toList());
        disconnect(List.copyOf(links));
        joinReaders();
    }

    void close(Link link) {
        executor.execute(() -> {
            links.remove(link);
            link.another().ifPresent(this::close);
            link.disconnect();
        });
    }

    private void disconnect(List<Link> some) {
        var all = CompletableFuture.allOf(some.stream()
                .map(link -> CompletableFuture.runAsync(link::disconnect, executor))
                .toArray(CompletableFuture[]::new));
        try {
            all.get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            some.forEach(Link::cut); // a node that takes nothing any more takes no goodbye
            all.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            some.forEach(Link::cut);
            Thread.currentThread().interrupt();
        }
        links.removeAll(some);
    }

    /** A thread in a native read when the program ends delays its end by 300 ms. */
    private static void joinReaders() {
        var threads = new Thread[Thread.activeCount() + 64];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().startsWith("sshj-Reader")) {
                try {
                    threads[i].join(READER_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private Node failed(String message) {
        var link = new Link(
                new HostSettings(
                        "",
                        0,
                        "",
                        "",
                        List.of(),
                        true,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        HostSettings.Checking.STRICT,
                        Duration.ZERO,
                        0,
                        Duration.ZERO,
                        0),
                executor,
                () -> {
                    throw new Unreachable(message);
                });
        link.failed(new Unreachable(message));
        return new SshNode(link, new Shells(link, executor), this);
    }

    private HostSettings settings(Endpoint endpoint) throws IOException {
        var arguments = SshArguments.parse(endpoint.sshArguments());
        List<SshConfig> configs;
        if (arguments.configFile().isPresent()) {
            String file = arguments.configFile().get();
            configs = file.equals("none")
                    ? List.of()
                    : List.of(file(home.resolve(
                            file.startsWith("~/")
                                    ? file.substring(2)
                                    : Path.of(file).toAbsolutePath().toString())));
        } else {
            configs = List.of(file(home.resolve(".ssh/config")), file(Path.of("/etc/ssh/ssh_config")));
        }
        return HostSettings.resolve(endpoint, arguments, configs, home, environment);
    }

    private SshConfig file(Path path) throws IOException {
        try {
            return files.computeIfAbsent(path, key -> {
                try {
                    return SshConfig.read(key, home);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Link link(HostSettings settings, Endpoint endpoint) {
        return new Link(settings, executor, () -> {
            var another = link(settings, endpoint);
            start(another, endpoint);
            return another;
        });
    }

    private void start(Link link, Endpoint endpoint) {
        links.add(link);
        executor.execute(() -> {
            try {
                connect(link, endpoint);
            } catch (NodeException e) {
                link.failed(e);
            } catch (RuntimeException | IOException e) {
                link.failed(new Unreachable(String.valueOf(e.getMessage()), e));
            } catch (InterruptedException e) {
                link.failed(new Unreachable("interrupted while connecting", e));
            }
        });
    }

    private void connect(Link link, Endpoint endpoint) throws IOException, InterruptedException {
        var settings = link.settings();
        var via = jump(endpoint, settings);
        String address = address(settings);
        Optional<Instant> patience = Optional.empty(); // with a server that turns us away
        for (int attempt = 0; ; attempt++) {
            gate.enter(address);
            boolean turnedAway = false;
            try {
                stand(link, endpoint, via);
                return;
            } catch (IOException e) {
                var failure = ConnectFailure.of(e, settings);
                turnedAway = failure.passing();
                if (turnedAway && patience.isEmpty()) {
                    patience = Optional.of(Instant.now().plus(settings.connectTimeout()));
                }
                boolean again = turnedAway && Instant.now().isBefore(patience.get());
                if (!again && attempt >= settings.retries()) {
                    throw failure.exception();
                }
            } finally {
                gate.leave(address, turnedAway);
            }
            Thread.sleep(RETRY_PAUSE.multipliedBy(Math.min(attempt, LONGEST_PAUSE) + 1));
        }
    }

    /** One attempt, up to the login. */
    private void stand(Link link, Endpoint endpoint, Optional<Link> via) throws IOException {
        var settings = link.settings();
        var client = new SSHClient(config.join());
        var check = new HostKeyCheck(settings, known(settings));
        boolean stands = false;
        long begun = System.nanoTime();
        try {
            client.addHostKeyVerifier(check);
            client.setSocketFactory(new QuickSockets(link.meter()));
            client.setConnectTimeout((int) settings.connectTimeout().toMillis());
            client.setTimeout((int) settings.connectTimeout().toMillis());
            client.getTransport().setTimeoutMs(LOGIN_MILLIS);
            client.getConnection().setTimeoutMs(LOGIN_MILLIS);
            if (via.isPresent()) {
                client.connectVia(tunnel(via.get(), settings), settings.host(), settings.port());
            } else {
                client.connect(settings.host(), settings.port());
            }
            new Login(client, settings, endpoint.password(), keys, home).run();
            link.meter().loggedIn(Duration.ofNanos(System.nanoTime() - begun));
            stands = link.connected(client);
            if (stands) {
                long interval = settings.aliveInterval().toMillis();
                link.pulse(pulse.scheduleWithFixedDelay(link::ping, interval, interval, TimeUnit.MILLISECONDS));
            }
        } catch (IOException e) {
            if (check.refusal().isPresent()) {
                throw new Unreachable(check.refusal().get(), e);
            }
            throw e;
        } finally {
            if (!stands) {
                Link.disconnect(client);
            }
        }
    }

    private static DirectConnection tunnel(Link via, HostSettings settings) throws IOException {
        SSHClient jump;
        try {
            jump = via.client();
        } catch (NodeException e) {
            throw new Unreachable("the jump host " + via.settings().host() + ": " + e.getMessage(), e);
        }
        try {
            return jump.newDirectConnection(settings.host(), settings.port());
        } catch (OpenFailException e) {
            throw new Unreachable(
                    "the jump host " + via.settings().host() + " does not reach " + settings.host() + " port "
                            + settings.port() + ": " + e.getMessage(),
                    e);
        }
    }

    private KnownHosts known(HostSettings settings) throws IOException {
        var paths = new ArrayList<>(settings.knownHosts());
        paths.addAll(settings.globalKnownHosts());
        try {
            return knownHosts.computeIfAbsent(paths, key -> {
                try {
                    return KnownHosts.read(key);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The last of the jump hosts, if there are any; each is connected to once, whoever asks. */
    private Optional<Link> jump(Endpoint endpoint, HostSettings settings) throws IOException {
        Optional<Link> last = Optional.empty();
        String chain = "";
        for (var destination : settings.jumps()) {
            String before = chain;
            chain = chain + "," + destination;
            var via = last;
            var hop = hop(destination, endpoint, via.isPresent() ? before.substring(1) : "");
            var hopSettings = settings(hop);
            last = Optional.of(jumps.computeIfAbsent(chain + " " + hop.sshArguments(), key -> {
                var link = link(hopSettings, hop);
                start(link, hop);
                return link;
            }));
        }
        return last;
    }

    /** A jump host is found with the same settings file; through the hosts before it, unless it names its own. */
    private static Endpoint hop(String destination, Endpoint endpoint, String before) {
        var named = Destination.parse(destination);
        var arguments = new ArrayList<String>();
        SshArguments.parse(endpoint.sshArguments())
                .configFile()
                .ifPresent(file -> arguments.addAll(List.of("-F", file)));
        if (!before.isEmpty()) {
            arguments.addAll(List.of("-J", before));
        }
        return new Endpoint(
                named.host(),
                Optional.empty(),
                named.port(),
                named.user(),
                Optional.empty(),
                endpoint.keys(),
                arguments,
                endpoint.hostKeyChecking(),
                endpoint.connectTimeout(),
                endpoint.retries());
    }

    private static String address(HostSettings settings) {
        return String.join(",", settings.jumps()) + " " + settings.host() + ":" + settings.port();
    }

    private record SshNode(Link link, Shells shells, Connections all) implements Node {
        @Override
        public Shell shell(Optional<Become> become) {
            return shells.get(become);
        }

        @Override
        public Traffic traffic() {
            return link.meter().traffic();
        }

        @Override
        public void close() {
            shells.close();
            all.close(link);
        }
    }
}
