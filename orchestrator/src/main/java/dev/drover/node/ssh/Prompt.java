package dev.drover.node.ssh;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the person at the terminal. */
@FunctionalInterface
public interface Prompt {

    /** The passphrase of an encrypted key; empty where nobody can be asked, or nobody answers. Asked once for each key. */
    Optional<char[]> passphrase(Path key);

    /** For runs that nobody watches. */
    Prompt NONE = key -> Optional.empty();
}
