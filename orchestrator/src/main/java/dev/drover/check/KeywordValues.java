package dev.drover.check;

import dev.drover.playbook.Keyword;
import dev.drover.value.Nearest;
import dev.drover.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What values keywords take, as far as that can be told of a value that is no template. */
final class KeywordValues {

    /** @param hint the nearest right spelling, if one is near */
    record Wrong(String message, Optional<String> hint) {}

    private static final List<String> TRUTHS = List.of("yes", "no", "true", "false", "on", "off");
    private static final Set<String> SHORT_TRUTHS = Set.of("y", "n", "t", "f", "1", "0");
    private static final List<String> ORDERS =
            List.of("inventory", "reverse_inventory", "sorted", "reverse_sorted", "shuffle");

    private KeywordValues() {}

    /** What is wrong with a value of a keyword; empty where nothing is, or only the run knows. */
    static Optional<Wrong> wrong(Keyword keyword, Value value) {
        if (!Constants.isConstant(value)) {
            return Optional.empty();
        }
        return switch (keyword) {
            case BECOME,
                    GATHER_FACTS,
                    ANY_ERRORS_FATAL,
                    IGNORE_ERRORS,
                    IGNORE_UNREACHABLE,
                    NO_LOG,
                    RUN_ONCE,
                    CHECK_MODE,
                    DIFF,
                    FORCE_HANDLERS,
                    DELEGATE_FACTS -> truth(keyword, value);
            case PORT, RETRIES, GATHER_TIMEOUT, ASYNC, POLL ->
                refuse(keyword, "a whole number", value, isNil(value) || isWhole(value));
            case THROTTLE -> refuse(keyword, "a whole number", value, isWhole(value));
            case TIMEOUT ->
                refuse(
                        keyword,
                        "a number of seconds, not below 0",
                        value,
                        isNil(value) || isWhole(value) && !negative(value));
            case DELAY -> refuse(keyword, "a number of seconds", value, isNumber(value));
            case MAX_FAIL_PERCENTAGE ->
                refuse(keyword, "a percentage", value, isNil(value) || isNumber(withoutSign(value)));
            case SERIAL -> serial(value);
            case ORDER -> order(value);
            case NAME,
                    BECOME_USER,
                    BECOME_METHOD,
                    BECOME_FLAGS,
                    BECOME_EXE,
                    CONNECTION,
                    REMOTE_USER,
                    FACT_PATH,
                    DELEGATE_TO -> refuse(keyword, "text", value, !isContainer(value));
            case GATHER_SUBSET, COLLECTIONS -> refuse(keyword, "names", value, isNil(value) || areTexts(value));
            case WHEN, UNTIL, CHANGED_WHEN, FAILED_WHEN -> conditions(keyword, value);
            default -> Optional.empty();
        };
    }

    /** What is wrong with the list of a loop. */
    static Optional<Wrong> wrongLoop(Value source) {
        boolean list = source instanceof Value.Sequence || isNil(source) || !Constants.isConstant(source);
        return refuse(Keyword.LOOP, "a list", source, list || source instanceof Value.Opaque);
    }

    private static Optional<Wrong> truth(Keyword keyword, Value value) {
        boolean right = switch (value) {
            case Value.Bool _, Value.Nil _ -> true;
            case Value.Int(var number) -> number.bitLength() <= 1 && number.signum() >= 0;
            case Value.Real(var number) -> number == 0 || number == 1;
            case Value.Text text -> isTruth(text.text().strip().toLowerCase(Locale.ROOT));
            default -> false;
        };
        return refuse(keyword, "yes or no", value, right).map(wrong -> new Wrong(wrong.message(), near(value, TRUTHS)));
    }

    private static boolean isTruth(String text) {
        return TRUTHS.contains(text) || SHORT_TRUTHS.contains(text);
    }

    private static Optional<Wrong> serial(Value value) {
        var items = value instanceof Value.Sequence(var several) ? several : List.of(value);
        return items.stream()
                .filter(item -> !(item instanceof Value.Real || isWhole(withoutSign(item))))
                .findFirst()
                .flatMap(item -> refuse(Keyword.SERIAL, "numbers of hosts and whole percentages", item, false));
    }

    private static Optional<Wrong> order(Value value) {
        boolean right = isNil(value) || value instanceof Value.Text text && ORDERS.contains(text.text());
        return refuse(Keyword.ORDER, "one of " + String.join(", ", ORDERS), value, right)
                .map(wrong -> new Wrong(wrong.message(), near(value, ORDERS)));
    }

    private static Optional<Wrong> conditions(Keyword keyword, Value value) {
        var items = value instanceof Value.Sequence(var several) ? several : List.of(value);
        return items.stream()
                .filter(item -> item instanceof Value.Int || item instanceof Value.Real || isContainer(item))
                .findFirst()
                .flatMap(item -> refuse(keyword, "expressions, which are text, or yes or no", item, false));
    }

    private static Optional<Wrong> refuse(Keyword keyword, String taken, Value value, boolean right) {
        return right
                ? Optional.empty()
                : Optional.of(new Wrong(
                        "\"" + keyword.text() + "\" takes " + taken + ", not " + shown(value), Optional.empty()));
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Sequence _ -> "a list";
            case Value.Mapping _ -> "a mapping";
            case Value.Nil _ -> "nothing";
            default -> "\"" + written(value) + "\"";
        };
    }

    private static String written(Value value) {
        return switch (value) {
            case Value.Int(var number) -> number.toString();
            case Value.Real(var number) -> Double.toString(number);
            default -> value.toString();
        };
    }

    private static Optional<String> near(Value value, List<String> right) {
        return value instanceof Value.Text text
                ? Nearest.to(text.text().toLowerCase(Locale.ROOT), right).map(name -> "did you mean `" + name + "`?")
                : Optional.empty();
    }

    private static Value withoutSign(Value value) {
        return value instanceof Value.Text text && text.text().endsWith("%")
                ? Value.of(text.text().substring(0, text.text().length() - 1))
                : value;
    }

    private static boolean isWhole(Value value) {
        return switch (value) {
            case Value.Int _, Value.Bool _ -> true;
            case Value.Real(var number) -> number == Math.rint(number);
            case Value.Text text ->
                number(text.text())
                        .map(number -> number.stripTrailingZeros().scale() <= 0)
                        .orElse(false);
            default -> false;
        };
    }

    private static boolean isNumber(Value value) {
        return switch (value) {
            case Value.Int _, Value.Bool _, Value.Real _ -> true;
            case Value.Text text -> number(text.text()).isPresent();
            default -> false;
        };
    }

    private static boolean negative(Value value) {
        return number(written(value)).map(number -> number.signum() < 0).orElse(false);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip().replace("_", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean areTexts(Value value) {
        var items = value instanceof Value.Sequence(var several) ? several : List.of(value);
        return items.stream().allMatch(Value.Text.class::isInstance);
    }

    private static boolean isContainer(Value value) {
        return value instanceof Value.Sequence || value instanceof Value.Mapping;
    }

    private static boolean isNil(Value value) {
        return value instanceof Value.Nil;
    }
}
