package dev.drover.question;

import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Whether a node is a guest or a host of virtual machines or containers. */
final class VirtualFacts {

    private VirtualFacts() {}

    static Map<String, Value> parse(String output) {
        var lines = SystemFacts.lines(output, 14);
        var product = lines.get(0);
        var vendor = lines.get(1);
        var guests = new LinkedHashSet<String>();
        var hosts = new LinkedHashSet<String>();
        container(lines, guests);
        machine(product, vendor, lines, guests);
        if (lines.get(11).equals("kvm") && guests.isEmpty() || lines.get(12).equals("module")) {
            hosts.add("kvm");
        }
        var facts = new LinkedHashMap<String, Value>();
        facts.put("virtualization_type", Value.of(first(guests, first(hosts, "NA"))));
        facts.put("virtualization_role", Value.of(!guests.isEmpty() ? "guest" : !hosts.isEmpty() ? "host" : "NA"));
        facts.put("virtualization_tech_guest", Value.Sequence.ofTexts(List.copyOf(guests)));
        facts.put("virtualization_tech_host", Value.Sequence.ofTexts(List.copyOf(hosts)));
        return facts;
    }

    private static void container(List<String> lines, LinkedHashSet<String> guests) {
        var told = lines.get(7).isEmpty() ? lines.get(8).replaceFirst("^container=", "") : lines.get(7);
        if (!lines.get(5).isEmpty()) {
            guests.add("docker");
        }
        if (!lines.get(6).isEmpty() || told.equals("podman")) {
            guests.add("podman");
        }
        switch (told) {
            case "lxc" -> guests.add("lxc");
            case "docker" -> guests.add("docker");
            case "" -> {}
            default -> {
                if (!told.equals("podman")) {
                    guests.add("container");
                }
            }
        }
        if (!guests.isEmpty()) {
            guests.add("container");
        }
        if (told.equals("systemd-nspawn")) {
            guests.add(told);
        }
    }

    private static void machine(String product, String vendor, List<String> lines, LinkedHashSet<String> guests) {
        if (lines.get(4).equals("xen")) {
            guests.add("xen");
        }
        if (product.matches("KVM|KVM Server|Bochs|AHV|RHEV Hypervisor|Standard PC.*|.*OpenStack.*")
                || vendor.matches("QEMU|Amazon EC2|DigitalOcean|Hetzner|Google|Scaleway|Red Hat|oVirt|Nutanix")) {
            guests.add("kvm");
        }
        if (product.startsWith("VMware") || vendor.startsWith("VMware")) {
            guests.add("VMware");
        }
        if (product.equals("VirtualBox") || lines.get(2).equals("innotek GmbH")) {
            guests.add("virtualbox");
        }
        if (vendor.equals("Microsoft Corporation") && product.equals("Virtual Machine")) {
            guests.add("VirtualPC");
        }
        if (vendor.startsWith("Parallels")) {
            guests.add("parallels");
        }
        if (guests.isEmpty() && !lines.get(13).isBlank() && !lines.get(13).equals("0")) {
            guests.add("kvm");
        }
    }

    private static String first(LinkedHashSet<String> all, String otherwise) {
        return all.isEmpty() ? otherwise : all.getFirst();
    }
}
