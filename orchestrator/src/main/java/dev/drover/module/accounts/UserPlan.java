package dev.drover.module.accounts;

import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Account;
import dev.drover.question.Group;
import dev.drover.question.UserHome;
import dev.drover.value.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what of an account differs from what is wished, and how it is changed. */
record UserPlan(User user) {

    private static final int SECONDS_A_DAY = 86_400;
    private static final String HASH = "[!*].*|\\$[0-9a-zA-Z]+\\$.+|[./0-9A-Za-z]{13}|";

    Plan decide(Optional<Account.Entry> account, Map<String, Group.Entry> groups, UserHome.State home) {
        if (user.state() == User.State.ABSENT) {
            return absent(account);
        }
        var wanted = new ArrayList<>(user.groups().orElse(List.of()));
        user.group().ifPresent(wanted::add);
        for (var group : wanted) {
            if (!groups.containsKey(group)) {
                return Plan.failed("Group %s does not exist", group);
            }
        }
        return account.map(entry -> modified(entry, groups, home)).orElseGet(() -> created(groups));
    }

    private Plan absent(Optional<Account.Entry> account) {
        var result = Result.UNCHANGED.with("name", user.name()).with("state", "absent");
        if (account.isEmpty()) {
            return Plan.settled(result);
        }
        var words = new ArrayList<String>();
        if (user.force()) {
            words.add("-f");
        }
        if (user.remove()) {
            words.add("-r");
        }
        var changed =
                result.withChanged(true).with("force", Value.of(user.force())).with("remove", Value.of(user.remove()));
        var diff = Diff.state(user.name(), Map.of("state", Value.of("present")), Map.of("state", Value.of("absent")));
        return new Plan.Change(
                diff,
                Script.of("dr_user del {} {} {}", prefix(), user.name(), words),
                changed,
                answer -> Plan.settled(
                        answer.ok()
                                ? changed
                                : Result.failed(Plan.complaint(answer)).with("name", user.name())));
    }

    private Plan created(Map<String, Group.Entry> groups) {
        var words = new ArrayList<String>();
        identity(words);
        if (user.system()) {
            words.add("-r");
        }
        user.uidMin().ifPresent(least -> words.addAll(List.of("-K", "UID_MIN=" + least)));
        user.uidMax().ifPresent(most -> words.addAll(List.of("-K", "UID_MAX=" + most)));
        user.umask().ifPresent(mask -> words.addAll(List.of("-K", "UMASK=" + mask)));
        user.group()
                .ifPresent(group -> words.addAll(List.of("-g", groups.get(group).name())));
        if (user.group().isEmpty() && groups.containsKey(user.name())) {
            words.add("-N"); // a group of the user's name is not the user's own
        }
        user.groups()
                .filter(list -> !list.isEmpty())
                .ifPresent(list -> words.addAll(List.of("-G", String.join(",", names(list, groups)))));
        user.comment().ifPresent(comment -> words.addAll(List.of("-c", comment)));
        user.home().ifPresent(home -> words.addAll(List.of("-d", home)));
        user.shell().ifPresent(shell -> words.addAll(List.of("-s", shell)));
        user.expires().filter(end -> end >= 0).ifPresent(end -> words.addAll(List.of("-e", date(end))));
        user.seuser().ifPresent(seuser -> words.addAll(List.of("-Z", seuser)));
        words.add(user.createHome() ? "-m" : "-M");
        if (user.createHome()) {
            user.skeleton().ifPresent(skeleton -> words.addAll(List.of("-k", skeleton)));
        }
        var steps = new ArrayList<Sh>();
        var script = new Attachments();
        steps.add(Sh.sh("dr_user add {} {} {} || exit", prefix(), user.name(), words));
        user.password()
                .map(hash -> user.passwordLock().orElse(false) ? "!" + hash : hash)
                .ifPresent(hash -> steps.add(script.password(user.name(), hash)));
        var aging = user.aging().differing(Optional.empty());
        if (!aging.isEmpty()) {
            steps.add(Sh.sh("dr_aging {} {} || exit", user.name(), aging));
        }
        if (user.key().generateSshKey()) {
            steps.add(script.key(user));
        }
        var foreseen = Result.CHANGED.with("name", user.name()).with("state", "present");
        var diff = Diff.state(user.name(), Map.of("state", Value.of("absent")), Map.of("state", Value.of("present")));
        return change(
                steps,
                script,
                diff,
                foreseen.with("system", Value.of(user.system())).with("create_home", Value.of(user.createHome())));
    }

    private Plan modified(Account.Entry entry, Map<String, Group.Entry> groups, UserHome.State home) {
        var words = new ArrayList<String>();
        var before = new LinkedHashMap<String, Value>();
        var after = new LinkedHashMap<String, Value>();
        var noted = new Noted(before, after);
        if (user.uid().filter(uid -> uid != entry.uid()).isPresent()) {
            identity(words);
            noted.add("uid", Value.of(entry.uid()), Value.of(user.uid().get()));
        }
        var primary = user.group().map(groups::get);
        primary.filter(group -> group.gid() != entry.gid()).ifPresent(group -> {
            words.addAll(List.of("-g", group.name()));
            noted.add("group", Value.of(entry.group()), Value.of(group.name()));
        });
        groups(entry, groups, primary.map(Group.Entry::name).orElse(entry.group()), words, noted);
        differs(user.comment(), entry.comment(), "-c", "comment", words, noted);
        differs(user.shell(), entry.shell(), "-s", "shell", words, noted);
        if (user.home().filter(wished -> !wished.equals(entry.home())).isPresent()) {
            differs(user.home(), entry.home(), "-d", "home", words, noted);
            if (user.moveHome()) {
                words.add("-m");
            }
        }
        expiry(entry, words, noted);
        return steps(entry, home, words, noted);
    }

    private Plan steps(Account.Entry entry, UserHome.State home, List<String> words, Noted noted) {
        var steps = new ArrayList<Sh>();
        var script = new Attachments();
        var hash = entry.shadow().map(Account.Shadow::password).orElse("");
        var password = user.password()
                .filter(_ -> user.updatePassword() == User.UpdatePassword.ALWAYS)
                .filter(wished -> !unlocked(wished).equals(unlocked(hash)));
        boolean lock = user.passwordLock()
                .filter(wished -> wished != hash.startsWith("!"))
                .isPresent();
        if (lock && password.isEmpty()) {
            words.add(user.passwordLock().get() ? "-L" : "-U");
        }
        if (lock) {
            noted.add(
                    "password_lock",
                    Value.of(hash.startsWith("!")),
                    Value.of(user.passwordLock().get()));
        }
        if (!words.isEmpty()) {
            steps.add(Sh.sh("dr_user mod {} {} {} || exit", prefix(), user.name(), words));
        }
        password.ifPresent(wished -> {
            var locked = user.passwordLock().orElse(false) ? "!" + unlocked(wished) : wished;
            steps.add(script.password(user.name(), locked));
            noted.add("password", Value.of("(hidden)"), Value.of("(hidden, another one)"));
        });
        var aging = user.aging().differing(entry.shadow());
        if (!aging.isEmpty()) {
            steps.add(Sh.sh("dr_aging {} {} || exit", user.name(), aging));
            noted.add("password_aging", Value.of("as it is"), Value.of("as wished"));
        }
        // a home that is moved to is not there yet, which says nothing
        boolean newHome =
                user.home().filter(wished -> !wished.equals(entry.home())).isPresent();
        if (user.createHome() && (newHome || !home.there())) {
            steps.add(Sh.sh(
                    "dr_make_home {} {} {} || exit",
                    user.name(),
                    user.skeleton().orElse("/etc/skel"),
                    user.umask().orElse("")));
            if (!newHome) {
                noted.add("home", Value.of("not there"), Value.of(entry.home()));
            }
        }
        if (user.key().generateSshKey() && (home.key().isEmpty() || user.force())) {
            steps.add(script.key(user));
            noted.add("ssh_key", Value.of(home.key().isPresent() ? "present" : "absent"), Value.of("present"));
        }
        var result = Result.UNCHANGED
                .with("append", Value.of(user.append().orElse(false)))
                .with("move_home", Value.of(user.moveHome()))
                .with("name", user.name())
                .with("state", "present");
        if (steps.isEmpty()) {
            return Plan.settled(described(warned(result), home));
        }
        return change(
                steps,
                script,
                Diff.state(user.name(), noted.before, noted.after),
                described(result.withChanged(true), home));
    }

    private void groups(
            Account.Entry entry, Map<String, Group.Entry> known, String primary, List<String> words, Noted noted) {
        if (user.groups().isEmpty()) {
            return;
        }
        var there = new LinkedHashSet<>(entry.groups());
        there.remove(primary);
        var wished = new LinkedHashSet<>(names(user.groups().get(), known));
        wished.remove(primary);
        if (user.append().orElse(false)) {
            wished.removeAll(there);
            if (wished.isEmpty()) {
                return;
            }
            words.add("-a");
        } else if (wished.equals(there)) {
            return;
        }
        words.addAll(List.of("-G", String.join(",", wished)));
        noted.add("groups", Value.of(String.join(",", there)), Value.of(String.join(",", wished)));
    }

    private static List<String> names(List<String> wished, Map<String, Group.Entry> known) {
        return wished.stream().map(group -> known.get(group).name()).toList();
    }

    private static void differs(
            Optional<String> wished, String there, String option, String field, List<String> words, Noted noted) {
        wished.filter(text -> !text.equals(there)).ifPresent(text -> {
            words.addAll(List.of(option, text));
            noted.add(field, Value.of(there), Value.of(text));
        });
    }

    private void expiry(Account.Entry entry, List<String> words, Noted noted) {
        if (user.expires().isEmpty()) {
            return;
        }
        double end = user.expires().get();
        var there = entry.shadow().flatMap(Account.Shadow::expires).filter(day -> day >= 0);
        if (end < 0 && there.isPresent()) {
            words.addAll(List.of("-e", ""));
            noted.add("expires", Value.of(there.get() * SECONDS_A_DAY), Value.of(-1));
        } else if (end >= 0 && !there.equals(Optional.of((long) end / SECONDS_A_DAY))) {
            words.addAll(List.of("-e", date(end)));
            noted.add("expires", Value.of(there.orElse(-1L)), Value.of((long) end));
        }
    }

    private void identity(List<String> words) {
        user.uid().ifPresent(uid -> {
            words.addAll(List.of("-u", uid.toString()));
            if (user.nonUnique()) {
                words.add("-o");
            }
        });
    }

    private static String date(double seconds) {
        return LocalDate.ofEpochDay((long) seconds / SECONDS_A_DAY).toString();
    }

    private static String unlocked(String hash) {
        return hash.replaceFirst("^!+", "");
    }

    private String prefix() {
        return user.local() ? "l" : "";
    }

    /** Runs the steps without a word on standard output, then tells what is there. */
    private Plan change(List<Sh> steps, Attachments attachments, Diff diff, Result result) {
        var home = user.key().home(user.name());
        var script = Script.of(
                Sh.lines(List.of(Sh.sh("{\n{}\n} >/dev/null || exit", Sh.lines(steps)), home.report())),
                attachments.all());
        return new Plan.Change(
                diff,
                script,
                warned(result),
                answer -> Plan.settled(
                        answer.ok()
                                ? described(warned(result), home.reported(answer))
                                : Result.failed(Plan.complaint(answer)).with("name", user.name())));
    }

    private Result warned(Result result) {
        return user.password().filter(hash -> !hash.matches(HASH)).isPresent()
                ? result.warning("The input password appears not to have been hashed. The 'password' argument must be "
                        + "encrypted for this module to work properly.")
                : result;
    }

    /** What the result says of the account. */
    private Result described(Result result, UserHome.State home) {
        var told = result;
        if (home.entry().size() >= 7) {
            told = told.with("uid", Value.of(Long.parseLong(home.entry().get(2))))
                    .with("group", Value.of(Long.parseLong(home.entry().get(3))))
                    .with("comment", home.entry().get(4))
                    .with("home", home.entry().get(5))
                    .with("shell", home.entry().get(6));
        }
        told = told.with("groups", String.join(",", user.groups().orElse(List.of())));
        if (user.password().isPresent()) {
            told = told.with("password", "NOT_LOGGING_PASSWORD");
        }
        if (home.key().isPresent()) {
            var key = home.key().get();
            told = told.with("ssh_key_file", key.file())
                    .with("ssh_fingerprint", key.fingerprint())
                    .with("ssh_public_key", key.publicKey());
        }
        return told;
    }

    private record Noted(Map<String, Value> before, Map<String, Value> after) {
        void add(String field, Value was, Value is) {
            before.put(field, was);
            after.put(field, is);
        }
    }

    /** Secrets travel as files: the words of a command can be seen by every user of the node. */
    private static final class Attachments {
        private final List<Attachment> all = new ArrayList<>();

        Sh password(String user, String hash) {
            return Sh.sh("dr_password {} {} || exit", user, add(hash));
        }

        Sh key(User user) {
            return Sh.sh(
                    "{} || exit",
                    user.key()
                            .make(user.name(), add(user.key().sshKeyPassphrase().orElse(""))));
        }

        private Sh add(String text) {
            all.add(Attachment.of(text));
            return Sh.sh(all.size() == 1 ? "\"$a1\"" : "\"$a2\"");
        }

        Attachment[] all() {
            return all.toArray(Attachment[]::new);
        }
    }
}
