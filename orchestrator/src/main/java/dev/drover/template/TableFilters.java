package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters of community.general between text in columns and lists of dictionaries, and between ini files and dictionaries. */
final class TableFilters {

    private TableFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(TableFilters::fromCsv, "community.general.from_csv")
            .add(TableFilters::prettyTable, "community.general.to_prettytable")
            .add(TableFilters::fromIni, "community.general.from_ini")
            .add(TableFilters::toIni, "community.general.to_ini")
            .all();

    private static Optional<Value> option(Arguments arguments, int place, String name) {
        return arguments.find(place, name).filter(one -> !(one instanceof Value.Nil));
    }

    private static Value fromCsv(Value value, Arguments arguments, Evaluator evaluator) {
        String dialect = arguments.text(0, "dialect", "excel");
        char usual = switch (dialect) {
            case "excel", "unix" -> ',';
            case "excel-tab" -> '\t';
            default -> throw Mistake.of("Dialect '" + dialect + "' is not supported by your version of python.");
        };
        char delimiter = option(arguments, 2, "delimiter")
                .map(one -> PyText.str(one).charAt(0))
                .orElse(usual);
        boolean skip = option(arguments, 3, "skipinitialspace").map(Py::truth).orElse(false);
        var rows = CsvLookup.rows(PyText.str(value), delimiter, skip);
        List<Value> names = option(arguments, 1, "fieldnames").map(Py::items).orElse(List.of());
        int from = 0;
        if (names.isEmpty() && !rows.isEmpty()) {
            names = rows.getFirst().stream().<Value>map(Value::of).toList();
            from = 1;
        }
        var all = new ArrayList<Value>();
        for (var row : rows.subList(from, rows.size())) {
            if (!(row.size() == 1 && row.getFirst().isEmpty())) {
                all.add(record(names, row));
            }
        }
        return new Value.Sequence(all);
    }

    private static Value record(List<Value> names, List<String> row) {
        var map = new LinkedHashMap<Value, Value>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), i < row.size() ? Value.of(row.get(i)) : Value.NIL);
        }
        if (row.size() > names.size()) {
            map.put(Value.NIL, Value.Sequence.ofTexts(row.subList(names.size(), row.size())));
        }
        return new Value.Mapping(map);
    }

    private static Value prettyTable(Value value, Arguments arguments, Evaluator evaluator) {
        var rows = new ArrayList<Map<Value, Value>>();
        for (var item : Py.items(value)) {
            if (!(item instanceof Value.Mapping(var entries))) {
                throw Mistake.of("All items in the list must be dictionaries");
            }
            rows.add(entries);
        }
        var columns = !arguments.positional().isEmpty()
                ? arguments.positional()
                : option(arguments, -1, "column_order")
                        .map(Py::items)
                        .orElseGet(() -> rows.isEmpty()
                                ? List.of()
                                : new ArrayList<>(rows.getFirst().keySet()));
        var headers = option(arguments, -1, "header_names").map(Py::items).orElse(columns);
        var sides = option(arguments, -1, "column_alignments");
        var table = new PrettyTable();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            table.column(
                    PyText.str(i < headers.size() ? headers.get(i) : column),
                    rows.stream()
                            .map(row -> PyText.str(row.getOrDefault(column, Value.of(""))))
                            .toList(),
                    sides.filter(Value.Mapping.class::isInstance)
                            .flatMap(map -> ((Value.Mapping) map).get(PyText.str(column)))
                            .map(PyText::str)
                            .orElse("center"));
        }
        return Value.of(table.text(rows.size()));
    }

    private static Value fromIni(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Text text)) {
            throw Mistake.of("from_ini requires a str, got <class '" + Py.typeName(value) + "'>");
        }
        var options = arguments.named().keySet();
        if (!options.isEmpty()) {
            throw Mistake.of("from_ini() got an unexpected keyword argument '"
                    + options.iterator().next() + "'");
        }
        String failed = "from_ini failed to parse given string: ";
        boolean inSection = false;
        for (var line : text.text().lines().toList()) {
            boolean blank = line.isBlank() || line.strip().matches("[#;].*");
            boolean header = line.matches("\\[.+\\].*");
            if (!blank && !header && !inSection) {
                throw Mistake.of(failed + "File contains no section headers.");
            }
            if (!blank && !header && !Character.isWhitespace(line.charAt(0)) && !line.matches(".*[=:].*")) {
                throw Mistake.of(failed + "Source contains parsing errors: '<???>'");
            }
            inSection |= header;
        }
        var sections = new LinkedHashMap<String, Value>();
        IniLookup.parsed(text.text(), false, true).forEach((name, entries) -> {
            if (!name.isEmpty()) {
                var map = new LinkedHashMap<String, Value>();
                entries.forEach((key, item) -> map.put(key, Value.of(item)));
                sections.put(name, Value.Mapping.of(map));
            }
        });
        return Value.Mapping.of(sections);
    }

    private static Value toIni(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Mapping(var sections))) {
            throw Mistake.of("to_ini requires a dict, got <class '" + Py.typeName(value) + "'>");
        }
        if (sections.isEmpty()) {
            throw Mistake.of("to_ini received an empty dict. An empty dict cannot be converted.");
        }
        var text = new StringBuilder();
        sections.forEach((name, section) -> {
            if (!(section instanceof Value.Mapping(var entries))) {
                throw Mistake.of("to_ini failed to parse given dict:'" + Py.typeName(section)
                        + "' object has no attribute 'items'");
            }
            text.append(text.isEmpty() ? "[" : "\n[").append(PyText.str(name)).append("]\n");
            entries.forEach((key, item) -> text.append(PyText.str(key))
                    .append(" = ")
                    .append(PyText.str(item).replace("\n", "\n\t"))
                    .append('\n'));
        });
        return Value.of(text.toString());
    }
}
