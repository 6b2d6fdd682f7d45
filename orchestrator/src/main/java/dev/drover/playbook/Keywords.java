package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keywords written on one element, with what its parents pass on. Values are as written: templates are not evaluated.
 *
 * <p>A collected keyword ({@code when}, {@code tags}, {@code vars}, …) holds a sequence, the outermost parent's first.
 *
 * @param places where values are written, as far as that is known; of collected ones the child's
 */
public record Keywords(Map<Keyword, Value> values, Map<Keyword, Origin> places) {

    public static final Keywords NONE = new Keywords(Map.of());

    public Keywords {
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(values));
        places = places.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(places));
    }

    public Keywords(Map<Keyword, Value> values) {
        this(values, Map.of());
    }

    /** Where the value of a keyword is written. */
    public Origin place(Keyword keyword) {
        return places.getOrDefault(keyword, Origin.NONE);
    }

    public Optional<Value> get(Keyword keyword) {
        return Optional.ofNullable(values.get(keyword));
    }

    /** The items of a collected keyword; of another the value itself; nothing where it is not there. */
    public List<Value> list(Keyword keyword) {
        return switch (values.get(keyword)) {
            case null -> List.of();
            case Value.Nil nil -> List.of();
            case Value.Sequence(var items) -> items;
            case Value single -> List.of(single);
        };
    }

    /** The text of a keyword that is never a template, such as {@code register}. */
    public Optional<String> text(Keyword keyword) {
        return get(keyword)
                .flatMap(value -> value instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty());
    }

    /** These keywords on a child of an element that has {@code parent}'s. */
    Keywords under(Keywords parent) {
        var all = new EnumMap<Keyword, Value>(Keyword.class);
        all.putAll(values);
        parent.values.forEach((keyword, value) -> {
            switch (keyword.passing()) {
                case NOT -> {}
                case REPLACED -> all.putIfAbsent(keyword, value);
                case COLLECTED -> all.put(keyword, collected(parent.list(keyword), list(keyword)));
            }
        });
        var where = new EnumMap<Keyword, Origin>(Keyword.class);
        where.putAll(parent.places);
        where.putAll(places);
        where.keySet().retainAll(all.keySet());
        return new Keywords(all, where);
    }

    private static Value collected(List<Value> outer, List<Value> inner) {
        var all = new ArrayList<>(outer);
        all.addAll(inner);
        return new Value.Sequence(all);
    }

    Keywords with(Keyword keyword, Value value) {
        var all = new EnumMap<Keyword, Value>(Keyword.class);
        all.putAll(values);
        all.put(keyword, value);
        return new Keywords(all, places);
    }

    Keywords without(Keyword keyword) {
        var all = new EnumMap<Keyword, Value>(Keyword.class);
        all.putAll(values);
        all.remove(keyword);
        return new Keywords(all, places);
    }
}
