package dev.drover.lab;

import java.nio.file.Path;

/** What the nodes' disks start from. */
public sealed interface Image {

    /** Debian with systemd, sshd, sudo and apt; {@code suite} is its code name, such as "bookworm". */
    record Debian(String suite) implements Image {
        public Debian {
            if (!suite.matches("[a-z][a-z0-9-]*")) {
                throw new LabException("'" + suite + "' is no Debian suite; one is called 'bookworm' or 'trixie'");
            }
        }
    }

    /** One static busybox as shell, tools and init, dropbear as sshd, and sudo: no bash, coreutils, Python, systemd. */
    record Busybox() implements Image {}

    /** Any root file system; {@code init} is the path in it of what becomes process 1. It must start an sshd. */
    record Root(Path directory, String init) implements Image {}

    Image DEBIAN = new Debian("bookworm");
    Image BUSYBOX = new Busybox();

    /** The path inside of process 1. */
    default String initPath() {
        return switch (this) {
            case Debian _ -> "/usr/local/sbin/drover-init";
            case Busybox _ -> "/sbin/drover-init";
            case Root root -> root.init();
        };
    }
}
