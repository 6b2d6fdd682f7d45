package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Hardware addresses of network cards in their many spellings. */
final class HardwareAddress {

    private HardwareAddress() {}

    static final Map<String, Filter> FILTERS = new Named<Filter>()
            .addAll(NetworkFilters.of(HardwareAddress::filter, "hwaddr"))
            .addAll(NetworkFilters.of(HardwareAddress::filter, "macaddr"))
            .all();

    /** The 48 bits; empty where the text is no such address. */
    static Optional<Long> parse(String text) {
        boolean written = text.matches("(?i)[0-9a-f]{1,2}([:-][0-9a-f]{1,2}){5}");
        if (written) {
            long all = 0;
            for (var part : text.split("[:-]")) {
                all = all << 8 | Integer.parseInt(part, 16);
            }
            return Optional.of(all);
        }
        return text.matches("(?i)[0-9a-f]{4}([.:-][0-9a-f]{4}){2}|[0-9a-f]{6}[:-][0-9a-f]{6}|[0-9a-f]{12}")
                ? Optional.of(Long.parseLong(text.replaceAll("[.:-]", ""), 16))
                : Optional.empty();
    }

    private static Value filter(Value value, Arguments arguments, Evaluator evaluator) {
        String query = arguments.text(0, "query", "");
        var parsed = parse(PyText.str(value));
        if (parsed.isEmpty()) {
            return switch (query) {
                case "" -> Value.NIL;
                case "bool" -> Value.FALSE;
                default -> throw Mistake.of("hwaddr: not a hardware address: " + PyText.str(value));
            };
        }
        String digits = "%012x".formatted(parsed.get());
        return switch (query) {
            case "" -> value;
            case "bool" -> Value.TRUE;
            case "int" -> Value.of(parsed.get());
            case "bare" -> Value.of(digits.toUpperCase(Locale.ROOT));
            case "cisco" -> Value.of(grouped(digits, 4, "."));
            case "eui48", "win" -> Value.of(grouped(digits, 2, "-").toUpperCase(Locale.ROOT));
            case "linux" -> Value.of(grouped(digits, 2, ":"));
            case "unix" -> Value.of(grouped(digits, 2, ":").replaceAll("0([0-9a-f])", "$1"));
            case "pgsql", "postgresql", "psql" -> Value.of(grouped(digits, 6, ":"));
            default -> throw Mistake.of("hwaddr: unknown filter type: " + query);
        };
    }

    private static String grouped(String digits, int length, String separator) {
        return String.join(separator, digits.split("(?<=\\G.{" + length + "})"));
    }
}
