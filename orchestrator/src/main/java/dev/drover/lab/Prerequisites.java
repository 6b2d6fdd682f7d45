package dev.drover.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a lab needs of this machine. */
public final class Prerequisites {

    /** The Debian package of each program. */
    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.ofEntries(
            Map.entry("systemd-nspawn", "systemd-container"),
            Map.entry("nft", "nftables"),
            Map.entry("ssh", "openssh-client"),
            Map.entry("ssh-keygen", "openssh-client"),
            Map.entry("ip", "iproute2"),
            Map.entry("tc", "iproute2"),
            Map.entry("setpriv", "util-linux"),
            Map.entry("nsenter", "util-linux"),
            Map.entry("mkfs.ext4", "e2fsprogs"),
            Map.entry("mount", "mount"),
            Map.entry("openssl", "openssl"),
            Map.entry("mmdebstrap", "mmdebstrap")));

    private static final List<Path> FOLDERS = Stream.of(
                    "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
            .map(Path::of)
            .toList();

    private Prerequisites() {}

    /** Why there can be no lab here at all, as a sentence; empty if there can. */
    public static String obstacle() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return "a lab needs Linux (network namespaces, overlayfs, systemd-nspawn); this is "
                    + System.getProperty("os.name");
        }
        if (!isRoot()) {
            return "a lab needs root (network namespaces, overlayfs, systemd-nspawn): run it with sudo";
        }
        return "";
    }

    /** The Debian packages that a lab needs and that are not installed, in order. */
    public static List<String> missing() {
        return PROGRAMS.entrySet().stream()
                .filter(entry ->
                        FOLDERS.stream().noneMatch(folder -> Files.isExecutable(folder.resolve(entry.getKey()))))
                .filter(entry -> !(entry.getKey().equals("mmdebstrap")
                        && FOLDERS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve("debootstrap")))))
                .map(Map.Entry::getValue)
                .distinct()
                .sorted()
                .toList();
    }

    /** Installs these with apt-get, giving {@code listener} what it does, line by line. */
    public static void install(List<String> packages, Consumer<String> listener) {
        requireRoot();
        if (packages.isEmpty()) {
            return;
        }
        listener.accept("installing the Debian packages that the lab needs: " + String.join(" ", packages));
        apt(List.of("apt-get", "-q", "update"), listener);
        var command = new ArrayList<>(List.of(
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "-q",
                "install",
                "-y",
                "--no-install-recommends",
                "--"));
        command.addAll(packages);
        apt(command, listener);
    }

    private static void apt(List<String> command, Consumer<String> listener) {
        int status = Commands.lines(command, "", listener);
        if (status != 0) {
            throw new LabException("apt-get failed with status " + status + "; what it said stands above");
        }
    }

    static void requireRoot() {
        if (!obstacle().isEmpty()) {
            throw new LabException(obstacle());
        }
    }

    static void requireAll() {
        requireRoot();
        var missing = missing();
        if (!missing.isEmpty()) {
            throw new LabException(
                    "a lab needs Debian packages that are not installed: %s. Install them with: drover lab install"
                            .formatted(String.join(" ", missing)));
        }
    }

    private static boolean isRoot() {
        return Disk.read(Path.of("/proc/self/status"))
                .lines()
                .filter(line -> line.startsWith("Uid:"))
                .anyMatch(line -> line.split("\\s+")[2].equals("0"));
    }
}
