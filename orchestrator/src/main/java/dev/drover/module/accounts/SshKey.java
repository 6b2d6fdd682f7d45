package dev.drover.module.accounts;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.node.Sh;
import dev.drover.question.UserHome;
import java.util.Optional;

/** A pair of keys for ssh that a user is to have. */
public record SshKey(
        @Doc("Make a pair of keys for ssh, where there is none; with force, in any case.")
        boolean generateSshKey,

        @Default("rsa") @Doc("The kind of key.") String sshKeyType,

        @Doc("The number of its bits.") Optional<Integer> sshKeyBits,

        @Doc("Its comment; by default with the node's name.")
        Optional<String> sshKeyComment,

        @Doc("Its file, in the user's home unless absolute; by default .ssh/id_ and the kind of key.")
        Optional<String> sshKeyFile,

        @Doc("What protects it.") Optional<String> sshKeyPassphrase) {

    UserHome home(String user) {
        return new UserHome(user, generateSshKey ? Optional.of(sshKeyType) : Optional.empty(), sshKeyFile);
    }

    /** @param passphrase yields the file that it is in */
    Sh make(String user, Sh passphrase) {
        return Sh.sh(
                "dr_make_key {} {} {} {} {} {}",
                user,
                sshKeyFile.orElse(""),
                sshKeyType,
                sshKeyBits.map(Object::toString).orElse(""),
                sshKeyComment.orElse(""),
                passphrase);
    }
}
