package dev.drover.module.network;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.question.NodePath;
import java.util.List;
import java.util.Optional;

/** How a server is reached, and who one is there. */
public record UriAccess(
        @Alias("user") @Doc("The user's name for basic authentication.")
        Optional<String> urlUsername,

        @Alias("password") @Doc("The password for basic authentication.")
        Optional<String> urlPassword,

        @Doc("Send user and password at once, not only when the server asks for them.")
        boolean forceBasicAuth,

        @Default("true") @Doc("Whether the server's certificate must be good.")
        boolean validateCerts,

        @Doc("A file on the node with the certificates that are trusted.")
        Optional<NodePath> caPath,

        @Doc("A file on the node with a certificate that says who we are.")
        Optional<NodePath> clientCert,

        @Doc("A file on the node with the key of client_cert.")
        Optional<NodePath> clientKey,

        @Doc("The ciphers that may be used.") List<String> ciphers,

        @Default("30") @Doc("How long to wait for the response, in seconds.")
        int timeout,

        @Default("true") @Doc("Whether the node's environment may name a proxy.")
        boolean useProxy,

        @Doc("A Unix socket of the node that stands for the server.")
        Optional<NodePath> unixSocket,

        @Default("true") @Doc("Accepted from older playbooks; .netrc is never read.")
        boolean useNetrc,

        @Doc("Kerberos; not supported.") boolean useGssapi) {

    public UriAccess {
        if (timeout < 1) {
            throw new IllegalArgumentException("timeout must be at least one second");
        }
        if (useGssapi) {
            throw new IllegalArgumentException("use_gssapi is not supported");
        }
        if (clientKey.isPresent() && clientCert.isEmpty()) {
            throw new IllegalArgumentException("client_key needs client_cert");
        }
    }

    HttpRequest.Channel channel() {
        return new HttpRequest.Channel(
                timeout, useProxy, validateCerts, caPath, clientCert, clientKey, String.join(":", ciphers), unixSocket);
    }
}
