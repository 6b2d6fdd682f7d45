package dev.drover.template;

import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Addresses in text as links: what {@code urlize} does.
 *
 * @param limit how much of an address is shown
 * @param attributes of each link but those to mailboxes
 * @param schemes what else begins an address
 */
record Links(Optional<Integer> limit, String attributes, List<String> schemes) {

    private static final int ANY_LETTERS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern ADDRESS = Pattern.compile("""
            ((https?://|www\\.)(([\\w%-]+\\.)+)?([a-z]{2,63}|xn--[\\w%]{2,59})\
            |([\\w%-]{2,63}\\.)+(com|net|int|edu|gov|org|info|mil)\
            |https?://(\\d{1,3}(\\.\\d{1,3}){3}|\\[([\\da-f]{0,4}:){2}([\\da-f]{0,4}:?){1,6}]))\
            (:\\d{1,5})?([/?#]\\S*)?""", ANY_LETTERS);
    private static final Pattern MAILBOX = Pattern.compile("\\S+@\\w[\\w.-]*\\.\\w+", ANY_LETTERS);
    private static final Pattern SCHEME = Pattern.compile("[\\w.+-]{2,}:/{0,2}", ANY_LETTERS);
    private static final Pattern HEAD = Pattern.compile("^([(<]|&lt;)+");
    private static final Pattern TAIL = Pattern.compile("([)>.,\n]|&gt;)+$");
    private static final List<List<String>> BRACKETS =
            List.of(List.of("(", ")"), List.of("<", ">"), List.of("&lt;", "&gt;"));
    private static final String MAILTO = "mailto:";

    static Value filter(Value value, Arguments arguments, Evaluator evaluator) {
        var relations = new TreeSet<>(List.of("noopener"));
        given(arguments, 3, "rel")
                .ifPresent(
                        rel -> relations.addAll(List.of(PyText.str(rel).strip().split("\\s+"))));
        if (arguments.flag(1, "nofollow", false)) {
            relations.add("nofollow");
        }
        relations.remove("");
        var target = given(arguments, 2, "target").map(name -> " target=\"" + Markup.escaped(PyText.str(name)) + "\"");
        var links = new Links(
                given(arguments, 0, "trim_url_limit").map(Py::index),
                " rel=\"" + Markup.escaped(String.join(" ", relations)) + "\"" + target.orElse(""),
                given(arguments, 4, "extra_schemes").map(Links::schemes).orElse(List.of()));
        return TextFilters.like(value, links.in(Markup.escaped(PyText.str(value))));
    }

    private static Optional<Value> given(Arguments arguments, int place, String name) {
        return arguments.find(place, name).filter(one -> !(one instanceof Value.Nil));
    }

    private static List<String> schemes(Value value) {
        var schemes = Py.items(value).stream().map(PyText::str).toList();
        for (var scheme : schemes) {
            if (!SCHEME.matcher(scheme).matches()) {
                throw Mistake.of(PyText.repr(scheme) + " is not a valid URI scheme prefix.");
            }
        }
        return schemes;
    }

    /** The text, which is HTML already, with its links. */
    private String in(String html) {
        var text = new StringBuilder();
        for (var word : html.split("(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)")) {
            text.append(word.isBlank() ? word : linked(word));
        }
        return text.toString();
    }

    /** A word whose brackets and punctuation around it are no part of the address, unless its own brackets need them. */
    private String linked(String word) {
        var head = HEAD.matcher(word);
        int from = head.find() ? head.end() : 0;
        var end = TAIL.matcher(new BoundedText(word)).region(from, word.length());
        int to = end.find() ? end.start() : word.length();
        for (var pair : BRACKETS) {
            int open = count(word.substring(from, to), pair.getFirst());
            if (open > count(word.substring(from, to), pair.getLast())) {
                for (int i = Math.min(open, count(word.substring(to), pair.getLast())); i > 0; i--) {
                    to = word.indexOf(pair.getLast(), to) + pair.getLast().length();
                }
            }
        }
        return word.substring(0, from) + link(word.substring(from, to)) + word.substring(to);
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private String link(String word) {
        if (ADDRESS.matcher(new BoundedText(word)).matches()) {
            boolean complete = word.startsWith("https://") || word.startsWith("http://");
            return anchor(complete ? word : "https://" + word, attributes, trimmed(word));
        }
        if (word.startsWith(MAILTO) && isMailbox(word.substring(MAILTO.length()))) {
            return anchor(word, "", word.substring(MAILTO.length()));
        }
        if (!word.startsWith("www.") && word.indexOf(':') < 0 && isMailbox(word)) {
            return anchor(MAILTO + word, "", word);
        }
        boolean own = schemes.stream().anyMatch(scheme -> word.startsWith(scheme) && !word.equals(scheme));
        return own ? anchor(word, attributes, word) : word;
    }

    private static boolean isMailbox(String word) {
        return word.indexOf('@') >= 0 && MAILBOX.matcher(new BoundedText(word)).matches();
    }

    private String trimmed(String word) {
        return limit.filter(most -> word.length() > most)
                .map(most -> word.substring(0, Math.max(0, most)) + "...")
                .orElse(word);
    }

    private static String anchor(String address, String attributes, String shown) {
        return "<a href=\"" + address + "\"" + attributes + ">" + shown + "</a>";
    }
}
