package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The other filters of ansible.utils on networks: their parts, their neighbours, sums of them. */
final class NetworkFilters {

    private NetworkFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .addAll(of(NetworkFilters::ipsubnet, "ipsubnet"))
            .addAll(of(NetworkFilters::ipmath, "ipmath"))
            .addAll(of((value, arguments, evaluator) -> neighbour(value, arguments, 1), "next_nth_usable"))
            .addAll(of((value, arguments, evaluator) -> neighbour(value, arguments, -1), "previous_nth_usable"))
            .addAll(of(NetworkFilters::inNetwork, "network_in_network"))
            .addAll(of(NetworkFilters::inUsable, "network_in_usable"))
            .addAll(of(NetworkMerge::cidrMerge, "cidr_merge"))
            .addAll(of(NetworkFilters::reduce, "reduce_on_network"))
            .addAll(of(NetworkFilters::nthHost, "nthhost"))
            .addAll(of(NetworkFilters::slaac, "slaac"))
            .addAll(of(NetworkFilters::hex, "ip4_hex"))
            .add(NetworkFilters::usableRange, "ansible.utils.usable_range")
            .add(NetworkFilters::form, "ansible.utils.ipv6form")
            .all();

    /** Under its old short name, its name of today and the one between. */
    static Map<String, Filter> of(Filter filter, String name) {
        return new Named<Filter>()
                .add(filter, name, "ansible.utils." + name, "ansible.netcommon." + name)
                .all();
    }

    private static Optional<IpNetwork> parsed(Value value) {
        return IpNetwork.parse(PyText.str(value));
    }

    private static IpNetwork valid(Value value) {
        return parsed(value)
                .orElseThrow(
                        () -> Mistake.of("You must pass a valid IP address; " + PyText.str(value) + " is invalid"));
    }

    private static Value ipsubnet(Value value, Arguments arguments, Evaluator evaluator) {
        var parsed = parsed(value);
        if (parsed.isEmpty()) {
            return Value.FALSE;
        }
        var network = parsed.get();
        var query = arguments.find(0, "query").map(PyText::str).orElse("");
        if (query.isEmpty()) {
            return Value.of(network.base() + "/" + network.prefix());
        }
        if (!query.matches("[0-9]{1,3}")) {
            return place(network, query);
        }
        int length = Integer.parseInt(query);
        if (length > network.bits()) {
            return Value.FALSE;
        }
        var index = arguments
                .find(1, "index")
                .filter(one -> !(one instanceof Value.Nil))
                .map(NetworkFilters::number);
        return network.isHost() ? above(network, length, index) : below(network, length, index);
    }

    /** The which-th part of that size of the outer network it is. */
    private static Value place(IpNetwork network, String query) {
        var outer = IpNetwork.parse(query);
        if (outer.isEmpty() || !outer.get().contains(network)) {
            throw Mistake.of(network.written() + " is not in the subnet " + query);
        }
        return Value.of(network.first()
                .subtract(outer.get().first())
                .shiftRight(network.bits() - network.prefix())
                .add(BigInteger.ONE)
                .toString());
    }

    /** A network around an address: the largest of at least that length, or one of those from there down to the address. */
    private static Value above(IpNetwork network, int length, Optional<BigInteger> index) {
        int count = network.prefix() - length;
        int at = index.map(BigInteger::intValue).orElse(0);
        int place = at < 0 ? count + at : at;
        return place < 0 || place >= count
                ? Value.FALSE
                : Value.of(new IpNetwork(network.address(), network.bits(), length + place).base() + "/"
                        + (length + place));
    }

    private static Value below(IpNetwork network, int length, Optional<BigInteger> index) {
        if (length < network.prefix()) {
            return Value.FALSE;
        }
        var count = BigInteger.ONE.shiftLeft(length - network.prefix());
        if (index.isEmpty()) {
            return Value.of(count.toString());
        }
        var place = index.get().signum() < 0 ? count.add(index.get()) : index.get();
        return place.signum() < 0 || place.compareTo(count) >= 0
                ? Value.FALSE
                : Value.of(network.subnet(place, length));
    }

    private static BigInteger number(Value value) {
        try {
            return value instanceof Value.Text text ? new BigInteger(text.text()) : Py.integer(value);
        } catch (NumberFormatException e) {
            throw Mistake.of(PyText.repr(value) + " cannot be converted to an int");
        }
    }

    private static Value ipmath(Value value, Arguments arguments, Evaluator evaluator) {
        var network = valid(value);
        var sum = network.address().add(number(arguments.get(0, "amount")));
        if (sum.signum() < 0 || sum.bitLength() > network.bits()) {
            throw Mistake.of("result outside valid IP address boundary!");
        }
        return Value.of(network.at(sum));
    }

    private static Value neighbour(Value value, Arguments arguments, int sign) {
        return parsed(value)
                .map(network ->
                        network.neighbour(number(arguments.get(0, "offset")).multiply(BigInteger.valueOf(sign))))
                .orElse(Value.FALSE);
    }

    private static Value inNetwork(Value value, Arguments arguments, Evaluator evaluator) {
        var inner = parsed(arguments.get(0, "test"));
        return Value.of(parsed(value)
                .filter(outer -> inner.filter(outer::contains).isPresent())
                .isPresent());
    }

    private static Value inUsable(Value value, Arguments arguments, Evaluator evaluator) {
        var inner = parsed(arguments.get(0, "test"));
        return Value.of(parsed(value)
                .filter(outer -> inner.filter(one -> outer.usable(one.first()) && outer.usable(one.last()))
                        .isPresent())
                .isPresent());
    }

    private static Value reduce(Value value, Arguments arguments, Evaluator evaluator) {
        var outer = parsed(arguments.get(0, "network"));
        var items = value instanceof Value.Text ? List.of(value) : Py.items(value);
        var kept = new ArrayList<Value>();
        for (var item : items) {
            if (outer.filter(network -> parsed(item).filter(network::contains).isPresent())
                    .isPresent()) {
                kept.add(item);
            }
        }
        return new Value.Sequence(kept);
    }

    private static Value nthHost(Value value, Arguments arguments, Evaluator evaluator) {
        return parsed(value)
                .flatMap(network -> network.nth(number(arguments.get(0, "query", Value.of(""))))
                        .map(network::at))
                .<Value>map(Value::of)
                .orElse(Value.FALSE);
    }

    /** The address that a machine gives itself in a network of IPv6, made of its hardware address. */
    private static Value slaac(Value value, Arguments arguments, Evaluator evaluator) {
        var network = parsed(value).filter(one -> one.version() == 6);
        var mac = HardwareAddress.parse(arguments.text(0, "query"));
        if (network.isEmpty() || mac.isEmpty()) {
            return Value.FALSE;
        }
        long all = mac.get();
        long id = (all >> 24 ^ 0x020000L) << 40 | 0xfffeL << 24 | all & 0xffffffL;
        var low = new BigInteger(Long.toUnsignedString(id));
        return Value.of(
                IpText.of(network.get().address().shiftRight(64).shiftLeft(64).or(low), 128));
    }

    private static Value hex(Value value, Arguments arguments, Evaluator evaluator) {
        String digits = "%08x".formatted(valid(value).address().longValue());
        return Value.of(String.join(arguments.text(0, "delimiter", ""), digits.split("(?<=\\G..)")));
    }

    private static Value usableRange(Value value, Arguments arguments, Evaluator evaluator) {
        String failed = "Error while using plugin 'usable_range': ";
        var network = parsed(value)
                .orElseThrow(() ->
                        Mistake.of(failed + PyText.repr(value) + " does not appear to be an IPv4 or IPv6 network"));
        if (!network.address().equals(network.first())) {
            throw Mistake.of(failed + PyText.str(value) + " has host bits set");
        }
        if (network.size().bitLength() > 20) {
            throw Mistake.of(failed + "the network is too large to list");
        }
        var all = new ArrayList<Value>();
        for (var one = network.first(); one.compareTo(network.last()) <= 0; one = one.add(BigInteger.ONE)) {
            all.add(Value.of(network.at(one)));
        }
        var range = new LinkedHashMap<String, Value>();
        range.put("usable_ips", new Value.Sequence(all));
        range.put("number_of_ips", new Value.Int(network.size()));
        return Value.Mapping.of(range);
    }

    private static Value form(Value value, Arguments arguments, Evaluator evaluator) {
        var network = valid(value);
        var groups = IpText.groups(network.address());
        return Value.of(
                switch (arguments.text(0, "format", "")) {
                    case "expand" ->
                        String.join(":", groups.stream().map("%04x"::formatted).toList());
                    case "x509" ->
                        String.join(
                                ":", groups.stream().map(Integer::toHexString).toList());
                    default -> network.shown();
                });
    }
}
