package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What dpkg knows of packages with these names: a name, a name and an architecture ({@code libc6:i386}), or a pattern with
 * {@code *}, {@code ?} and {@code []}. One dpkg-query answers all.
 */
public record Packages(List<String> names) implements Question<Packages.Known> {

    public Packages {
        names = List.copyOf(names);
    }

    /**
     * @param installed whether all of it is there, and not just its configuration or half of it
     * @param configured whether its configuration files are there, be it installed or not
     * @param provides other names that it stands for
     */
    public record Entry(
            String name,
            String architecture,
            String version,
            boolean installed,
            boolean configured,
            List<String> provides) {}

    /** @param architecture the node's own */
    public record Known(String architecture, List<Entry> entries) {

        /** Those that a name with or without architecture, or a pattern, means. */
        public List<Entry> named(String name) {
            var matches = matches(name);
            return entries.stream().filter(matches).toList();
        }

        /** Whether a package of this name is installed, or another one that stands for it. */
        public boolean satisfies(String name) {
            return named(name).stream().anyMatch(Entry::installed)
                    || entries.stream()
                            .anyMatch(entry ->
                                    entry.installed() && entry.provides().contains(name));
        }

        private Predicate<Entry> matches(String name) {
            int colon = name.indexOf(':');
            var bare = colon < 0 ? name : name.substring(0, colon);
            var wanted = colon < 0 || name.endsWith(":native") ? architecture : name.substring(colon + 1);
            var pattern = Pattern.compile(expression(bare));
            return entry -> pattern.matcher(entry.name()).matches()
                    && (wanted.equals("any")
                            || entry.architecture().equals("all")
                            || entry.architecture().equals(wanted));
        }
    }

    /** Whether a name is a pattern. */
    public static boolean wild(String name) {
        return name.matches(".*[*?\\[].*");
    }

    /** The regular expression, for awk and for us, of a file-name pattern. */
    public static String expression(String glob) {
        var expression = new StringBuilder("^");
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int end = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (end > 0) {
                var inside = glob.substring(i + 1, end);
                expression
                        .append('[')
                        .append(inside.startsWith("!") ? "^" + inside.substring(1) : inside)
                        .append(']');
                i = end;
            } else {
                expression.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Character.isLetterOrDigit(c) || c == '-' || c == '~' ? "" + c : "[" + c + "]";
                        });
            }
        }
        return expression.append('$').toString();
    }

    private static final Kind<Packages, Known> KIND = new Kind<>() {
        @Override
        public String name() {
            return "packages";
        }

        @Override
        public Script compile(List<Packages> questions) {
            var words = questions.stream()
                    .flatMap(question -> question.names.stream())
                    .map(name -> name.replaceFirst(":.*", ""))
                    .distinct()
                    .map(name -> wild(name) ? "/" + expression(name) : name)
                    .toList();
            return Script.of("dr_packages {}", words);
        }

        @Override
        public List<Known> parse(List<Packages> questions, Answer answer) {
            var lines = answer.out().lines().toList();
            if (!answer.ok() || lines.isEmpty()) {
                throw new UnansweredException(
                        "can't tell about packages: " + answer.err().strip());
            }
            var entries = new ArrayList<Entry>();
            for (var line : lines.subList(1, lines.size())) {
                var fields = line.split("\t", -1);
                if (fields.length == 5) {
                    var status = fields[0].length() < 2 ? 'n' : fields[0].charAt(1);
                    entries.add(new Entry(
                            fields[1],
                            fields[2],
                            fields[3],
                            status == 'i' || status == 'W' || status == 't',
                            status != 'n',
                            provided(fields[4])));
                }
            }
            var known = new Known(lines.getFirst(), List.copyOf(entries));
            return Stream.generate(() -> known).limit(questions.size()).toList();
        }

        private List<String> provided(String field) {
            return Arrays.stream(field.split(", *"))
                    .map(name -> name.replaceFirst(" .*", ""))
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
    };

    @Override
    public Kind<Packages, Known> kind() {
        return KIND;
    }
}
