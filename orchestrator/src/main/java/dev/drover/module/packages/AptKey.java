package dev.drover.module.packages;

import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Modules;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes sure that apt trusts a key, or does not. Keys are told apart here, so that the node needs neither gpg nor apt-key, which
 * newer releases do not have; a new key gets a file of its own in trusted.gpg.d.
 */
@Module(value = "apt_key", summary = "Adds and removes keys that apt trusts.")
public record AptKey(
        @Doc("The key's id or fingerprint; where it is given and there, nothing is fetched.")
        Optional<String> id,

        @Doc("The address of the key.") Optional<String> url,
        @Doc("The key itself.") Optional<String> data,
        @Doc("A file of the node with the key.") Optional<NodePath> file,
        @Doc("A server that has keys by their ids.") Optional<String> keyserver,

        @Doc("The file that the key is kept in; by default one of its own.")
        Optional<NodePath> keyring,

        @Default("present") @Doc("Whether it is to be trusted.")
        State state,

        @Default("true") @Doc("Whether a server's certificate must be good.")
        boolean validateCerts,

        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        ABSENT,
        PRESENT
    }

    public AptKey {
        id = id.map(text -> text.replaceAll("\\s+", "").toUpperCase(Locale.ROOT).replaceFirst("^0X", ""));
        id.filter(text -> !text.matches("[0-9A-F]{8,40}")).ifPresent(text -> {
            throw new IllegalArgumentException("id must be 8 to 40 hexadecimal digits, not \"" + text + "\"");
        });
        if (keyserver.isPresent() && id.isEmpty()) {
            throw new IllegalArgumentException("keyserver needs id");
        }
        if (id.isEmpty() && url.isEmpty() && data.isEmpty() && file.isEmpty()) {
            throw new IllegalArgumentException("one of id, url, data, file and keyserver is required");
        }
    }

    @Override
    public Plan plan() {
        var look = Script.of("dr_keyrings {}", keyring.map(NodePath::sh).orElse(Sh.sh("''")));
        return Plan.ask(new Output(look), answer -> {
            var rings = new LinkedHashMap<String, OpenPgpKeys>();
            var parts = answer.out().split("\0", -1);
            for (int i = 0; i + 1 < parts.length; i += 2) {
                try {
                    rings.put(
                            parts[i], OpenPgpKeys.parse(Base64.getMimeDecoder().decode(parts[i + 1])));
                } catch (IllegalArgumentException e) {
                    // a keyring of another kind has none of our keys
                }
            }
            if (id.isPresent()
                    && (state == State.ABSENT || rings.values().stream().anyMatch(ring -> ring.has(id.get())))) {
                return decide(rings, id.get(), Optional.empty());
            }
            return key(bytes -> {
                try {
                    var keys = OpenPgpKeys.parse(bytes);
                    if (keys.keys().isEmpty()) {
                        return Plan.failed("no OpenPGP key was found in what was given");
                    }
                    if (id.isPresent() && !keys.has(id.get())) {
                        return Plan.failed(
                                "the key that was given is not %s but %s",
                                id.get(), keys.keys().getFirst().fingerprint());
                    }
                    return decide(rings, id.orElse(keys.keys().getFirst().fingerprint()), Optional.of(keys));
                } catch (IllegalArgumentException e) {
                    return Plan.failed("%s", e.getMessage());
                }
            });
        });
    }

    private Plan key(Function<byte[], Plan> then) {
        if (data.isPresent()) {
            return then.apply(data.get().getBytes(StandardCharsets.UTF_8));
        }
        if (file.isPresent()) {
            return Plan.ask(
                    new FileText(file.get()),
                    there -> there.state() == FileText.State.READ
                            ? then.apply(there.bytes(there.text()))
                            : Plan.failed("the key file %s can't be read", file.get()));
        }
        var address = url.or(() -> keyserver.map(this::lookup));
        if (address.isEmpty()) {
            return Plan.failed("the key %s is not there, and there is nothing to fetch it from", id.orElse(""));
        }
        var page = Value.Mapping.of(Map.of(
                "url",
                Value.of(address.get()),
                "return_content",
                Value.TRUE,
                "validate_certs",
                Value.of(validateCerts)));
        return new Modules()
                .find("uri")
                .orElseThrow()
                .bind(page, controller)
                .plan()
                .then(said -> then.apply(said.fields().get("content").toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Servers of keys speak HTTP, on a port of their own where they do not say otherwise. */
    private String lookup(String server) {
        var host = server.replaceFirst("^[a-z]+://", "").replaceFirst("/+$", "");
        boolean secure = server.startsWith("hkps://") || server.startsWith("https://");
        var port = host.matches(".*:\\d+") || secure || server.startsWith("http://") ? "" : ":11371";
        return (secure ? "https://" : "http://") + host + port + "/pks/lookup?op=get&options=mr&search=0x"
                + id.orElse("");
    }

    private Plan decide(Map<String, OpenPgpKeys> rings, String wanted, Optional<OpenPgpKeys> keys) {
        boolean there = rings.values().stream().anyMatch(ring -> ring.has(wanted));
        var result = Result.UNCHANGED
                .with("id", wanted)
                .with("key_id", wanted.substring(Math.max(0, wanted.length() - 16)))
                .with("short_id", wanted.substring(wanted.length() - 8))
                .with("fp", wanted);
        if (there == (state == State.PRESENT)) {
            return Plan.settled(result);
        }
        var steps = new ArrayList<Sh>();
        var attachments = new ArrayList<Attachment>();
        if (state == State.PRESENT) {
            var name = "/etc/apt/trusted.gpg.d/drover-" + wanted + ".gpg";
            var target = keyring.map(NodePath::text).orElse(name);
            var whole = new ArrayList<>(rings.getOrDefault(target, new OpenPgpKeys(java.util.List.of()))
                    .keys());
            whole.addAll(keys.orElseThrow().keys());
            step(target, new OpenPgpKeys(whole), steps, attachments);
        } else {
            rings.forEach((file, ring) -> {
                if (ring.has(wanted)) {
                    step(file, ring.without(wanted), steps, attachments);
                }
            });
        }
        return new Plan.Change(
                Diff.state("key " + wanted, state(there), state(!there)),
                Script.of(Sh.lines(steps), attachments.toArray(Attachment[]::new)),
                result.withChanged(true),
                answer -> Plan.settled(answer.ok() ? result.withChanged(true) : Result.failed(Plan.complaint(answer))));
    }

    private static Map<String, Value> state(boolean there) {
        return Map.of("state", Value.of(there ? "present" : "absent"));
    }

    private static void step(String file, OpenPgpKeys keys, ArrayList<Sh> steps, ArrayList<Attachment> attachments) {
        attachments.add(new Attachment.Bytes(keys.bytes()));
        steps.add(Sh.sh("dr_keyring {} {} || exit", new Sh("\"$a" + attachments.size() + "\""), file));
    }
}
