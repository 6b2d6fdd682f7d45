package dev.drover.node.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** A server in this process that runs a real sh. */
final class TestServer implements AutoCloseable {

    static final String PASSWORD = "let me in";

    final SshServer sshd = SshServer.setUpDefaultServer();
    final KeyPair hostKey;
    int logins;

    TestServer(KeyPair hostKey, KeyPair... accepted) throws IOException {
        this.hostKey = hostKey;
        sshd.setHost("127.0.0.1");
        sshd.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        sshd.setPasswordAuthenticator((user, password, session) -> counted(PASSWORD.equals(password)));
        sshd.setPublickeyAuthenticator((user, key, session) -> counted(
                List.of(accepted).stream().anyMatch(pair -> pair.getPublic().equals(key))));
        sshd.setCommandFactory(
                (channel, command) -> new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel));
        sshd.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        sshd.start();
    }

    private boolean counted(boolean accepted) {
        logins += accepted ? 1 : 0;
        return accepted;
    }

    TestServer acceptingOnly(String method) {
        sshd.setUserAuthFactories(List.of(
                switch (method) {
                    case "password" -> UserAuthPasswordFactory.INSTANCE;
                    case "keyboard-interactive" -> UserAuthKeyboardInteractiveFactory.INSTANCE;
                    default -> UserAuthPublicKeyFactory.INSTANCE;
                }));
        return this;
    }

    int port() {
        return sshd.getPort();
    }

    String knownHostsLine() {
        return "[127.0.0.1]:" + port() + " " + line(hostKey) + "\n";
    }

    static String line(KeyPair pair) {
        byte[] blob = HostKeyCheck.blob(pair.getPublic());
        return net.schmizz.sshj.common.KeyType.fromKey(pair.getPublic()) + " "
                + Base64.getEncoder().encodeToString(blob);
    }

    static KeyPair pair(String algorithm, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /** The key as ssh-keygen would write it. */
    static Path write(KeyPair pair, Path file, String passphrase) throws IOException, GeneralSecurityException {
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase != null) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setPassword(passphrase);
            encryption.setCipherType("256");
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", encryption, out);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        sshd.stop(true);
    }
}
