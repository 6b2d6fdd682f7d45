package dev.drover.question;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Interfaces, addresses, routes, name servers and host keys. */
final class NetworkFacts {

    private static final Pattern ROUTE =
            Pattern.compile("^\\S+(?: from \\S+)?(?: via (\\S+))?.*? dev (\\S+).*? src (\\S+).*", Pattern.DOTALL);
    private static final Pattern HEAD = Pattern.compile("^[0-9]+: ([^:@ ]+)(?:@[^:]+)?: .*");
    private static final Pattern INET =
            Pattern.compile("^\\s+inet ([0-9.]+)(?:/([0-9]+))?(?: peer (\\S+))?(?: brd ([0-9.]+))?.*? scope (\\S+).*");
    private static final Pattern INET6 =
            Pattern.compile("^\\s+inet6 ([0-9a-f:.]+)/([0-9]+)(?: \\S+ \\S+)*? scope (\\S+).*");

    private NetworkFacts() {}

    static Map<String, Value> parse(String output) {
        var pieces = output.split("\001", -1);
        if (pieces.length < 4) {
            return Map.of();
        }
        var interfaces = new LinkedHashMap<String, Map<String, Value>>();
        pieces[3].lines().forEach(line -> {
            var fields = line.split("\t", -1);
            if (fields.length >= 11) {
                interfaces.put(fields[0], device(fields));
            }
        });
        var all4 = new ArrayList<Value>();
        var all6 = new ArrayList<Value>();
        addresses(pieces[2], interfaces, all4, all6);
        var facts = new LinkedHashMap<String, Value>();
        facts.put("interfaces", Value.Sequence.ofTexts(List.copyOf(interfaces.keySet())));
        facts.put("default_ipv4", Value.Mapping.of(byDefault(pieces[0], interfaces, "ipv4")));
        facts.put("default_ipv6", Value.Mapping.of(byDefault(pieces[1], interfaces, "ipv6")));
        facts.put("all_ipv4_addresses", new Value.Sequence(all4));
        facts.put("all_ipv6_addresses", new Value.Sequence(all6));
        interfaces.forEach(
                (name, fields) -> facts.put(name.replace('-', '_').replace(':', '_'), Value.Mapping.of(fields)));
        return facts;
    }

    /** name, address, mtu, operstate, type, speed, duplex, flags, module, kind, bridged. */
    private static Map<String, Value> device(String[] fields) {
        var device = new LinkedHashMap<String, Value>();
        boolean loopback = fields[4].equals("772");
        device.put("device", Value.of(fields[0]));
        if (!loopback && !fields[1].isEmpty()) {
            device.put("macaddress", Value.of(fields[1]));
        }
        device.put("mtu", SystemFacts.number(fields[2]));
        int flags = fields[7].startsWith("0x") ? Integer.parseInt(fields[7].substring(2), 16) : 0;
        device.put(
                "active",
                Value.of(loopback || fields[3].equals("up") || fields[3].equals("unknown") && (flags & 1) != 0));
        device.put("promisc", Value.of((flags & 0x100) != 0));
        if (fields[5].matches("[0-9]+")) {
            device.put("speed", SystemFacts.number(fields[5]));
        }
        if (!fields[8].isEmpty()) {
            device.put("module", Value.of(fields[8]));
        }
        var type = switch (fields[4]) {
            case "772" -> "loopback";
            case "1" -> fields[9].isEmpty() ? "ether" : fields[9];
            case "512" -> "ppp";
            default -> "unknown";
        };
        device.put("type", Value.of(type));
        if (fields[9].equals("bridge")) {
            var bridged = fields[10].strip();
            device.put(
                    "interfaces", Value.Sequence.ofTexts(bridged.isEmpty() ? List.of() : List.of(bridged.split(" "))));
        }
        return device;
    }

    private static void addresses(
            String said, Map<String, Map<String, Value>> interfaces, List<Value> all4, List<Value> all6) {
        var current = Optional.<Map<String, Value>>empty();
        for (var line : said.split("\n")) {
            var head = HEAD.matcher(line);
            if (head.matches()) {
                current = Optional.ofNullable(interfaces.get(head.group(1)));
                continue;
            }
            if (current.isEmpty()) {
                continue;
            }
            var device = current.get();
            var inet = INET.matcher(line);
            var inet6 = INET6.matcher(line);
            if (inet.matches()) {
                var address = ipv4(inet.group(1), inet.group(2), inet.group(4));
                if (device.containsKey("ipv4")) {
                    append(device, "ipv4_secondaries", Value.Mapping.of(address));
                } else {
                    device.put("ipv4", Value.Mapping.of(address));
                }
                if (!inet.group(1).startsWith("127.")) {
                    all4.add(Value.of(inet.group(1)));
                }
            } else if (inet6.matches()) {
                var address = new LinkedHashMap<String, Value>();
                address.put("address", Value.of(inet6.group(1)));
                address.put("prefix", Value.of(inet6.group(2)));
                address.put("scope", Value.of(inet6.group(3)));
                append(device, "ipv6", Value.Mapping.of(address));
                if (!inet6.group(1).equals("::1")) {
                    all6.add(Value.of(inet6.group(1)));
                }
            }
        }
    }

    private static Map<String, Value> ipv4(String address, String prefixText, String broadcast) {
        int prefix = prefixText == null ? 32 : Integer.parseInt(prefixText);
        long mask = prefix == 0 ? 0 : 0xffffffffL << (32 - prefix) & 0xffffffffL;
        long number = 0;
        for (var part : address.split("\\.")) {
            number = number << 8 | Long.parseLong(part);
        }
        var facts = new LinkedHashMap<String, Value>();
        facts.put("address", Value.of(address));
        facts.put("broadcast", Value.of(broadcast == null ? "" : broadcast));
        facts.put("netmask", Value.of(dotted(mask)));
        facts.put("network", Value.of(dotted(number & mask)));
        facts.put("prefix", Value.of(Integer.toString(prefix)));
        return facts;
    }

    private static String dotted(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    private static void append(Map<String, Value> device, String field, Value item) {
        var items = new ArrayList<Value>();
        if (device.get(field) instanceof Value.Sequence(var there)) {
            items.addAll(there);
        }
        items.add(item);
        device.put(field, new Value.Sequence(items));
    }

    private static Map<String, Value> byDefault(
            String said, Map<String, Map<String, Value>> interfaces, String family) {
        var route = ROUTE.matcher(said.strip().replace('\n', ' '));
        if (!route.matches()) {
            return Map.of();
        }
        var facts = new LinkedHashMap<String, Value>();
        if (route.group(1) != null) {
            facts.put("gateway", Value.of(route.group(1)));
        }
        facts.put("interface", Value.of(route.group(2)));
        facts.put("address", Value.of(route.group(3)));
        var device = interfaces.getOrDefault(route.group(2), Map.of());
        addressed(device, family, route.group(3))
                .ifPresent(found ->
                        found.entries().forEach((key, value) -> facts.putIfAbsent(((Value.Text) key).text(), value)));
        for (var field : List.of("macaddress", "mtu", "type")) {
            if (device.containsKey(field)) {
                facts.put(field, device.get(field));
            }
        }
        if (family.equals("ipv4")) {
            facts.put("alias", Value.of(route.group(2)));
        }
        return facts;
    }

    private static Optional<Value.Mapping> addressed(Map<String, Value> device, String family, String address) {
        var candidates = new ArrayList<Value>();
        for (var field : List.of(family, family + "_secondaries")) {
            switch (device.get(field)) {
                case Value.Sequence(var items) -> candidates.addAll(items);
                case Value.Mapping one -> candidates.add(one);
                case null, default -> {}
            }
        }
        return candidates.stream()
                .map(Value.Mapping.class::cast)
                .filter(one -> one.get("address").equals(Optional.of(Value.of(address))))
                .findFirst();
    }

    static Map<String, Value> dns(String output) {
        var dns = new LinkedHashMap<String, Value>();
        output.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#") && !line.startsWith(";"))
                .forEach(line -> {
                    var words = line.split("\\s+");
                    switch (words[0]) {
                        case "nameserver" -> append(dns, "nameservers", Value.of(words.length > 1 ? words[1] : ""));
                        case "domain" -> dns.put("domain", Value.of(words.length > 1 ? words[1] : ""));
                        case "search" ->
                            dns.put(
                                    "search",
                                    Value.Sequence.ofTexts(List.of(words).subList(1, words.length)));
                        case "sortlist" ->
                            dns.put(
                                    "sortlist",
                                    Value.Sequence.ofTexts(List.of(words).subList(1, words.length)));
                        case "options" ->
                            dns.put("options", options(List.of(words).subList(1, words.length)));
                        default -> {}
                    }
                });
        return Map.of("dns", Value.Mapping.of(dns));
    }

    private static Value options(List<String> words) {
        var options = new LinkedHashMap<String, Value>();
        for (var word : words) {
            int colon = word.indexOf(':');
            options.put(
                    colon < 0 ? word : word.substring(0, colon),
                    colon < 0 ? Value.TRUE : Value.of(word.substring(colon + 1)));
        }
        return Value.Mapping.of(options);
    }

    static Map<String, Value> hostKeys(String output) {
        var facts = new LinkedHashMap<String, Value>();
        output.lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length >= 3)
                .forEach(words -> {
                    facts.put("ssh_host_key_" + words[0] + "_public", Value.of(words[2]));
                    facts.put("ssh_host_key_" + words[0] + "_public_keytype", Value.of(words[1]));
                });
        return facts;
    }
}
