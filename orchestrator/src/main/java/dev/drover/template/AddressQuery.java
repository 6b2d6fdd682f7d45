package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;

/** What {@code ipaddr} can be asked about one address. */
final class AddressQuery {

    private static final BigInteger MAPPED = BigInteger.valueOf(0xffffL).shiftLeft(32);

    private AddressQuery() {}

    /** @param text how the address was written */
    static Value answer(IpNetwork network, String text, String query) {
        boolean cut = text.contains("/");
        var shown = Value.of(cut ? network.written() : network.shown());
        return switch (query) {
            case "" -> shown;
            case "address", "ip" -> network.isHost() ? Value.of(network.shown()) : Value.NIL;
            case "host" -> network.isHost() ? Value.of(network.written()) : Value.NIL;
            case "host/prefix", "hostnet", "address/prefix", "gateway", "gw", "router" ->
                network.isHost() ? Value.of(network.written()) : Value.FALSE;
            case "ip/prefix" -> network.isHost() && single(network) ? Value.NIL : host(network, "/" + network.prefix());
            case "ip_netmask" -> single(network) ? Value.NIL : host(network, " " + network.netmask());
            case "net" -> network.isNetwork() ? Value.of(network.written()) : Value.NIL;
            case "network", "network_id" -> Value.of(network.base());
            case "subnet", "network/prefix" -> Value.of(network.base() + "/" + network.prefix());
            case "network_netmask" -> Value.of(network.base() + " " + network.netmask());
            case "network_wildcard" -> Value.of(network.base() + " " + network.hostmask());
            case "prefix" -> Value.of(network.prefix());
            case "netmask" -> Value.of(network.netmask());
            case "hostmask", "wildcard" -> Value.of(network.hostmask());
            case "broadcast" -> network.broadcast();
            case "size" -> new Value.Int(network.size());
            case "cidr" -> Value.of(network.written());
            case "wrap" ->
                network.version() == 4
                        ? shown
                        : Value.of("[" + network.shown() + "]" + (cut ? "/" + network.prefix() : ""));
            case "type" -> Value.of(network.isHost() ? "address" : "network");
            case "version" -> Value.of(network.version());
            case "int" ->
                single(network)
                        ? new Value.Int(network.address())
                        : Value.of(network.address() + "/" + network.prefix());
            case "bool" -> Value.TRUE;
            case "revdns" -> Value.of(network.reverse());
            case "peer" -> peer(network);
            case "ipv4", "4", "v4" -> network.version() == 4 ? shown : unmapped(network);
            case "ipv6", "6", "v6" -> network.version() == 6 ? shown : mapped(network, cut);
            case "6to4" -> tunnel(network, Value.of(text));
            default -> usable(network, query, shown);
        };
    }

    private static boolean single(IpNetwork network) {
        return network.prefix() == network.bits();
    }

    private static Value host(IpNetwork network, String behind) {
        return network.isHost() ? Value.of(network.shown() + behind) : Value.FALSE;
    }

    private static Value usable(IpNetwork network, String query, Value shown) {
        var first = network.firstUsable().map(network::at);
        var last = network.lastUsable().map(network::at);
        return switch (query) {
            case "first_usable" -> first.<Value>map(Value::of).orElse(Value.NIL);
            case "last_usable" -> last.<Value>map(Value::of).orElse(Value.NIL);
            case "next_usable" -> network.neighbour(BigInteger.ONE);
            case "previous_usable" -> network.neighbour(BigInteger.ONE.negate());
            case "range_usable" ->
                first.<Value>map(one -> Value.of(one + "-" + last.orElseThrow()))
                        .orElse(Value.NIL);
            case "size_usable" ->
                new Value.Int(
                        switch (network.bits() - network.prefix()) {
                            case 0 -> BigInteger.ZERO;
                            case 1 -> BigInteger.TWO;
                            default -> network.size().subtract(BigInteger.TWO);
                        });
            default -> kind(network, query, shown);
        };
    }

    private static Value kind(IpNetwork network, String query, Value shown) {
        boolean is = switch (query) {
            case "private" -> network.isPrivate();
            case "public" ->
                !network.isPrivate() && !network.isLoopback() && !network.isMulticast() && !network.isMask();
            case "loopback", "lo" -> network.isLoopback();
            case "multicast" -> network.isMulticast();
            case "unicast" -> !network.isMulticast();
            case "link-local" -> network.isLinkLocal();
            default ->
                IpNetwork.parse(query)
                        .orElseThrow(() -> Mistake.of("ipaddr: unknown filter type: " + query))
                        .contains(network);
        };
        return is ? shown : Value.NIL;
    }

    /** The other end of a link of two. */
    private static Value peer(IpNetwork network) {
        int rest = network.bits() - network.prefix();
        if (rest == 1) {
            return Value.of(network.at(network.address().flipBit(0)));
        }
        if (rest != 2) {
            throw Mistake.of("Not a point-to-point network");
        }
        var other = network.address().xor(BigInteger.valueOf(3));
        if (!network.usable(other)) {
            throw Mistake.of(
                    network.address().testBit(0) ? "Broadcast address of network" : "Network address of network");
        }
        return Value.of(network.at(other));
    }

    private static Value mapped(IpNetwork network, boolean cut) {
        String text = "::ffff:" + network.shown();
        return Value.of(cut ? text + "/" + (network.prefix() + 96) : text);
    }

    private static Value unmapped(IpNetwork network) {
        var high = network.address().shiftRight(32).shiftLeft(32);
        return high.equals(MAPPED)
                ? Value.of(IpText.of(network.address().subtract(high), 32) + "/" + Math.max(0, network.prefix() - 96))
                : Value.FALSE;
    }

    private static Value tunnel(IpNetwork network, Value written) {
        if (network.version() == 6) {
            return network.address().shiftRight(112).intValue() == 0x2002 ? written : Value.FALSE;
        }
        String digits = "%08x".formatted(network.address().longValue());
        return Value.of("2002:" + digits.substring(0, 4) + ":" + digits.substring(4) + "::1/48");
    }
}
