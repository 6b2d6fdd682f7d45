package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlException;
import dev.drover.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Filters that read and write YAML. */
final class YamlFilters {

    private YamlFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(YamlFilters::fromYamlAll, "from_yaml_all")
            .add(
                    (value, arguments, evaluator) -> value instanceof Value.Text ? parsed(value, "from_yaml") : value,
                    "from_yaml")
            .add(
                    (value, arguments, evaluator) ->
                            DataFilters.secretly(value, PyYaml.dump(value, PyYaml.Style.of(arguments, false))),
                    "to_yaml",
                    "community.general.to_yaml")
            .add(
                    (value, arguments, evaluator) ->
                            DataFilters.secretly(value, PyYaml.dump(value, PyYaml.Style.of(arguments, true))),
                    "to_nice_yaml",
                    "community.general.to_nice_yaml")
            .all();

    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
            + "(?:(?:[Tt]|[ \\t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]*))?"
            + "(?:[ \\t]*(Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?)?");

    private static Value parsed(Value value, String filter) {
        try {
            return YamlDocument.parse(PyText.str(value), filter, (message, origin) -> {}, YamlFilters::scalar)
                    .map(YamlNode::value)
                    .map(YamlFilters::untrusted)
                    .orElse(Value.NIL);
        } catch (YamlException e) {
            throw Mistake.of(e.getMessage());
        }
    }

    private static Value fromYamlAll(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Text text)) {
            return value;
        }
        var documents = new ArrayList<Value>();
        var parts = text.text().split("(?m)^---(?=\\s|$)", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0 || !parts[i].isBlank()) {
                documents.add(parsed(Value.of(parts[i]), "from_yaml_all"));
            }
        }
        return new Value.Sequence(documents);
    }

    private static Value untrusted(Value value) {
        return switch (value) {
            case Value.Text text -> new Value.Text(text.text(), true, text.secret(), Origin.NONE);
            case Value.Sequence(var items) -> {
                var all = new ArrayList<Value>();
                items.forEach(item -> all.add(untrusted(item)));
                yield new Value.Sequence(all);
            }
            case Value.Mapping(var entries) -> {
                var all = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> all.put(untrusted(key), untrusted(item)));
                yield new Value.Mapping(all);
            }
            default -> value;
        };
    }

    /** What the language of playbooks does not know: dates and bytes; and what is no plain YAML is refused. */
    private static Optional<Value> scalar(String tag, String text) {
        return switch (tag) {
            case "" ->
                Optional.of(DATE.matcher(text))
                        .filter(matcher -> YamlPlain.isDate(text) && matcher.matches())
                        .map(YamlFilters::date);
            case "tag:yaml.org,2002:timestamp" ->
                Optional.of(DATE.matcher(text))
                        .filter(java.util.regex.Matcher::matches)
                        .map(YamlFilters::date);
            case "tag:yaml.org,2002:binary" ->
                Optional.of(ByteString.of(Base64.getMimeDecoder().decode(text)));
            case "tag:yaml.org,2002:str",
                    "tag:yaml.org,2002:int",
                    "tag:yaml.org,2002:float",
                    "tag:yaml.org,2002:bool",
                    "tag:yaml.org,2002:null" -> Optional.empty();
            default -> throw Mistake.of("could not determine a constructor for the tag " + PyText.repr(tag));
        };
    }

    private static Value date(java.util.regex.Matcher matcher) {
        try {
            var day = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            if (matcher.group(4) == null) {
                return new Opaques.Day(day);
            }
            String fraction = matcher.group(7) == null ? "" : matcher.group(7);
            int micros = Integer.parseInt((fraction + "000000").substring(0, 6));
            LocalDateTime time = day.atTime(number(matcher, 4), number(matcher, 5), number(matcher, 6), micros * 1000);
            if (matcher.group(8) == null) {
                return new Opaques.Date(time);
            }
            int seconds = matcher.group(9) == null
                    ? 0
                    : 3600 * number(matcher, 10) + (matcher.group(11) == null ? 0 : 60 * number(matcher, 11));
            return new Opaques.Date(
                    time, Optional.of(ZoneOffset.ofTotalSeconds("-".equals(matcher.group(9)) ? -seconds : seconds)));
        } catch (DateTimeException e) {
            throw Mistake.of(e.getMessage());
        }
    }

    private static int number(java.util.regex.Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
