package dev.drover.node.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import dev.drover.node.ssh.HostSettings.Checking;
import dev.drover.node.ssh.KnownHosts.Entry;
import dev.drover.node.ssh.KnownHosts.Marker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Decides about the host key of one connection, and remembers in words why it was refused. */
final class HostKeyCheck implements HostKeyVerifier {

    private static final long HOST_CERTIFICATE = 2;

    private final HostSettings settings;
    private final String name;
    private final List<Entry> entries;
    private volatile Optional<String> refusal = Optional.empty();

    HostKeyCheck(HostSettings settings, KnownHosts known) {
        this.settings = settings;
        this.name = settings.keyName();
        this.entries = known.of(name);
    }

    /** Why the key was refused; empty as long as none was. */
    Optional<String> refusal() {
        return refusal;
    }

    @Override
    public List<String> findExistingAlgorithms(String host, int port) {
        var types = new LinkedHashSet<String>();
        for (var entry : entries) {
            switch (entry.marker()) {
                case AUTHORITY ->
                    types.addAll(List.of(
                            "ssh-ed25519-cert-v01@openssh.com",
                            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
                            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
                            "ecdsa-sha2-nistp521-cert-v01@openssh.com"));
                case PLAIN ->
                    types.addAll(
                            entry.type().equals("ssh-rsa")
                                    ? List.of("rsa-sha2-512", "rsa-sha2-256")
                                    : List.of(entry.type()));
                case REVOKED -> {
                    // says nothing of what the host will show
                }
            }
        }
        if (types.isEmpty()) { // anything but certificates, which nobody vouches for
            return List.of(
                    "ssh-ed25519",
                    "ecdsa-sha2-nistp256",
                    "ecdsa-sha2-nistp384",
                    "ecdsa-sha2-nistp521",
                    "rsa-sha2-512",
                    "rsa-sha2-256");
        }
        return new ArrayList<>(types);
    }

    @Override
    public boolean verify(String host, int port, PublicKey shown) {
        refusal = shown instanceof Certificate<?> certificate ? judge(certificate) : judge(shown);
        return refusal.isEmpty();
    }

    private Optional<String> judge(Certificate<?> certificate) {
        var revoked = revoked(certificate.getSignatureKey()).or(() -> revoked(blob(certificate.getKey())));
        if (revoked.isPresent()) {
            return revoked;
        }
        boolean trusted = certificate.getType() == HOST_CERTIFICATE
                && entries.stream()
                        .anyMatch(entry ->
                                entry.marker() == Marker.AUTHORITY && entry.holds(certificate.getSignatureKey()));
        return trusted ? Optional.empty() : judge(certificate.getKey());
    }

    private Optional<String> judge(PublicKey key) {
        byte[] blob = blob(key);
        var revoked = revoked(blob);
        if (revoked.isPresent()) {
            return revoked;
        }
        var plain =
                entries.stream().filter(entry -> entry.marker() == Marker.PLAIN).toList();
        if (plain.stream().anyMatch(entry -> entry.holds(blob)) || settings.checking() == Checking.OFF) {
            return Optional.empty();
        }
        String type = KeyType.fromKey(key).toString();
        String shown = type + " " + fingerprint(blob);
        if (!plain.isEmpty()) {
            var entry = plain.stream()
                    .filter(one -> one.type().equals(type))
                    .findFirst()
                    .orElse(plain.getFirst());
            return Optional.of("the host key has changed: it is now " + shown + ", but " + entry.place() + " says "
                    + entry.type() + " "
                    + fingerprint(entry.blob())
                    + ". Somebody may be listening in. If the host was installed anew, remove the old key: ssh-keygen -R '"
                    + name + "'"
                    + " -f " + file(entry));
        }
        if (settings.checking() == Checking.ACCEPT_NEW) {
            return accept(type, blob);
        }
        return Optional.of(
                "the host key is not known: it is " + shown + ". Compare it with the host's, then add it: ssh-keyscan "
                        + (settings.port() == 22 ? "" : "-p " + settings.port() + " ") + settings.host() + " >>"
                        + settings.knownHosts().stream()
                                .findFirst()
                                .map(Object::toString)
                                .orElse("~/.ssh/known_hosts")
                        + " (or have new keys accepted: -o StrictHostKeyChecking=accept-new)");
    }

    private Optional<String> accept(String type, byte[] blob) {
        var file = settings.knownHosts().stream().findFirst();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            KnownHosts.append(
                    file.get(), name + " " + type + " " + Base64.getEncoder().encodeToString(blob));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the new host key can't be written to " + file.get(), e);
        }
    }

    private Optional<String> revoked(byte[] blob) {
        return entries.stream()
                .filter(entry -> entry.marker() == Marker.REVOKED && entry.holds(blob))
                .findFirst()
                .map(entry -> "the host key " + fingerprint(blob) + " is revoked in " + entry.place()
                        + "; the host must not be trusted until it has another one");
    }

    private static String file(Entry entry) {
        return entry.place().substring(0, entry.place().lastIndexOf(':'));
    }

    static byte[] blob(PublicKey key) {
        return new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    }

    /** As ssh-keygen -l prints it. */
    static String fingerprint(byte[] blob) {
        try {
            return "SHA256:"
                    + Base64.getEncoder()
                            .withoutPadding()
                            .encodeToString(MessageDigest.getInstance("SHA-256").digest(blob));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
