package dev.drover.lab;

/**
 * The way out of a lab, as text for {@code nft -f -}: to the machine's uplink, by its address; nothing else is forwarded, in no
 * direction. Pure.
 */
record NatRules(LabName lab, LabNetwork network, String uplink) {

    /** The chain that marks an uplink which did not forward before this lab (or one beside it) came. */
    static final String GUARD = "drover_guard";

    /** {@code guarded}: whether new connections that come in on the uplink are dropped, as they were before it forwarded. */
    String text(boolean guarded) {
        return """
                table ip %1$s
                delete table ip %1$s
                table ip %1$s {
                  chain out { type nat hook postrouting priority srcnat; ip saddr %2$s oifname "%3$s" masquerade; }
                  chain through { type filter hook forward priority filter;
                    iifname "%4$s" oifname != { "%4$s", "%3$s" } drop
                    oifname "%4$s" iifname != "%4$s" ct state new,invalid drop
                    iifname "%4$s" tcp flags syn tcp option maxseg size set rt mtu; }
                %5$s}
                """.formatted(lab.table(), network.subnet(), uplink, lab.bridge(), guarded ? guard() : "");
    }

    private String guard() {
        return """
                  chain %s {
                    type filter hook forward priority filter; iifname "%s" ct state new,invalid drop; }
                """.formatted(GUARD, uplink);
    }

    /** The device of the default route in the output of {@code ip -4 route show default}; empty if there is none. */
    static String uplink(String routes) {
        String[] words = routes.lines().findFirst().orElse("").split("\\s+");
        for (int i = 0; i + 1 < words.length; i++) {
            if (words[i].equals("dev")) {
                return words[i + 1];
            }
        }
        return "";
    }
}
