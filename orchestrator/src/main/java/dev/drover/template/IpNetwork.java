package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IP address with the network it is in.
 *
 * @param bits 32 or 128
 * @param prefix how many of them name the network
 */
record IpNetwork(BigInteger address, int bits, int prefix) {

    /** An address, with or without a prefix or a netmask behind a slash. */
    static Optional<IpNetwork> parse(String text) {
        if (text.matches("[0-9]{1,40}")) {
            var number = new BigInteger(text);
            return number.bitLength() > 128
                    ? Optional.empty()
                    : Optional.of(
                            number.bitLength() > 32 ? new IpNetwork(number, 128, 128) : new IpNetwork(number, 32, 32));
        }
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        int bits = host.indexOf(':') >= 0 ? 128 : 32;
        var address = bits == 128 ? IpText.v6(host) : IpText.v4(host);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        if (slash < 0) {
            return Optional.of(new IpNetwork(address.get(), bits, bits));
        }
        String after = text.substring(slash + 1);
        if (after.matches("[0-9]{1,3}")) {
            int prefix = Integer.parseInt(after);
            return prefix <= bits ? Optional.of(new IpNetwork(address.get(), bits, prefix)) : Optional.empty();
        }
        return IpText.v4(after)
                .filter(mask -> bits == 32 && isMask(mask))
                .map(mask -> new IpNetwork(address.get(), bits, mask.bitCount()));
    }

    static boolean isMask(BigInteger mask) {
        return mask.signum() == 0 || mask.getLowestSetBit() + mask.bitCount() == 32;
    }

    int version() {
        return bits == 32 ? 4 : 6;
    }

    BigInteger size() {
        return BigInteger.ONE.shiftLeft(bits - prefix);
    }

    BigInteger first() {
        return address.shiftRight(bits - prefix).shiftLeft(bits - prefix);
    }

    BigInteger last() {
        return first().add(size()).subtract(BigInteger.ONE);
    }

    /** Whether it names one address rather than a whole network. */
    boolean isHost() {
        return prefix == bits || !address.equals(first()) || bits - prefix == 1;
    }

    boolean isNetwork() {
        return address.equals(first()) && prefix < bits;
    }

    boolean contains(IpNetwork other) {
        return bits == other.bits && first().compareTo(other.first()) <= 0 && last().compareTo(other.last()) >= 0;
    }

    String shown() {
        return at(address);
    }

    String written() {
        return shown() + "/" + prefix;
    }

    String base() {
        return at(first());
    }

    String netmask() {
        return at(BigInteger.ONE.shiftLeft(bits).subtract(size()));
    }

    String hostmask() {
        return at(size().subtract(BigInteger.ONE));
    }

    Value broadcast() {
        return bits - prefix > 1 ? Value.of(at(last())) : Value.NIL;
    }

    /** The lowest address that a host may have; empty for a single address. */
    Optional<BigInteger> firstUsable() {
        return switch (bits - prefix) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(first());
            default -> Optional.of(first().add(BigInteger.ONE));
        };
    }

    Optional<BigInteger> lastUsable() {
        return switch (bits - prefix) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(last());
            default -> Optional.of(last().subtract(BigInteger.ONE));
        };
    }

    boolean usable(BigInteger one) {
        return firstUsable().filter(first -> first.compareTo(one) <= 0).isPresent()
                && lastUsable().filter(last -> last.compareTo(one) >= 0).isPresent();
    }

    /** The address so many places on, if a host may have it. */
    Value neighbour(BigInteger distance) {
        var other = address.add(distance);
        return usable(other) ? Value.of(at(other)) : Value.NIL;
    }

    /** One of its addresses, counted from its start or, negative, from its end. */
    Optional<BigInteger> nth(BigInteger index) {
        var place = index.signum() < 0 ? size().add(index) : index;
        return Optional.of(place)
                .filter(one -> one.signum() >= 0 && one.compareTo(size()) < 0)
                .map(first()::add);
    }

    /** The name that this address has in the DNS. */
    String reverse() {
        var text = new StringBuilder();
        int step = bits == 32 ? 8 : 4;
        for (int i = 0; i < bits; i += step) {
            int part = address.shiftRight(i).intValue() & (1 << step) - 1;
            text.append(bits == 32 ? Integer.toString(part) : Integer.toHexString(part))
                    .append('.');
        }
        return text + (bits == 32 ? "in-addr.arpa." : "ip6.arpa.");
    }

    String subnet(BigInteger place, int length) {
        return at(first().add(place.shiftLeft(bits - length))) + "/" + length;
    }

    private boolean inAny(String... networks) {
        return Arrays.stream(networks)
                .anyMatch(network ->
                        parse(network).filter(outer -> outer.contains(this)).isPresent());
    }

    boolean isPrivate() {
        return inAny(
                "10.0.0.0/8",
                "100.64.0.0/10",
                "172.16.0.0/12",
                "192.0.0.0/24",
                "192.168.0.0/16",
                "198.18.0.0/15",
                "239.192.0.0/14",
                "fc00::/7",
                "fec0::/10");
    }

    boolean isLoopback() {
        return inAny("127.0.0.0/8", "::1/128");
    }

    boolean isMulticast() {
        return inAny("224.0.0.0/4", "ff00::/8");
    }

    boolean isLinkLocal() {
        return inAny("169.254.0.0/16", "fe80::/10");
    }

    boolean isReserved() {
        return inAny(
                "240.0.0.0/4",
                "::/8",
                "100::/8",
                "200::/7",
                "400::/6",
                "800::/5",
                "1000::/4",
                "4000::/3",
                "6000::/3",
                "8000::/3",
                "a000::/3",
                "c000::/3",
                "e000::/4",
                "f000::/5",
                "f800::/6",
                "fe00::/9");
    }

    /** Whether it looks like a netmask or what is left of one. */
    boolean isMask() {
        return bits == 32 && (isMask(address) || isMask(address.xor(BigInteger.valueOf(0xffffffffL))));
    }

    /** An address of this version as text. */
    String at(BigInteger number) {
        return IpText.of(number, bits);
    }
}
