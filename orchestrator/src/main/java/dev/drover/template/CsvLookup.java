package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code lookup('csvfile')}: a column of the first line whose key column is the term. */
final class CsvLookup {

    private CsvLookup() {}

    static List<Value> find(Arguments arguments, Evaluator evaluator) {
        var found = new ArrayList<Value>();
        for (var term : Lookups.terms(arguments)) {
            var options = new LinkedHashMap<>(arguments.named());
            var key = new StringBuilder();
            for (var word : PyText.str(term).split(" ")) {
                int equals = word.indexOf('=');
                if (equals > 0) {
                    options.put(word.substring(0, equals), Value.of(word.substring(equals + 1)));
                } else {
                    key.append(key.isEmpty() ? "" : " ").append(word);
                }
            }
            var given = new Arguments(List.of(), options);
            String text = Lookups.text(
                    Lookups.existing("files", given.text(-1, "file", "ansible.csv"), evaluator), evaluator);
            String delimiter = given.text(-1, "delimiter", "TAB");
            char separator = delimiter.equals("TAB") || delimiter.equals("t") ? '\t' : delimiter.charAt(0);
            int column = Integer.parseInt(given.text(-1, "col", "1"));
            int keyColumn = Integer.parseInt(given.text(-1, "keycol", "0"));
            rows(text, separator, false).stream()
                    .filter(row -> row.size() > keyColumn && row.get(keyColumn).contentEquals(key))
                    .findFirst()
                    .<Value>map(row -> {
                        if (column >= row.size()) {
                            throw Mistake.of("list index out of range");
                        }
                        return Value.of(row.get(column));
                    })
                    .or(() -> given.find(-1, "default").filter(value -> !(value instanceof Value.Nil)))
                    .ifPresent(found::add);
        }
        return found;
    }

    static List<List<String>> rows(String text, char separator, boolean skipBlanks) {
        var rows = new ArrayList<List<String>>();
        List<String> row = new ArrayList<>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                boolean twice = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (c != '"' || twice) {
                    cell.append(c);
                    i += twice ? 1 : 0;
                } else {
                    quoted = false;
                }
            } else if (skipBlanks && c == ' ' && cell.isEmpty()) {
                continue;
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(row);
                row = new ArrayList<>();
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (!row.isEmpty() || !cell.isEmpty()) {
            row.add(cell.toString());
            rows.add(row);
        }
        return rows;
    }
}
