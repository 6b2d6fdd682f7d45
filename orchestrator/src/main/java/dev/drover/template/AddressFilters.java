package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** {@code ipaddr} of ansible.utils and its like: addresses asked for their parts. */
final class AddressFilters {

    private AddressFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(
                    (value, arguments, evaluator) -> ipaddr(value, query(arguments), Optional.empty()),
                    "ipaddr",
                    "ansible.utils.ipaddr",
                    "ansible.netcommon.ipaddr")
            .add(
                    (value, arguments, evaluator) -> ipaddr(value, query(arguments), Optional.of(4)),
                    "ipv4",
                    "ansible.utils.ipv4",
                    "ansible.netcommon.ipv4")
            .add(
                    (value, arguments, evaluator) -> ipaddr(value, query(arguments), Optional.of(6)),
                    "ipv6",
                    "ansible.utils.ipv6",
                    "ansible.netcommon.ipv6")
            .add(
                    (value, arguments, evaluator) -> wrapped(value),
                    "ipwrap",
                    "ansible.utils.ipwrap",
                    "ansible.netcommon.ipwrap")
            .all();

    private static Value query(Arguments arguments) {
        return arguments.get(0, "query", Value.of(""));
    }

    /** Of a list those elements that are addresses and fit, each as the query wants it. */
    private static Value ipaddr(Value value, Value query, Optional<Integer> version) {
        return switch (value) {
            case Value.Bool truth -> Value.FALSE;
            case Value.Sequence(var items) -> {
                var kept = new ArrayList<Value>();
                for (var item : items) {
                    var found = ipaddr(item, query, version);
                    if (Py.truth(found)) {
                        kept.add(found);
                    }
                }
                yield new Value.Sequence(kept);
            }
            case Value.Text text -> one(text.text(), query, version);
            case Value.Int number -> one(PyText.str(number), query, version);
            default ->
                throw Mistake.of("Unrecognized type <<class '" + Py.typeName(value) + "'>> for ipaddr filter <value>");
        };
    }

    private static Value one(String text, Value query, Optional<Integer> version) {
        var parsed = IpNetwork.parse(text).filter(network -> version.isEmpty() || version.get() == network.version());
        if (parsed.isEmpty()) {
            return Value.FALSE;
        }
        var network = parsed.get();
        if (query instanceof Value.Int(var index)) {
            return nth(network, index);
        }
        String wanted = PyText.str(query);
        return wanted.matches("-?[0-9]+")
                ? nth(network, new BigInteger(wanted))
                : AddressQuery.answer(network, text, wanted);
    }

    private static Value nth(IpNetwork network, BigInteger index) {
        if (network.prefix() == network.bits()) {
            return Value.of(network.shown());
        }
        return network.nth(index)
                .<Value>map(one -> Value.of(network.at(one) + "/" + network.prefix()))
                .orElse(Value.FALSE);
    }

    private static Value wrapped(Value value) {
        if (value instanceof Value.Sequence(var items)) {
            return new Value.Sequence(
                    items.stream().map(AddressFilters::wrapped).toList());
        }
        if (!(value instanceof Value.Text)) {
            throw Mistake.of("Unrecognized type <<class '" + Py.typeName(value) + "'>> for ipwrap filter <value>");
        }
        String text = PyText.str(value);
        return IpNetwork.parse(text)
                .map(network -> AddressQuery.answer(network, text, "wrap"))
                .orElse(value);
    }
}
