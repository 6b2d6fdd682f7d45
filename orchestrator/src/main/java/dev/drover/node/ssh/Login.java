package dev.drover.node.ssh;

import dev.drover.node.NodeException.Unreachable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import net.schmizz.sshj.userauth.password.Resource;

/** Proves to a server who we are, with what there is: named keys, the agent's, the usual files, the password. */
final class Login {

    /** A server gives up after six failed attempts (MaxAuthTries); two are left for the password. */
    private static final int MOST_KEYS = 4;

    private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final HostSettings settings;
    private final Optional<String> password;
    private final PrivateKeys keys;
    private final Path home;
    private final SSHClient client;
    private final List<String> offered = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private int keysOffered;

    Login(SSHClient client, HostSettings settings, Optional<String> password, PrivateKeys keys, Path home) {
        this.client = client;
        this.settings = settings;
        this.password = password;
        this.keys = keys;
        this.home = home;
    }

    /**
     * Logs in.
     *
     * @throws Unreachable where nothing did; says what was tried
     * @throws TransportException where the connection broke
     */
    void run() throws TransportException {
        boolean passwordFirst = password.isPresent() && settings.keys().isEmpty();
        if ((passwordFirst && withPassword()) || withKeys() || (!passwordFirst && withPassword())) {
            return;
        }
        throw refused();
    }

    private Unreachable refused() {
        var text = new StringBuilder("the server does not let " + settings.user() + " log in");
        text.append(
                offered.isEmpty() ? "; there was nothing to offer" : "; offered were: " + String.join(", ", offered));
        if (!unusable.isEmpty()) {
            text.append("; not usable: ").append(String.join("; ", unusable));
        }
        return new Unreachable(text.append(". It accepts: " + accepted()).toString());
    }

    private String accepted() {
        var names = new ArrayList<String>();
        client.getUserAuth().getAllowedMethods().forEach(names::add);
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private boolean withKeys() throws TransportException {
        var held = held();
        for (var file : settings.keys()) {
            if (withFile(file, held)) {
                return true;
            }
        }
        if (settings.keysOnly() && !settings.keys().isEmpty()) {
            return false;
        }
        for (var identity : held) {
            if (offer("agent key " + named(identity), new AgentKey(agent(), identity))) {
                return true;
            }
        }
        if (settings.keys().isEmpty()) {
            for (var name : USUAL) {
                var file = home.resolve(".ssh").resolve(name);
                if (Files.exists(file) && withFile(file, held)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** An encrypted key that the agent holds is left to the agent, so that nobody is asked for a passphrase. */
    private boolean withFile(Path file, List<Agent.Identity> held) throws TransportException {
        if (keysOffered >= MOST_KEYS || !mayTry("publickey")) {
            return false;
        }
        var outside = PrivateKeys.look(file);
        var twin = outside.flatMap(it -> held.stream()
                .filter(identity -> Arrays.equals(identity.blob(), it.publicBlob()))
                .findFirst());
        if (twin.isPresent() && outside.get().encrypted()) {
            held.remove(twin.get());
            return offer(file + " (agent)", new AgentKey(agent(), twin.get()));
        }
        return switch (keys.load(file)) {
            case PrivateKeys.Key.Usable(var key) -> {
                twin.ifPresent(held::remove);
                yield offer(file.toString(), new FileKey(key));
            }
            case PrivateKeys.Key.Unusable(var reason) -> {
                unusable.add(reason);
                yield false;
            }
        };
    }

    private boolean offer(String what, AuthMethod method) throws TransportException {
        if (keysOffered >= MOST_KEYS || !mayTry("publickey")) {
            return false;
        }
        keysOffered++;
        return attempt(what, method);
    }

    private List<Agent.Identity> held() {
        if (settings.agent().isEmpty()) {
            return new ArrayList<>();
        }
        try {
            return new ArrayList<>(agent().identities());
        } catch (IOException e) {
            unusable.add("the agent at " + settings.agent().get() + ": " + e.getMessage());
            return new ArrayList<>();
        }
    }

    private Agent agent() {
        return new Agent(settings.agent().orElseThrow());
    }

    private static String named(Agent.Identity identity) {
        return identity.comment().isEmpty() ? HostKeyCheck.fingerprint(identity.blob()) : identity.comment();
    }

    private boolean withPassword() throws TransportException {
        if (password.isEmpty()) {
            return false;
        }
        var finder = PasswordUtils.createOneOff(password.get().toCharArray());
        if (mayTry("password") && attempt("password", new AuthPassword(finder))) {
            return true;
        }
        // a password that was wrong once is not sent again by another way
        return !allowed().contains("password")
                && mayTry("keyboard-interactive")
                && attempt(
                        "password (keyboard-interactive)", new AuthKeyboardInteractive(new Answering(password.get())));
    }

    private List<String> allowed() {
        return List.copyOf(client.getUserAuth().getAllowedMethods());
    }

    /** What a server accepts is known after the first attempt only. */
    private boolean mayTry(String method) {
        return allowed().isEmpty() || allowed().contains(method);
    }

    private boolean attempt(String what, AuthMethod method) throws TransportException {
        offered.add(what);
        try {
            method.setLoggerFactory(client.getTransport().getConfig().getLoggerFactory());
            return client.getUserAuth()
                    .authenticate(
                            settings.user(),
                            (Service) client.getConnection(),
                            method,
                            client.getTransport().getTimeoutMs());
        } catch (UserAuthException e) {
            if (!client.getTransport().isRunning()) {
                throw new Unreachable(
                        "the server closed the connection while " + settings.user() + " logged in; offered were: "
                                + String.join(", ", offered),
                        e);
            }
            unusable.add(what + ": " + e.getMessage());
            return false;
        }
    }

    /** Gives the password to every question that is asked without echo, once. */
    private static final class Answering implements ChallengeResponseProvider {

        private final String password;
        private boolean given;

        Answering(String password) {
            this.password = password;
        }

        @Override
        public List<String> getSubmethods() {
            return List.of();
        }

        @Override
        @SuppressWarnings("rawtypes") // as the library declares it
        public void init(Resource resource, String name, String instruction) {
            // nothing of it is needed
        }

        @Override
        public char[] getResponse(String question, boolean echo) {
            if (echo || given) {
                return new char[0];
            }
            given = true;
            return password.toCharArray();
        }

        @Override
        public boolean shouldRetry() {
            return false;
        }
    }
}
