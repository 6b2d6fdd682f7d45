package dev.drover.module.network;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.files.FileAttributes;
import dev.drover.module.files.FileWriting;
import dev.drover.question.NodePath;
import dev.drover.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Downloads a file to the node, by the node itself: with curl, or with whatever else it has that can carry bytes. */
@Module(value = "get_url", summary = "Downloads a file to a node.")
public record GetUrl(
        @Doc("Where it is: http:// or https://.") String url,

        @Doc("The file on the node, or the directory it is put into.")
        NodePath dest,

        @Default("") @Doc("What it must be: sha256:… or sha256: and the address of a file with checksums.")
        String checksum,

        @Default("") @Doc("The SHA-256 it must have; an older form of checksum.")
        String sha256sum,

        @Doc("Download it even where the server's is not newer, or the checksum is right.")
        boolean force,

        @Doc("More headers of the request.") Map<String, String> headers,

        @Default("ansible-httpget") @Doc("What the request says about who sends it.")
        String httpAgent,

        @Default("10") @Doc("How long to wait for the server, in seconds.")
        int timeout,

        @Alias("user") @Doc("The user's name for basic authentication.")
        Optional<String> urlUsername,

        @Alias("password") @Doc("The password for basic authentication.")
        Optional<String> urlPassword,

        @Doc("Send user and password at once.") boolean forceBasicAuth,

        @Default("true") @Doc("Whether the server's certificate must be good.")
        boolean validateCerts,

        @Doc("A file on the node with the certificates that are trusted.")
        Optional<NodePath> caPath,

        @Doc("A file on the node with a certificate that says who we are.")
        Optional<NodePath> clientCert,

        @Doc("A file on the node with the key of client_cert.")
        Optional<NodePath> clientKey,

        @Doc("The ciphers that may be used.") List<String> ciphers,

        @Default("true") @Doc("Whether the node's environment may name a proxy.")
        boolean useProxy,

        @Default("true") @Doc("Accepted from Ansible; .netrc is never read.")
        boolean useNetrc,

        @Doc("Kerberos; not supported.") boolean useGssapi,

        @Default("true") @Doc("Accepted from Ansible: the file is kept as it is sent.")
        boolean decompress,

        @Doc("Accepted from Ansible: it is downloaded beside dest.")
        Optional<NodePath> tmpDest,

        FileAttributes attributes,
        FileWriting writing,
        @Injected Controller controller)
        implements ModuleCall {

    public GetUrl {
        Address.parse(url);
        if (useGssapi) {
            throw new IllegalArgumentException("use_gssapi is not supported");
        }
        if (!checksum.isEmpty() && !checksum.matches("(?s)(md5|sha1|sha224|sha256|sha384|sha512):.+")) {
            throw new IllegalArgumentException(
                    "checksum must be <algorithm>:<checksum|url>, not \"%s\"".formatted(checksum));
        }
    }

    @Override
    public Plan plan() {
        if (!sha256sum.isEmpty() && checksum.isEmpty()) {
            return new Download(
                            this,
                            Optional.of(
                                    new Download.Sum("sha256", sha256sum.strip().toLowerCase(Locale.ROOT))))
                    .plan();
        }
        if (checksum.isEmpty()) {
            return new Download(this, Optional.empty()).plan();
        }
        var parts = checksum.split(":", 2);
        var what = parts[1].strip();
        if (!what.matches("https?://.*")) {
            return new Download(
                            this,
                            Optional.of(new Download.Sum(
                                    parts[0], what.replaceAll("\\W+", "").toLowerCase(Locale.ROOT))))
                    .plan();
        }
        // the list is read by the module that reads what servers say
        var list = Value.Mapping.of(
                Map.of("url", Value.of(what), "return_content", Value.TRUE, "validate_certs", Value.of(validateCerts)));
        return new dev.drover.module.Modules()
                .find("uri")
                .orElseThrow()
                .bind(list, controller)
                .plan()
                .then(said -> Download.sum(
                                parts[0], said.fields().get("content").toString(), fileName())
                        .map(sum -> new Download(this, Optional.of(sum)).plan())
                        .orElseGet(() ->
                                Plan.failed("Unable to find a checksum for file '%s' in '%s'", fileName(), what)));
    }

    /** The last part of the address: what the file is called in a directory. */
    String fileName() {
        var path = Address.parse(url).target().replaceFirst("\\?.*", "");
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty()
                ? "index.html"
                : java.net.URLDecoder.decode(name.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8)
                        .replace('/', '_');
    }

    UriAccess access() {
        return new UriAccess(
                urlUsername,
                urlPassword,
                forceBasicAuth,
                validateCerts,
                caPath,
                clientCert,
                clientKey,
                ciphers,
                timeout,
                useProxy,
                Optional.empty(),
                useNetrc,
                false);
    }
}
