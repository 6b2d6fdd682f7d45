package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code cidr_merge}: the fewest networks that hold the same addresses, or the smallest one that holds them all. */
final class NetworkMerge {

    private static final Comparator<IpNetwork> ORDER = Comparator.comparingInt(IpNetwork::bits)
            .thenComparing(IpNetwork::first)
            .thenComparing(IpNetwork::prefix);

    private NetworkMerge() {}

    static Value cidrMerge(Value value, Arguments arguments, Evaluator evaluator) {
        var networks = new ArrayList<IpNetwork>();
        for (var item : Py.items(value)) {
            networks.add(IpNetwork.parse(PyText.str(item))
                    .map(one -> new IpNetwork(one.first(), one.bits(), one.prefix()))
                    .orElseThrow(
                            () -> Mistake.of("cidr_merge: error in netaddr: invalid IPNetwork " + PyText.str(item))));
        }
        networks.sort(ORDER);
        return switch (arguments.text(0, "action", "merge")) {
            case "merge" ->
                new Value.Sequence(merged(networks).stream()
                        .<Value>map(one -> Value.of(one.written()))
                        .toList());
            case "span" ->
                networks.isEmpty() ? Value.NIL : Value.of(spanning(networks).written());
            default -> throw Mistake.of("cidr_merge: invalid action '" + arguments.text(0, "action") + "'");
        };
    }

    private static List<IpNetwork> merged(List<IpNetwork> sorted) {
        var kept = new ArrayList<IpNetwork>();
        for (var network : sorted) {
            if (!kept.isEmpty() && kept.getLast().contains(network)) {
                continue;
            }
            kept.add(network);
            while (kept.size() > 1 && halves(kept.get(kept.size() - 2), kept.getLast())) {
                kept.removeLast();
                var low = kept.removeLast();
                kept.add(new IpNetwork(low.address(), low.bits(), low.prefix() - 1));
            }
        }
        return kept;
    }

    /** Whether the two are the halves of one network. */
    private static boolean halves(IpNetwork low, IpNetwork high) {
        return low.bits() == high.bits()
                && low.prefix() == high.prefix()
                && low.prefix() > 0
                && low.last().add(BigInteger.ONE).equals(high.first())
                && !low.first().testBit(low.bits() - low.prefix());
    }

    private static IpNetwork spanning(List<IpNetwork> sorted) {
        var first = sorted.getFirst();
        int prefix = first.prefix();
        var span = first;
        for (var network : sorted) {
            while (!span.contains(network) && prefix > 0) {
                prefix--;
                var start = first.address().shiftRight(first.bits() - prefix).shiftLeft(first.bits() - prefix);
                span = new IpNetwork(start, first.bits(), prefix);
            }
        }
        return span;
    }
}
