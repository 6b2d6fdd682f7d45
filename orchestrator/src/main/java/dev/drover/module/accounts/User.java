package dev.drover.module.accounts;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.question.Account;
import dev.drover.question.Both;
import dev.drover.question.Groups;
import dev.drover.question.LocalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes sure that there is a user's account with these properties, or none. */
@Module(value = "user", summary = "Makes, changes and removes the accounts of users.")
public record User(
        @Alias("user") @Doc("The user.") String name,

        @Default("present") @Doc("Whether there is to be an account.")
        State state,

        @Doc("Its number.") Optional<Long> uid,
        @Doc("The number may be another user's too.") boolean nonUnique,
        @Doc("The primary group.") Optional<String> group,
        @Doc("The other groups.") Optional<List<String>> groups,

        @Doc("Keep the user in other groups than those in groups.")
        Optional<Boolean> append,

        @Doc("The full name, or what else is to be known.") Optional<String> comment,
        @Doc("The home directory.") Optional<String> home,

        @Alias("createhome") @Default("true") @Doc("Make the home directory where there is none.")
        boolean createHome,

        @Doc("Move what is in the old home to the new one.") boolean moveHome,
        @Doc("What a new home begins with.") Optional<String> skeleton,
        @Doc("The login shell.") Optional<String> shell,
        @Doc("A new account is one of the system.") boolean system,

        @Doc("The hash of the password.") Optional<String> password,

        @Default("always") @Doc("Whether to change the password of an account that is there.")
        UpdatePassword updatePassword,

        @Doc("Whether the password is locked.") Optional<Boolean> passwordLock,

        @Doc("When the account ends, in seconds since 1970; negative for never.")
        Optional<Double> expires,

        @Doc("With state absent: remove the home too.") boolean remove,

        @Doc("With state absent: even if the user is logged in. With generate_ssh_key: even if there is a key.")
        boolean force,

        @Doc("Look at and change the node's own files only.")
        boolean local,

        @Doc("What a new home's mode leaves out.") Optional<String> umask,
        @Doc("The least number a new account may get.") Optional<Long> uidMin,
        @Doc("The greatest number a new account may get.") Optional<Long> uidMax,
        @Doc("The SELinux user of a new account.") Optional<String> seuser,
        PasswordAging aging,
        SshKey key,
        OtherSystems others)
        implements ModuleCall {

    public enum State {
        ABSENT,
        PRESENT
    }

    public enum UpdatePassword {
        ALWAYS,
        ON_CREATE
    }

    /** Accepted for Ansible's sake. */
    public record OtherSystems(
            @Doc("Only for Solaris.") Optional<String> authorization,
            @Doc("Only for Solaris.") Optional<String> profile,
            @Doc("Only for Solaris.") Optional<String> role,
            @Doc("Only for BSD.") Optional<String> loginClass,
            @Doc("Only for macOS.") Optional<Boolean> hidden) {}

    public User {
        AccountName.check(name);
        groups = groups.map(list -> list.stream().filter(one -> !one.isBlank()).toList());
        line("comment", comment);
        line("home", home);
        line("shell", shell);
        line("password", password);
        if (skeleton.isPresent() && !createHome) {
            throw new IllegalArgumentException("skeleton requires create_home");
        }
        if (local && (umask.isPresent() || uidMin.isPresent() || uidMax.isPresent())) {
            throw new IllegalArgumentException("umask, uid_min and uid_max can't be given with local");
        }
    }

    private static void line(String argument, Optional<String> text) {
        if (text.filter(one -> one.matches("(?s).*[:\\n].*")).isPresent()) {
            throw new IllegalArgumentException(argument + " can't have a colon or a newline in it");
        }
    }

    @Override
    public Plan plan() {
        var names = new ArrayList<String>(groups.orElse(List.of()));
        group.ifPresent(names::add);
        names.add(name);
        var plan = new UserPlan(this);
        var rest = new Both<>(new Groups(names), key.home(name));
        return local
                ? Plan.ask(
                        new Both<>(new Account(name), rest),
                        new LocalEntry("passwd", name),
                        (seen, line) -> plan.decide(
                                seen.first().filter(_ -> line.isPresent()),
                                seen.second().first(),
                                seen.second().second()))
                : Plan.ask(
                        new Account(name), rest, (account, seen) -> plan.decide(account, seen.first(), seen.second()));
    }
}
