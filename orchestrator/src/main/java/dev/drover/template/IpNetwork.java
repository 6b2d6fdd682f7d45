package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
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
        var address = bits == 128 ? v6(host) : v4(host);
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
        return v4(after)
                .filter(mask -> bits == 32 && isMask(mask))
                .map(mask -> new IpNetwork(address.get(), bits, mask.bitCount()));
    }

    private static boolean isMask(BigInteger mask) {
        return mask.signum() == 0 || mask.getLowestSetBit() + mask.bitCount() == 32;
    }

    private static Optional<BigInteger> v4(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return Optional.empty();
        }
        long number = 0;
        for (var part : text.split("\\.")) {
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return Optional.empty();
            }
            number = number << 8 | octet;
        }
        return Optional.of(BigInteger.valueOf(number));
    }

    private static Optional<BigInteger> v6(String text) {
        String all = text;
        int dot = text.indexOf('.');
        if (dot >= 0) {
            int colon = text.lastIndexOf(':');
            var last = v4(text.substring(colon + 1));
            if (last.isEmpty()) {
                return Optional.empty();
            }
            long number = last.get().longValue();
            all = text.substring(0, colon + 1) + Long.toHexString(number >> 16) + ":"
                    + Long.toHexString(number & 0xffff);
        }
        int gap = all.indexOf("::");
        if (gap != all.lastIndexOf("::")) {
            return Optional.empty();
        }
        var groups = new ArrayList<String>(words(gap < 0 ? all : all.substring(0, gap)));
        if (gap >= 0) {
            var behind = words(all.substring(gap + 2));
            int missing = 8 - groups.size() - behind.size();
            if (missing < 1) {
                return Optional.empty();
            }
            groups.addAll(java.util.Collections.nCopies(missing, "0"));
            groups.addAll(behind);
        }
        if (groups.size() != 8 || groups.stream().anyMatch(group -> !group.matches("[0-9a-fA-F]{1,4}"))) {
            return Optional.empty();
        }
        var number = BigInteger.ZERO;
        for (var group : groups) {
            number = number.shiftLeft(16).or(new BigInteger(group, 16));
        }
        return Optional.of(number);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    int version() {
        return bits == 32 ? 4 : 6;
    }

    BigInteger size() {
        return BigInteger.ONE.shiftLeft(bits - prefix);
    }

    private BigInteger first() {
        return address.shiftRight(bits - prefix).shiftLeft(bits - prefix);
    }

    private BigInteger last() {
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

    Value usable(boolean lowest) {
        if (bits - prefix <= 1) {
            return Value.of(at(lowest ? first() : last()));
        }
        return Value.of(at(lowest ? first().add(BigInteger.ONE) : last().subtract(BigInteger.ONE)));
    }

    /** One of its addresses with its prefix, counted from its start or, negative, from its end. */
    Value nth(BigInteger index) {
        var place = index.signum() < 0 ? size().add(index) : index;
        return place.signum() < 0 || place.compareTo(size()) >= 0
                ? Value.FALSE
                : Value.of(at(first().add(place)) + "/" + prefix);
    }

    String subnet(BigInteger place, int length) {
        return at(first().add(place.shiftLeft(bits - length))) + "/" + length;
    }

    private boolean in(String network) {
        return parse(network).filter(outer -> outer.contains(this)).isPresent();
    }

    boolean isPrivate() {
        return in("10.0.0.0/8") || in("172.16.0.0/12") || in("192.168.0.0/16") || in("fc00::/7");
    }

    boolean isLoopback() {
        return in("127.0.0.0/8") || in("::1/128");
    }

    /** An address of this version as text; of IPv6 the longest run of zeros is left out. */
    String at(BigInteger number) {
        if (bits == 32) {
            long value = number.longValue();
            return (value >> 24 & 255) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255);
        }
        var groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = number.shiftRight(112 - 16 * i).intValue() & 0xffff;
        }
        int best = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                best = i;
                length = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
