package dev.drover.template;

import dev.drover.template.Tests.Test;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The tests of ansible.utils on addresses and networks. */
final class AddressTests {

    private static final BigInteger ALL_ONES = BigInteger.valueOf(0xffffffffL);

    private AddressTests() {}

    static final Map<String, Test> ALL = new Named<Test>()
            .add(of(one -> true), "ansible.utils.ip")
            .add(address(one -> true), "ansible.utils.ip_address")
            .add(of(one -> one.version() == 4), "ansible.utils.ipv4")
            .add(address(one -> one.version() == 4), "ansible.utils.ipv4_address")
            .add(of(one -> one.version() == 6), "ansible.utils.ipv6")
            .add(address(one -> one.version() == 6), "ansible.utils.ipv6_address")
            .add(
                    address(one -> one.version() == 4
                            && IpNetwork.isMask(one.address())
                            && one.address().signum() != 0),
                    "ansible.utils.ipv4_netmask")
            .add(
                    address(one ->
                            one.version() == 4 && IpNetwork.isMask(one.address().xor(ALL_ONES))),
                    "ansible.utils.ipv4_hostmask")
            .add(address(one -> v6(one, 32, 0xffff)), "ansible.utils.ipv6_ipv4_mapped")
            .add(address(one -> v6(one, 112, 0x2002)), "ansible.utils.ipv6_sixtofour")
            .add(address(one -> v6(one, 96, 0x20010000)), "ansible.utils.ipv6_teredo")
            .add(address(IpNetwork::isLoopback), "ansible.utils.loopback")
            .add(address(IpNetwork::isMulticast), "ansible.utils.multicast")
            .add(address(one -> one.isPrivate() || one.isLinkLocal() || one.isLoopback()), "ansible.utils.private")
            .add(
                    address(one -> !one.isPrivate() && !one.isLinkLocal() && !one.isLoopback() && !one.isReserved()),
                    "ansible.utils.public")
            .add(address(IpNetwork::isReserved), "ansible.utils.reserved")
            .add(address(one -> one.address().signum() == 0), "ansible.utils.unspecified")
            .add(
                    (value, arguments, evaluator) -> contains(arguments.get(0, "network"), value),
                    "ansible.utils.subnet_of",
                    "ansible.utils.in_network")
            .add(
                    (value, arguments, evaluator) -> contains(value, arguments.get(0, "network")),
                    "ansible.utils.supernet_of")
            .add((value, arguments, evaluator) -> count(value, arguments) > 0, "ansible.utils.in_any_network")
            .add((value, arguments, evaluator) -> count(value, arguments) == 1, "ansible.utils.in_one_network")
            .add(
                    (value, arguments, evaluator) ->
                            HardwareAddress.parse(PyText.str(value)).isPresent(),
                    "ansible.utils.mac")
            .add((value, arguments, evaluator) -> resolves(PyText.str(value)), "ansible.utils.resolvable")
            .all();

    /** Of an address, or a network in which no bit of a host is set. */
    private static Test of(Predicate<IpNetwork> test) {
        return (value, arguments, evaluator) -> parsed(value)
                .filter(one -> one.address().equals(one.first()))
                .filter(test)
                .isPresent();
    }

    private static Test address(Predicate<IpNetwork> test) {
        return (value, arguments, evaluator) -> parsed(value)
                .filter(one -> !PyText.str(value).contains("/"))
                .filter(test)
                .isPresent();
    }

    private static Optional<IpNetwork> parsed(Value value) {
        return value instanceof Value.Text text && !text.text().matches("[0-9]*")
                ? IpNetwork.parse(text.text())
                : Optional.empty();
    }

    private static boolean v6(IpNetwork one, int shift, long high) {
        return one.version() == 6 && one.address().shiftRight(shift).equals(BigInteger.valueOf(high));
    }

    private static boolean contains(Value outer, Value inner) {
        var network = parsed(inner);
        return parsed(outer)
                .filter(one -> network.filter(one::contains).isPresent())
                .isPresent();
    }

    private static long count(Value value, Arguments arguments) {
        return Py.items(arguments.get(0, "networks")).stream()
                .filter(network -> contains(network, value))
                .count();
    }

    private static boolean resolves(String name) {
        try {
            return InetAddress.getAllByName(name).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
