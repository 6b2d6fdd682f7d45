package dev.drover.module.network;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes sure that ssh on the node knows a host's keys, or does not know the host. */
@Module(value = "known_hosts", summary = "Tells a node's ssh which keys a host has.")
public record KnownHost(
        @Alias("host") @Doc("The host, as ssh is asked for it: name, address or [name]:port.")
        String name,

        @Doc("Lines for the file, each with the host's name and a key.")
        Optional<String> key,

        @Default("~/.ssh/known_hosts") @Doc("The file.") NodePath path,

        @Default("present") @Doc("Whether it is to be known.")
        State state,

        @Doc("Write new lines with the name hashed.") boolean hashHost,
        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        ABSENT,
        PRESENT
    }

    public KnownHost {
        if (state == State.PRESENT && key.filter(text -> !text.isBlank()).isEmpty()) {
            throw new IllegalArgumentException("No key specified when adding a host");
        }
    }

    @Override
    public Plan plan() {
        var wanted = key.orElse("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        for (var line : wanted) {
            var words = words(line);
            if (words.size() < 3 || !matches(words.getFirst())) {
                return Plan.failed("Host parameter \"%s\" does not match the key: %s", name, line);
            }
        }
        return Plan.ask(new FileText(path), file -> {
            if (file.exists() && file.state() != FileText.State.READ) {
                return Plan.failed("%s can't be read", path);
            }
            return decide(file.text(), wanted);
        });
    }

    private static List<String> words(String line) {
        return List.of(line.strip().replaceFirst("^@\\S+\\s+", "").split("\\s+"));
    }

    private Plan decide(String text, List<String> wanted) {
        var edited = edited(text, wanted);
        var result = Result.UNCHANGED
                .with("name", name)
                .with("key", key.map(Value::of).orElse(Value.NIL))
                .with("path", path.text())
                .with("state", state == State.PRESENT ? "present" : "absent")
                .with("hash_host", Value.of(hashHost));
        if (edited.equals(text)) {
            return Plan.settled(result);
        }
        return new Plan.Change(
                controller.diffMode() ? Diff.text(path.text(), text, edited) : Diff.NONE,
                Script.of(Sh.sh("dr_known_hosts {} \"$a1\"", path.sh()), Attachment.of(edited)),
                result.withChanged(true),
                answer -> Plan.settled(answer.ok() ? result.withChanged(true) : Result.failed(Plan.complaint(answer))));
    }

    /** Of the types of the wanted keys, these keys are the only ones that the host has; without keys, it has none. */
    String edited(String text, List<String> wanted) {
        var edited = new StringBuilder();
        Set<String> types = new HashSet<>();
        wanted.forEach(line -> types.add(words(line).get(1)));
        var missing = new ArrayList<>(wanted);
        for (var line : text.isEmpty()
                ? List.<String>of()
                : Arrays.asList(text.replaceFirst("\n$", "").split("\n", -1))) {
            var words = words(line);
            boolean ours = words.size() >= 3 && !line.startsWith("#") && matches(words.getFirst());
            var same = missing.stream()
                    .filter(one -> ours && words(one).subList(1, 3).equals(words.subList(1, 3)))
                    .findFirst();
            if (state == State.PRESENT
                    && same.isPresent()
                    && hashHost == words.getFirst().startsWith("|1|")) {
                missing.remove(same.get());
                edited.append(line).append('\n');
            } else if (!ours || !(types.isEmpty() || types.contains(words.get(1)))) {
                edited.append(line).append('\n');
            }
        }
        if (state == State.PRESENT) {
            missing.forEach(
                    line -> edited.append(hashHost ? hashed(line) : line).append('\n'));
        }
        return edited.toString();
    }

    private boolean matches(String names) {
        for (var one : names.split(",")) {
            var parts = one.split("\\|");
            if (one.equals(name)
                    || one.startsWith("|1|")
                            && parts.length == 4
                            && mac(Base64.getDecoder().decode(parts[2])).equals(parts[3])) {
                return true;
            }
        }
        return false;
    }

    /** The salt is made of the key, so that the plan is the same whenever it is made. */
    private String hashed(String line) {
        var words = words(line);
        var salt =
                Arrays.copyOf(mac(words.get(2).getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8), 20);
        return "|1|%s|%s %s %s"
                .formatted(Base64.getEncoder().encodeToString(salt), mac(salt), words.get(1), words.get(2));
    }

    private String mac(byte[] salt) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
