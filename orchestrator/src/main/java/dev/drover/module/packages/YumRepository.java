package dev.drover.module.packages;

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
import dev.drover.module.files.FileAttributes;
import dev.drover.module.files.FileWriting;
import dev.drover.module.files.NewContents;
import dev.drover.module.files.Placement;
import dev.drover.node.Script;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes sure that dnf and yum have a repository, or have it not. Other repositories of the same file stay as they are. */
@Module(value = "yum_repository", summary = "Adds and removes repositories of dnf and yum.")
public record YumRepository(
        @Doc("The repository's short name.") String name,
        @Doc("Its name for people.") Optional<String> description,

        @Default("present") @Doc("Whether it is to be there.")
        State state,

        @Doc("The name of its file, without .repo; by default that of the repository.")
        Optional<String> file,

        @Default("/etc/yum.repos.d") @Doc("The directory of the file.")
        NodePath reposdir,

        @Doc("Where its packages are.") List<String> baseurl,
        @Doc("Where a list of its mirrors is.") Optional<String> mirrorlist,
        @Doc("Where a metalink of its mirrors is.") Optional<String> metalink,
        @Doc("Whether it is used.") Optional<Boolean> enabled,
        @Doc("Whether packages must be signed.") Optional<Boolean> gpgcheck,
        @Doc("Whether its lists must be signed.") Optional<Boolean> repoGpgcheck,
        @Doc("The keys that they are signed with.") List<String> gpgkey,

        @Doc("Packages that are not taken from it.") @Alias("excludepkgs")
        List<String> exclude,

        @Doc("The only packages that are taken from it.") List<String> includepkgs,
        @Doc("Which repository is preferred: the lowest.") Optional<String> priority,
        @Doc("What it costs.") Optional<String> cost,
        @Doc("Go on without it where it can't be reached.") Optional<Boolean> skipIfUnavailable,
        @Doc("Its packages may replace those of modules.") Optional<Boolean> moduleHotfixes,
        @Doc("For how long its lists are good.") Optional<String> metadataExpire,
        @Doc("The proxy that leads to it.") Optional<String> proxy,

        @Alias("validate_certs") @Doc("Whether its certificate must be good.")
        Optional<Boolean> sslverify,

        @Alias("ca_cert") @Doc("The certificates that are trusted.")
        Optional<String> sslcacert,

        @Alias("client_cert") @Doc("The certificate that says who we are.")
        Optional<String> sslclientcert,

        @Alias("client_key") @Doc("The key of it.") Optional<String> sslclientkey,
        @Doc("The user's name.") Optional<String> username,
        @Doc("The password.") Optional<String> password,
        FileAttributes attributes,
        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        ABSENT,
        PRESENT
    }

    public YumRepository {
        if (!name.matches("[\\w.:+/@-]+")
                || file.filter(text -> text.contains("/")).isPresent()) {
            throw new IllegalArgumentException("name and file must be names, not paths or several words");
        }
        if (state == State.PRESENT && description.isEmpty()) {
            throw new IllegalArgumentException("description is required with state=present");
        }
        if (state == State.PRESENT && baseurl.isEmpty() && mirrorlist.isEmpty() && metalink.isEmpty()) {
            throw new IllegalArgumentException("one of baseurl, mirrorlist and metalink is required");
        }
    }

    @Override
    public Plan plan() {
        var path = reposdir.child(file.orElse(name.replace('/', '_')) + ".repo");
        return Plan.ask(new FileText(path), there -> {
            var edited = edited(there.text());
            var said = Result.UNCHANGED.with("repo", name).with("state", state == State.PRESENT ? "present" : "absent");
            if (edited.equals(there.text()) && state == State.ABSENT) {
                return Plan.settled(said);
            }
            if (edited.isBlank()) {
                return Plan.changeOrFail(
                        Diff.text(path.text(), there.text(), ""),
                        Script.of("rm -f -- {}", path.sh()),
                        _ -> said.withChanged(true));
            }
            var writing = new FileWriting(false, Optional.empty(), false);
            return new Placement(attributes, writing, true, true, controller.diffMode())
                    .at(path, NewContents.of(edited.getBytes(StandardCharsets.UTF_8), name))
                    .then(result -> Plan.settled(said.withChanged(result.changed())));
        });
    }

    /** The file's text as it should be. */
    String edited(String text) {
        var edited = new StringBuilder();
        boolean done = false;
        for (var section : text.split("(?m)^(?=\\[)")) {
            if (section.startsWith("[" + name + "]")) {
                edited.append(state == State.PRESENT ? section() : "");
                done = true;
            } else {
                edited.append(section);
            }
        }
        if (!done && state == State.PRESENT) {
            edited.append(edited.isEmpty() || edited.toString().endsWith("\n") ? "" : "\n")
                    .append(section());
        }
        return edited.toString();
    }

    private String section() {
        var section = new StringBuilder("[" + name + "]\n");
        settings()
                .forEach((key, value) ->
                        section.append(key).append(" = ").append(value).append('\n'));
        return section.append('\n').toString();
    }

    private Map<String, String> settings() {
        var all = new TreeMap<String, String>();
        description.ifPresent(text -> all.put("name", text));
        list(all, "baseurl", baseurl, "\n\t");
        list(all, "gpgkey", gpgkey, "\n\t");
        list(all, "exclude", exclude, " ");
        list(all, "includepkgs", includepkgs, " ");
        flag(all, "enabled", enabled);
        flag(all, "gpgcheck", gpgcheck);
        flag(all, "repo_gpgcheck", repoGpgcheck);
        flag(all, "skip_if_unavailable", skipIfUnavailable);
        flag(all, "module_hotfixes", moduleHotfixes);
        flag(all, "sslverify", sslverify);
        mirrorlist.ifPresent(text -> all.put("mirrorlist", text));
        metalink.ifPresent(text -> all.put("metalink", text));
        priority.ifPresent(text -> all.put("priority", text));
        cost.ifPresent(text -> all.put("cost", text));
        metadataExpire.ifPresent(text -> all.put("metadata_expire", text));
        proxy.ifPresent(text -> all.put("proxy", text));
        sslcacert.ifPresent(text -> all.put("sslcacert", text));
        sslclientcert.ifPresent(text -> all.put("sslclientcert", text));
        sslclientkey.ifPresent(text -> all.put("sslclientkey", text));
        username.ifPresent(text -> all.put("username", text));
        password.ifPresent(text -> all.put("password", text));
        return all;
    }

    private static void list(Map<String, String> all, String key, List<String> items, String between) {
        if (!items.isEmpty()) {
            all.put(key, String.join(between, items));
        }
    }

    private static void flag(Map<String, String> all, String key, Optional<Boolean> on) {
        on.ifPresent(truth -> all.put(key, truth ? "1" : "0"));
    }
}
