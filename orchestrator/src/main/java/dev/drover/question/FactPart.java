package dev.drover.question;

import dev.drover.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A part of the facts: what one small script tells, and the facts that are read from it. */
enum FactPart {
    SYSTEM(
            "platform",
            SystemFacts::system,
            "system kernel kernel_version machine architecture userspace_bits"
                    + " userspace_architecture nodename hostname fqdn domain"),
    DISTRIBUTION(
            "distribution",
            DistributionFacts::parse,
            "distribution distribution_version distribution_major_version"
                    + " distribution_minor_version distribution_release distribution_file_path distribution_file_variety"
                    + " distribution_file_parsed os_family"),
    CPU(
            "cpu",
            HardwareFacts::cpu,
            "processor processor_count processor_cores processor_threads_per_core"
                    + " processor_vcpus processor_nproc"),
    MEMORY("memory", HardwareFacts::memory, "memtotal_mb memfree_mb swaptotal_mb swapfree_mb memory_mb"),
    NETWORK(
            "network",
            NetworkFacts::parse,
            "default_ipv4 default_ipv6 interfaces all_ipv4_addresses all_ipv6_addresses"),
    MOUNTS("mounts", HardwareFacts::mounts, "mounts"),
    DEVICES("devices", HardwareFacts::devices, "devices"),
    DMI(
            "dmi",
            HardwareFacts::dmi,
            "bios_date bios_vendor bios_version board_asset_tag board_name board_serial"
                    + " board_vendor board_version chassis_asset_tag chassis_serial chassis_vendor chassis_version form_factor"
                    + " product_name product_serial product_uuid product_version system_vendor"),
    DATE_TIME("date_time", SystemFacts::dateTime, "date_time"),
    ENV("env", SystemFacts::env, "env"),
    USER(
            "user",
            SystemFacts::user,
            "user_id user_uid user_gid user_gecos user_dir user_shell real_user_id"
                    + " effective_user_id real_group_id effective_group_id"),
    PYTHON("python", SystemFacts::python, "python python_version"),
    PKG_MGR("pkg_mgr", DistributionFacts::packageManager, "pkg_mgr"),
    SERVICE_MGR("service_mgr", SystemFacts::serviceManager, "service_mgr"),
    VIRTUAL(
            "virtual",
            VirtualFacts::parse,
            "virtualization_type virtualization_role virtualization_tech_guest" + " virtualization_tech_host"),
    SECURITY("selinux apparmor fips", SystemFacts::security, "selinux selinux_python_present apparmor fips"),
    LSB("lsb", DistributionFacts::lsb, "lsb"),
    MACHINE("cmdline loadavg", SystemFacts::machine, "machine_id uptime_seconds loadavg cmdline proc_cmdline"),
    LOCAL("local", LocalFacts::parse, "local"),
    DNS("dns", NetworkFacts::dns, "dns"),
    SSH(
            "ssh_pub_keys",
            NetworkFacts::hostKeys,
            "ssh_host_key_dsa_public ssh_host_key_dsa_public_keytype"
                    + " ssh_host_key_rsa_public ssh_host_key_rsa_public_keytype ssh_host_key_ecdsa_public"
                    + " ssh_host_key_ecdsa_public_keytype ssh_host_key_ed25519_public ssh_host_key_ed25519_public_keytype");

    private static final Set<String> HARDWARE = Set.of("CPU", "MEMORY", "MOUNTS", "DEVICES", "DMI");

    private final Set<String> subsets;
    private final Function<String, Map<String, Value>> parser;
    private final Set<String> facts;

    FactPart(String subsets, Function<String, Map<String, Value>> parser, String facts) {
        this.subsets = Set.of(subsets.split(" "));
        this.parser = parser;
        this.facts = Set.of(facts.split(" "));
    }

    /** Whether it is in the subset that Ansible gives this name. */
    boolean in(String subset) {
        return switch (subset) {
            case "all" -> true;
            case "hardware" -> HARDWARE.contains(name());
            case "virtual" -> this == VIRTUAL;
            case "min" -> !HARDWARE.contains(name()) && this != NETWORK && this != VIRTUAL;
            default -> subsets.contains(subset);
        };
    }

    boolean gives(String fact) {
        return facts.contains(fact);
    }

    Map<String, Value> parse(String output) {
        return parser.apply(output);
    }

    /** Its sh. */
    String script() {
        try (var file = FactPart.class.getResourceAsStream("facts/" + name().toLowerCase(Locale.ROOT) + ".sh")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
