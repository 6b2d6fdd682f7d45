package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Small filters of community.general and community.crypto. */
final class CommunityFilters {

    private CommunityFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(CommunityFilters::accumulate, "community.general.accumulate")
            .add(CommunityFilters::counter, "community.general.counter")
            .add(CommunityFilters::crc32, "community.general.crc32")
            .add(
                    (value, arguments, evaluator) -> new Value.Mapping(new LinkedHashMap<>(Methods.pairs(value))),
                    "community.general.dict")
            .add(
                    (value, arguments, evaluator) ->
                            new Value.Mapping(Map.of(PyOrder.key(arguments.get(0, "key")), value)),
                    "community.general.dict_kv")
            .add(CommunityFilters::grouped, "community.general.groupby_as_dict")
            .add(CommunityFilters::randomMac, "community.general.random_mac")
            .add(
                    (value, arguments, evaluator) -> Value.of(AnsibleType.of(value, arguments.find(0, "alias"))),
                    "community.general.reveal_ansible_type")
            .add(CommunityFilters::normalized, "community.general.unicode_normalize")
            .add(CommunityFilters::sortedVersions, "community.general.version_sort")
            .add(CommunityFilters::parseSerial, "community.crypto.parse_serial")
            .add(CommunityFilters::toSerial, "community.crypto.to_serial")
            .add(TomlText::filter, "community.general.to_toml")
            .all();

    private static String name(Value value) {
        return "<class '" + Py.typeName(value) + "'>";
    }

    private static Value accumulate(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Sequence || value instanceof Value.Text)) {
            throw Mistake.of("Invalid value type (" + name(value) + ") for accumulate (" + PyText.repr(value) + ")");
        }
        var sums = new ArrayList<Value>();
        for (var item : Py.items(value)) {
            sums.add(sums.isEmpty() ? item : Py.binary("+", sums.getLast(), item));
        }
        return new Value.Sequence(sums);
    }

    private static Value counter(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Sequence || value instanceof Value.Text || value instanceof Opaques.Tuple)) {
            throw Mistake.of("Argument for community.general.counter must be a sequence (string or list). "
                    + PyText.str(value) + " is " + name(value));
        }
        var counts = new LinkedHashMap<Value, Value>();
        for (var item : Py.items(value)) {
            counts.merge(PyOrder.keyIn(counts, item), Value.of(1), (a, b) -> Py.binary("+", a, b));
        }
        return new Value.Mapping(counts);
    }

    private static Value crc32(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Text text)) {
            throw Mistake.of("Invalid value type (" + name(value) + ") for crc32 (" + PyText.repr(value) + ")");
        }
        var sum = new CRC32();
        sum.update(Methods.bytes(text.text()));
        return Value.of(Long.toHexString(sum.getValue()));
    }

    private static Value grouped(Value value, Arguments arguments, Evaluator evaluator) {
        var attribute = arguments.get(0, "attribute");
        var groups = new LinkedHashMap<Value, Value>();
        int i = 0;
        for (var item : Py.items(value)) {
            if (!(item instanceof Value.Mapping(var entries))) {
                throw Mistake.of("Sequence element #" + i + " is not a mapping");
            }
            if (!entries.containsKey(attribute)) {
                throw Mistake.of("Attribute not contained in element #" + i + " of sequence");
            }
            var key = PyOrder.keyIn(groups, entries.get(attribute));
            if (groups.put(key, item) != null) {
                throw Mistake.of("Multiple sequence entries have attribute value " + PyText.repr(key));
            }
            i++;
        }
        return new Value.Mapping(groups);
    }

    private static final BigInteger LOWEST = BigInteger.valueOf(0x1000000000L);
    private static final BigInteger SPAN = BigInteger.valueOf(0xffffffffffL - 0x1000000000L + 1);

    private static Value randomMac(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Text text)) {
            throw Mistake.of("Invalid value type (" + name(value) + ") for random_mac (" + PyText.str(value) + ")");
        }
        String prefix = text.text().toLowerCase(java.util.Locale.ROOT);
        var parts = prefix.split(":");
        if (parts.length > 5) {
            throw Mistake.of("Invalid value (" + text.text() + ") for random_mac: 5 colon(:) separated items max");
        }
        for (var part : parts) {
            if (!part.matches("[0-9a-f]{2}")) {
                throw Mistake.of("Invalid value (" + text.text() + ") for random_mac: " + part + " not hexa byte");
            }
        }
        var random = PythonRandom.seeded(arguments
                .find(0, "seed")
                .filter(seed -> !(seed instanceof Value.Nil))
                .orElseGet(() -> new Value.Int(new BigInteger(256, new SecureRandom()))));
        String digits = random.below(SPAN).add(LOWEST).toString(16).substring(0, 2 * (6 - parts.length));
        return TextFilters.like(
                text, prefix.replaceFirst(":+$", "") + ":" + String.join(":", digits.split("(?<=\\G..)")));
    }

    private static Value normalized(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Text text)) {
            throw Mistake.of(name(value) + " is not a valid input type");
        }
        String form = arguments.text(0, "form", "NFC");
        return TextFilters.like(
                text,
                switch (form) {
                    case "NFC", "NFD", "NFKC", "NFKD" ->
                        Normalizer.normalize(text.text(), Normalizer.Form.valueOf(form));
                    default -> throw Mistake.of(form + " is not a valid form");
                });
    }

    private static Value sortedVersions(Value value, Arguments arguments, Evaluator evaluator) {
        var sorted = new ArrayList<>(Py.items(value));
        sorted.sort((a, b) -> Versions.loose(PyText.str(a), PyText.str(b)));
        if (arguments.flag(0, "reverse", false)) {
            Collections.reverse(sorted);
        }
        return new Value.Sequence(sorted);
    }

    /** The serial number of a certificate: two hexadecimal digits, a colon, and so on. */
    private static Value parseSerial(Value value, Arguments arguments, Evaluator evaluator) {
        var number = BigInteger.ZERO;
        int i = 1;
        for (var part : PyText.str(value).split(":", -1)) {
            if (!part.matches("[0-9a-fA-F]{1,2}")) {
                throw Mistake.of("The part " + i + " '" + part + "' is not a hexadecimal number in range [0, 255]");
            }
            number = number.shiftLeft(8).or(new BigInteger(part, 16));
            i++;
        }
        return new Value.Int(number);
    }

    private static Value toSerial(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Int(var number)) || number.signum() < 0) {
            throw Mistake.of("Input must be an integer that is not negative, not " + PyText.repr(value));
        }
        String digits = number.toString(16).toUpperCase(java.util.Locale.ROOT);
        String even = digits.length() % 2 == 0 ? digits : "0" + digits;
        return Value.of(String.join(":", even.split("(?<=\\G..)")));
    }
}
