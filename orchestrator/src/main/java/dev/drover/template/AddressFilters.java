package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The filters of ansible.utils on IP addresses: {@code ipaddr} and its like. */
final class AddressFilters {

    private AddressFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(
                    (value, arguments, evaluator) -> ipaddr(value, query(arguments), Optional.empty(), "ipaddr"),
                    "ipaddr",
                    "ansible.utils.ipaddr")
            .add(
                    (value, arguments, evaluator) -> ipaddr(value, query(arguments), Optional.of(4), "ipaddr"),
                    "ipv4",
                    "ansible.utils.ipv4")
            .add(
                    (value, arguments, evaluator) -> ipaddr(value, query(arguments), Optional.of(6), "ipaddr"),
                    "ipv6",
                    "ansible.utils.ipv6")
            .add((value, arguments, evaluator) -> ipwrap(value), "ipwrap", "ansible.utils.ipwrap")
            .add((value, arguments, evaluator) -> ipsubnet(value, arguments), "ipsubnet", "ansible.utils.ipsubnet")
            .add(
                    (value, arguments, evaluator) -> {
                        var network = IpNetwork.parse(PyText.str(value))
                                .orElseThrow(() -> Mistake.of(
                                        "You must pass a valid IP address; " + PyText.str(value) + " is invalid"));
                        return Value.of(network.at(network.address().add(Py.integer(arguments.get(0, "amount")))));
                    },
                    "ipmath",
                    "ansible.utils.ipmath")
            .add(
                    (value, arguments, evaluator) -> {
                        var outer = IpNetwork.parse(PyText.str(value));
                        var inner = IpNetwork.parse(arguments.text(0, "test"));
                        return Value.of(outer.isPresent()
                                && inner.isPresent()
                                && outer.get().contains(inner.get()));
                    },
                    "network_in_usable",
                    "ansible.utils.network_in_usable",
                    "network_in_network",
                    "ansible.utils.network_in_network")
            .all();

    private static Value query(Arguments arguments) {
        return arguments.get(0, "query", Value.of(""));
    }

    private static Value ipaddr(Value value, Value query, Optional<Integer> version, String name) {
        return switch (value) {
            case Value.Bool truth -> Value.FALSE;
            case Value.Sequence(var items) -> {
                var kept = new ArrayList<Value>();
                for (var item : items) {
                    var found = ipaddr(item, query, version, name);
                    if (Py.truth(found)) {
                        kept.add(found);
                    }
                }
                yield new Value.Sequence(kept);
            }
            case Value.Text text -> one(text.text(), query, version);
            case Value.Int number -> one(PyText.str(number), query, version);
            default ->
                throw Mistake.of(
                        "Unrecognized type <<class '" + Py.typeName(value) + "'>> for " + name + " filter <value>");
        };
    }

    private static Value one(String text, Value query, Optional<Integer> version) {
        var parsed = IpNetwork.parse(text).filter(network -> version.isEmpty() || version.get() == network.version());
        if (query instanceof Value.Int index) {
            return parsed.map(network -> network.nth(index.value())).orElse(Value.FALSE);
        }
        if (!(query instanceof Value.Text)) {
            throw Mistake.of("ipaddr: unknown filter type: " + PyText.repr(query));
        }
        String wanted = PyText.str(query);
        if (parsed.isEmpty()) {
            return Value.FALSE;
        }
        var network = parsed.get();
        if (wanted.matches("-?[0-9]+")) {
            return network.nth(new java.math.BigInteger(wanted));
        }
        return answer(text, network, wanted);
    }

    private static Value answer(String text, IpNetwork network, String query) {
        boolean written = text.contains("/");
        return switch (query) {
            case "" ->
                Value.of(text.matches("[0-9]+") ? network.shown() : written ? network.written() : network.shown());
            case "address", "ip" -> network.isHost() ? Value.of(network.shown()) : Value.NIL;
            case "net" -> network.isNetwork() ? Value.of(network.base() + "/" + network.prefix()) : Value.NIL;
            case "network", "network_id" -> Value.of(network.base());
            case "subnet" -> Value.of(network.base() + "/" + network.prefix());
            case "prefix" -> Value.of(network.prefix());
            case "netmask" -> Value.of(network.netmask());
            case "hostmask", "wildcard" -> Value.of(network.hostmask());
            case "broadcast" -> network.broadcast();
            case "size" -> new Value.Int(network.size());
            case "host", "address/prefix", "gateway", "gw", "host/prefix", "hostnet", "router" ->
                network.isHost() || network.prefix() == network.bits() ? Value.of(network.written()) : Value.NIL;
            case "version" -> Value.of(network.version());
            case "int" -> new Value.Int(network.address());
            case "bool" -> Value.TRUE;
            case "ipv4", "4" -> network.version() == 4 ? Value.of(text) : Value.FALSE;
            case "ipv6", "6" -> network.version() == 6 ? Value.of(text) : Value.FALSE;
            case "private" -> network.isPrivate() ? Value.of(text) : Value.NIL;
            case "public" -> network.isPrivate() || network.isLoopback() ? Value.NIL : Value.of(text);
            case "loopback", "lo" -> network.isLoopback() ? Value.of(text) : Value.NIL;
            case "first_usable" -> network.usable(true);
            case "last_usable" -> network.usable(false);
            default -> {
                var outer =
                        IpNetwork.parse(query).orElseThrow(() -> Mistake.of("ipaddr: unknown filter type: " + query));
                yield outer.contains(network) ? Value.of(text) : Value.NIL;
            }
        };
    }

    private static Value ipwrap(Value value) {
        return switch (value) {
            case Value.Sequence(var items) ->
                new Value.Sequence(new ArrayList<>(
                        items.stream().map(AddressFilters::ipwrap).toList()));
            case Value.Text text -> {
                var network = IpNetwork.parse(text.text()).filter(one -> one.version() == 6);
                yield network.isEmpty()
                        ? text
                        : Value.of("[" + network.get().shown() + "]"
                                + (text.text().contains("/")
                                        ? "/" + network.get().prefix()
                                        : ""));
            }
            case Value.Bool truth -> truth;
            default ->
                throw Mistake.of("Unrecognized type <<class '" + Py.typeName(value) + "'>> for ipwrap filter <value>");
        };
    }

    private static Value ipsubnet(Value value, Arguments arguments) {
        var network = IpNetwork.parse(PyText.str(value));
        if (network.isEmpty()) {
            return Value.FALSE;
        }
        var query = arguments.text(0, "query", "");
        if (query.isEmpty()) {
            return Value.of(network.get().base() + "/" + network.get().prefix());
        }
        int prefix = Integer.parseInt(query);
        if (prefix < network.get().prefix() || prefix > network.get().bits()) {
            return Value.FALSE;
        }
        var count = java.math.BigInteger.ONE.shiftLeft(prefix - network.get().prefix());
        var index = arguments.find(1, "index").filter(one -> !PyText.str(one).equals("x"));
        if (index.isEmpty()) {
            return Value.of(count.toString());
        }
        var at = new java.math.BigInteger(PyText.str(index.get()));
        var place = at.signum() < 0 ? count.add(at) : at;
        if (place.signum() < 0 || place.compareTo(count) >= 0) {
            return Value.FALSE;
        }
        return Value.of(network.get().subnet(place, prefix));
    }

    /** The tests of the same names. */
    static final Map<String, Tests.Test> TESTS = new Named<Tests.Test>()
            .add(
                    (value, arguments, evaluator) -> isAddress(value, List.of(4, 6)),
                    "ansible.utils.ip",
                    "ansible.utils.ip_address")
            .add(
                    (value, arguments, evaluator) -> isAddress(value, List.of(4)),
                    "ansible.utils.ipv4",
                    "ansible.utils.ipv4_address")
            .add(
                    (value, arguments, evaluator) -> isAddress(value, List.of(6)),
                    "ansible.utils.ipv6",
                    "ansible.utils.ipv6_address")
            .all();

    private static boolean isAddress(Value value, List<Integer> versions) {
        return value instanceof Value.Text text
                && IpNetwork.parse(text.text())
                        .filter(network -> versions.contains(network.version()))
                        .isPresent();
    }
}
