package dev.drover.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Opens and closes a lab's way out. Forwarding is switched per incoming interface, never for the whole machine. */
record Nat(LabName lab) {

    private static final Path SETTINGS = Path.of("/proc/sys/net/ipv4/conf");
    private static final Pattern GUARDED =
            Pattern.compile("chain " + NatRules.GUARD + " \\{[^}]*iifname \"([^\"]+)\"", Pattern.DOTALL);

    void open(LabNetwork network, LabProgress progress) {
        String uplink = NatRules.uplink(Commands.must("ip", "-4", "route", "show", "default"));
        if (uplink.isEmpty()) {
            progress.on(new LabProgress.Event.Note("this machine has no default route, so the nodes have no way out"));
            return;
        }
        boolean guarded = Disk.read(forwarding(uplink)).strip().equals("0") || guards(rules()) > 0;
        Commands.must(List.of("nft", "-f", "-"), new NatRules(lab, network, uplink).text(guarded));
        Disk.write(forwarding(lab.bridge()), "1\n");
        Disk.write(forwarding(uplink), "1\n");
    }

    /** Removes the rules, and switches forwarding off again if it was a lab that switched it on and no other lab needs it. */
    void close() {
        var table = Commands.run(List.of("nft", "list", "table", "ip", lab.table()), "");
        if (!table.ok()) {
            return;
        }
        var uplink = GUARDED.matcher(table.text());
        if (uplink.find() && guards(rules()) == 1) {
            Disk.write(forwarding(uplink.group(1)), "0\n");
        }
        Commands.run(List.of("nft", "delete", "table", "ip", lab.table()), "");
    }

    private static String rules() {
        return Commands.must("nft", "list", "ruleset", "ip");
    }

    private static long guards(String rules) {
        return GUARDED.matcher(rules).results().count();
    }

    private static Path forwarding(String device) {
        return SETTINGS.resolve(device).resolve("forwarding");
    }
}
