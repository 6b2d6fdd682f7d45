package dev.drover.check;

import dev.drover.inventory.HostPattern;
import dev.drover.inventory.InventoryException;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the hosts of plays. */
final class HostCheck {

    private static final List<String> IMPLICIT = List.of("localhost", "127.0.0.1", "::1");

    private final Known known;
    private final Findings findings;
    private final boolean growing;

    /** @param growing whether the plays add hosts or groups themselves */
    HostCheck(Known known, Findings findings, boolean growing) {
        this.known = known;
        this.findings = findings;
        this.growing = growing;
    }

    /** The hosts of a play; none where its pattern is a template. */
    List<String> of(Play play) {
        var hosts = new ArrayList<String>();
        for (var pattern : play.keywords().list(Keyword.HOSTS)) {
            if (pattern instanceof Value.Text text && Constants.isConstant(text)) {
                try {
                    hosts.addAll(matched(text));
                } catch (InventoryException e) {
                    findings.add(new Problem(Code.NO_HOSTS, e.getMessage(), text.origin()));
                }
            }
        }
        var limited = known.limit().map(limit -> HostPattern.match(limit, known.inventory(), part -> {}));
        limited.ifPresent(hosts::retainAll);
        return hosts;
    }

    private List<String> matched(Value.Text pattern) {
        if (IMPLICIT.contains(pattern.text())) {
            return List.of(pattern.text());
        }
        return HostPattern.match(pattern.text(), known.inventory(), part -> {
            boolean empty = known.inventory().groups().containsKey(part); // somebody said that it has no hosts
            if (!growing && !empty && !IMPLICIT.contains(part) && !part.equals("all")) {
                var names = Stream.concat(
                                known.inventory().hosts().stream(), known.inventory().groups().keySet().stream())
                        .toList();
                findings.add(new Problem(
                                Code.NO_HOSTS,
                                "no host and no group matches \"" + part + "\"",
                                pattern.origin(),
                                Nearest.to(part, names).map(near -> "did you mean `" + near + "`?"))
                        .asWarning());
            }
        });
    }
}
