package dev.drover.question;

import dev.drover.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Which distribution a node runs, in Ansible's words, and how it gets its packages. */
final class DistributionFacts {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("debian", "Debian"),
            Map.entry("ubuntu", "Ubuntu"),
            Map.entry("linuxmint", "Linux Mint"),
            Map.entry("raspbian", "Debian"),
            Map.entry("kali", "Kali"),
            Map.entry("devuan", "Devuan"),
            Map.entry("pop", "Pop!_OS"),
            Map.entry("centos", "CentOS"),
            Map.entry("rhel", "RedHat"),
            Map.entry("fedora", "Fedora"),
            Map.entry("rocky", "Rocky"),
            Map.entry("almalinux", "AlmaLinux"),
            Map.entry("ol", "OracleLinux"),
            Map.entry("amzn", "Amazon"),
            Map.entry("alpine", "Alpine"),
            Map.entry("arch", "Archlinux"),
            Map.entry("manjaro", "Manjaro"),
            Map.entry("gentoo", "Gentoo"),
            Map.entry("opensuse-leap", "openSUSE Leap"),
            Map.entry("opensuse-tumbleweed", "openSUSE Tumbleweed"),
            Map.entry("sles", "SLES"),
            Map.entry("sles_sap", "SLES_SAP"),
            Map.entry("void", "Void"));

    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("debian", "Debian"),
            Map.entry("ubuntu", "Debian"),
            Map.entry("rhel", "RedHat"),
            Map.entry("centos", "RedHat"),
            Map.entry("fedora", "RedHat"),
            Map.entry("rocky", "RedHat"),
            Map.entry("almalinux", "RedHat"),
            Map.entry("ol", "RedHat"),
            Map.entry("amzn", "RedHat"),
            Map.entry("suse", "Suse"),
            Map.entry("sles", "Suse"),
            Map.entry("opensuse", "Suse"),
            Map.entry("alpine", "Alpine"),
            Map.entry("arch", "Archlinux"),
            Map.entry("gentoo", "Gentoo"));

    private DistributionFacts() {}

    static Map<String, Value> parse(String output) {
        var files = new HashMap<String, String>();
        for (var piece : output.split("\002")) {
            int end = piece.indexOf('\001');
            if (end > 0) {
                files.put(piece.substring(0, end).strip(), piece.substring(end + 1));
            }
        }
        var release = assignments(files.getOrDefault("/etc/os-release", ""));
        var id = release.getOrDefault("ID", "");
        var version = version(id, release.getOrDefault("VERSION_ID", ""), files);
        var file = files.containsKey("/etc/redhat-release") ? "/etc/redhat-release" : "/etc/os-release";
        var name = NAMES.getOrDefault(
                id, release.getOrDefault("NAME", id.isEmpty() ? "NA" : id).split(" ")[0]);
        var variety = family(id, release.getOrDefault("ID_LIKE", ""), name);
        var facts = new LinkedHashMap<String, Value>();
        facts.put("distribution", Value.of(name));
        facts.put("distribution_version", Value.of(version.isEmpty() ? "NA" : version));
        facts.put("distribution_major_version", Value.of(version.isEmpty() ? "NA" : version.split("\\.")[0]));
        if (version.contains(".") && variety.equals("Debian") && id.equals("debian")) {
            facts.put("distribution_minor_version", Value.of(version.split("\\.")[1]));
        }
        facts.put("distribution_release", Value.of(codename(release, files)));
        facts.put("distribution_file_path", Value.of(file));
        facts.put("distribution_file_variety", Value.of(variety));
        facts.put("distribution_file_parsed", Value.TRUE);
        facts.put("os_family", Value.of(variety));
        return facts;
    }

    /** Debian and CentOS tell their point releases in files of their own. */
    private static String version(String id, String version, Map<String, String> files) {
        var debian = files.getOrDefault("/etc/debian_version", "").strip();
        if (id.equals("debian") && debian.matches("[0-9.]+")) {
            return debian;
        }
        var redhat = files.getOrDefault("/etc/redhat-release", "");
        return id.equals("centos") && redhat.matches("(?s).*\\b[0-9]+(\\.[0-9]+)+.*")
                ? redhat.replaceFirst("(?s)^.*?\\b([0-9]+\\.[0-9]+).*", "$1")
                : version;
    }

    private static String codename(Map<String, String> release, Map<String, String> files) {
        var said = release.getOrDefault("VERSION_CODENAME", release.getOrDefault("UBUNTU_CODENAME", ""));
        if (!said.isEmpty()) {
            return said;
        }
        var redhat = files.getOrDefault("/etc/redhat-release", "");
        return redhat.contains("(") ? redhat.replaceFirst("(?s)^.*\\(([^)]*)\\).*", "$1") : "NA";
    }

    private static String family(String id, String like, String name) {
        for (var word : (id + " " + like).split(" ")) {
            var family = FAMILIES.get(word);
            if (family != null) {
                return family;
            }
        }
        return name;
    }

    /** The {@code NAME="value"} lines of a file, without quotes. */
    private static Map<String, String> assignments(String text) {
        var map = new HashMap<String, String>();
        text.lines().filter(line -> line.contains("=") && !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            map.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip().replaceAll("^[\"']|[\"']$", ""));
        });
        return map;
    }

    static Map<String, Value> packageManager(String output) {
        var found = output.lines()
                .map(path -> path.replaceFirst(".*/", ""))
                .map(command -> switch (command) {
                    case "apt-get" -> "apt";
                    case "dnf-3", "microdnf" -> "dnf";
                    case "emerge" -> "portage";
                    case "xbps-install" -> "xbps";
                    default -> command;
                })
                .toList();
        return Map.of("pkg_mgr", Value.of(found.isEmpty() ? "unknown" : found.getFirst()));
    }

    /** What a distribution uses where several are installed: apt may be a guest on Fedora, dnf one on Debian. */
    static Value packageManager(String distribution, Value.Text found) {
        return switch (distribution) {
            case "Debian", "Ubuntu", "Devuan", "Kali", "Linux Mint" -> Value.of("apt");
            case "Alpine" -> Value.of("apk");
            case "Archlinux", "Manjaro" -> Value.of("pacman");
            default -> found;
        };
    }

    static Map<String, Value> lsb(String output) {
        var words = new HashMap<String, String>(assignments(output));
        output.lines().filter(line -> line.contains(":\t")).forEach(line -> {
            int colon = line.indexOf(':');
            words.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        var lsb = new LinkedHashMap<String, Value>();
        put(lsb, "id", words, "Distributor ID", "DISTRIB_ID");
        put(lsb, "release", words, "Release", "DISTRIB_RELEASE");
        put(lsb, "description", words, "Description", "DISTRIB_DESCRIPTION");
        put(lsb, "codename", words, "Codename", "DISTRIB_CODENAME");
        if (lsb.get("release") instanceof Value.Text release) {
            lsb.put("major_release", Value.of(release.text().split("\\.")[0].toLowerCase(Locale.ROOT)));
        }
        return Map.of("lsb", Value.Mapping.of(lsb));
    }

    private static void put(Map<String, Value> lsb, String name, Map<String, String> words, String... sources) {
        for (var source : sources) {
            if (words.containsKey(source)) {
                lsb.putIfAbsent(name, Value.of(words.get(source)));
            }
        }
    }
}
