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
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Mode;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes sure that apt has a repository among its sources, or has it not. A new one gets a file of its own. */
@Module(value = "apt_repository", summary = "Adds and removes sources of packages for apt.")
public record AptRepository(
        @Doc("The line for the list of sources, or ppa:owner/name.")
        String repo,

        @Default("present") @Doc("Whether it is to be there.")
        State state,

        @Doc("The name of its file, without .list; by default made of its address.")
        Optional<String> filename,

        @Doc("The permissions of its file.") Optional<Mode> mode,
        @Doc("The name of the release, for a ppa.") Optional<String> codename,

        @Alias("update-cache") @Default("true") @Doc("Fetch the package lists after a change.")
        boolean updateCache,

        @Default("5") @Doc("How often to try that again.") int updateCacheRetries,

        @Default("12") @Doc("The longest wait between two tries, in seconds.")
        int updateCacheRetryMaxDelay,

        @Default("true") @Doc("Accepted from Ansible: nothing is fetched but by apt.")
        boolean validateCerts,

        @Default("true") @Doc("Accepted from Ansible: no Python is needed.")
        boolean installPythonApt,

        @Injected Controller controller)
        implements ModuleCall {

    private static final long LOCK_TIMEOUT = 60;

    public enum State {
        ABSENT,
        PRESENT
    }

    public AptRepository {
        if (!ppa(repo) && SourceLine.parse(repo).filter(SourceLine::enabled).isEmpty()) {
            throw new IllegalArgumentException(
                    "repo must be a line such as \"deb http://host/debian stable main\" or ppa:owner/name, not \"%s\""
                            .formatted(repo));
        }
    }

    private static boolean ppa(String repo) {
        return repo.matches("ppa:[^/\\s]+(/[^/\\s]+)?");
    }

    @Override
    public Plan plan() {
        return Plan.ask(new Output(Script.of("dr_apt_sources")), answer -> {
            if (!answer.ok()) {
                return Plan.failed("can't read the sources of apt: %s", Plan.complaint(answer));
            }
            var parts = answer.out().split("\0", -1);
            var files = new LinkedHashMap<String, String>();
            for (int i = 1; i + 1 < parts.length; i += 2) {
                files.put(parts[i], parts[i + 1]);
            }
            return decide(files, parts[0].strip());
        });
    }

    private Plan decide(Map<String, String> files, String release) {
        var line = ppa(repo) ? ppaLine(codename.orElse(release)) : repo;
        var wanted = SourceLine.parse(line).orElseThrow();
        var after = new LinkedHashMap<String, String>();
        boolean there = false;
        for (var file : files.entrySet()) {
            var lines = new ArrayList<String>();
            for (var one : file.getValue().split("(?<=\n)")) {
                var source = SourceLine.parse(one).filter(wanted::sameAs);
                if (source.isEmpty()) {
                    lines.add(one);
                } else if (state == State.PRESENT) {
                    there = true;
                    lines.add(source.get().enabled() ? one : wanted.text() + "\n");
                }
            }
            var text = String.join("", lines);
            if (!text.equals(file.getValue())) {
                after.put(file.getKey(), text);
            }
        }
        if (state == State.PRESENT && !there) {
            var path = "/etc/apt/sources.list.d/" + fileName(wanted) + ".list";
            var before = files.getOrDefault(path, "");
            after.put(path, before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + wanted.text() + "\n");
        }
        return change(files, after);
    }

    private String fileName(SourceLine source) {
        return filename.map(name -> name.replaceFirst("\\.list$", ""))
                .orElse(source.address()
                        .replaceFirst("^[a-z+]+://", "")
                        .replaceFirst("^[^/@]*@", "")
                        .replaceAll("[^a-zA-Z0-9]+", "_")
                        .replaceAll("^_|_$", ""));
    }

    private String ppaLine(String release) {
        var parts = repo.substring("ppa:".length()).split("/");
        return "deb http://ppa.launchpadcontent.net/%s/%s/ubuntu %s main"
                .formatted(parts[0], parts.length > 1 ? parts[1] : "ppa", release);
    }

    private Plan change(Map<String, String> before, Map<String, String> after) {
        var added = after.keySet().stream()
                .filter(file -> !before.containsKey(file))
                .toList();
        var removed = after.keySet().stream()
                .filter(file -> after.get(file).isBlank())
                .toList();
        var result = Result.UNCHANGED
                .with("repo", repo)
                .with("state", state == State.PRESENT ? "present" : "absent")
                .with("sources_added", Value.Sequence.ofTexts(added))
                .with("sources_removed", Value.Sequence.ofTexts(removed));
        if (after.isEmpty()) {
            return Plan.settled(result);
        }
        var diff = Diff.NONE;
        var steps = new ArrayList<Sh>();
        var attachments = new ArrayList<Attachment>();
        for (var file : after.entrySet()) {
            diff = diff.and(Diff.text(file.getKey(), before.getOrDefault(file.getKey(), ""), file.getValue()));
            attachments.add(Attachment.of(file.getValue()));
            var word = new Sh("\"$a" + attachments.size() + "\"");
            steps.add(Sh.sh(
                    "dr_apt_source {} {} {} || exit",
                    word,
                    file.getKey(),
                    mode.map(Mode::chmod).orElse("")));
        }
        if (ppa(repo) && state == State.PRESENT) {
            steps.addFirst(Sh.sh("dr_apt_ppa {} || exit", repo));
        }
        if (updateCache) {
            steps.add(Sh.sh(
                    "dr_apt_update {} {} {} || { dr_rc=$?; {}exit $dr_rc; }",
                    LOCK_TIMEOUT,
                    updateCacheRetries,
                    updateCacheRetryMaxDelay,
                    undone(before, after, attachments)));
        }
        return new Plan.Change(
                diff,
                Script.of(Sh.lines(steps), attachments.toArray(Attachment[]::new)),
                result.withChanged(true),
                answer -> Plan.settled(
                        answer.ok()
                                ? result.withChanged(true)
                                : Result.failed("apt cache update failed: " + Plan.complaint(answer))));
    }

    /** A source that can't be fetched from would make every later update fail: the files are as before then. */
    private static Sh undone(Map<String, String> before, Map<String, String> after, List<Attachment> attachments) {
        var steps = new ArrayList<Sh>();
        for (var file : after.keySet()) {
            attachments.add(Attachment.of(before.getOrDefault(file, "")));
            steps.add(Sh.sh("dr_apt_source {} {} ''; ", new Sh("\"$a" + attachments.size() + "\""), file));
        }
        return new Sh(String.join("", steps.stream().map(Sh::text).toList()));
    }
}
