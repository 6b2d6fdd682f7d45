package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hashids (hashids.org): numbers as short texts that do not tell how many there are. */
final class Hashids {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890";
    private static final String SEPARATORS = "cfhistuCFHISTU";

    private final String salt;
    private final int least;
    private final String alphabet;
    private final String separators;
    private final String guards;

    private Hashids(String salt, int least, String letters) {
        var distinct = new StringBuilder();
        letters.chars()
                .filter(c -> distinct.indexOf(Character.toString(c)) < 0)
                .forEach(c -> distinct.append((char) c));
        if (distinct.length() < 16 || letters.indexOf(' ') >= 0) {
            throw Mistake.of("Alphabet must contain at least 16 unique characters.");
        }
        String seps = kept(SEPARATORS, distinct.toString(), true);
        String rest = kept(distinct.toString(), SEPARATORS, false);
        seps = shuffled(seps, salt);
        if (seps.isEmpty() || (double) rest.length() / seps.length() > 3.5) {
            int length = Math.max(2, (int) Math.ceil(rest.length() / 3.5));
            if (length > seps.length()) {
                int more = length - seps.length();
                seps += rest.substring(0, more);
                rest = rest.substring(more);
            }
        }
        rest = shuffled(rest, salt);
        int count = (int) Math.ceil(rest.length() / 12.0);
        if (rest.length() < 3) {
            guards = seps.substring(0, count);
            seps = seps.substring(count);
        } else {
            guards = rest.substring(0, count);
            rest = rest.substring(count);
        }
        this.salt = salt;
        this.least = least;
        this.alphabet = rest;
        this.separators = seps;
    }

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(Hashids::encode, "community.general.hashids_encode")
            .add(Hashids::decode, "community.general.hashids_decode")
            .all();

    private static Hashids of(Arguments arguments) {
        return new Hashids(
                arguments
                        .find(0, "salt")
                        .filter(one -> !(one instanceof Value.Nil))
                        .map(PyText::str)
                        .orElse(""),
                arguments.number(2, "min_length", 0),
                arguments
                        .find(1, "alphabet")
                        .filter(one -> !(one instanceof Value.Nil))
                        .map(PyText::str)
                        .orElse(ALPHABET));
    }

    private static Value encode(Value value, Arguments arguments, Evaluator evaluator) {
        var numbers = new ArrayList<Long>();
        for (var item : value instanceof Value.Sequence(var items) ? items : List.of(value)) {
            if (!(item instanceof Value.Int(var number)) || number.signum() < 0 || number.bitLength() > 62) {
                return Value.of("");
            }
            numbers.add(number.longValue());
        }
        return Value.of(numbers.isEmpty() ? "" : of(arguments).encoded(numbers));
    }

    private static Value decode(Value value, Arguments arguments, Evaluator evaluator) {
        String text = PyText.str(value);
        var hashids = of(arguments);
        var numbers = hashids.decoded(text);
        return new Value.Sequence(
                !numbers.isEmpty() && hashids.encoded(numbers).equals(text)
                        ? numbers.stream().<Value>map(Value::of).toList()
                        : List.of());
    }

    private static String kept(String text, String other, boolean in) {
        var kept = new StringBuilder();
        text.chars().filter(c -> other.indexOf(c) >= 0 == in).forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    private static String shuffled(String text, String salt) {
        if (salt.isEmpty()) {
            return text;
        }
        var letters = text.toCharArray();
        int index = 0;
        int sum = 0;
        for (int i = letters.length - 1; i > 0; i--) {
            index %= salt.length();
            int code = salt.charAt(index);
            sum += code;
            int j = (code + index + sum) % i;
            char swap = letters[i];
            letters[i] = letters[j];
            letters[j] = swap;
            index++;
        }
        return new String(letters);
    }

    private String encoded(List<Long> numbers) {
        long hash = 0;
        for (int i = 0; i < numbers.size(); i++) {
            hash += numbers.get(i) % (i + 100);
        }
        String letters = alphabet;
        char lottery = letters.charAt((int) (hash % letters.length()));
        var text = new StringBuilder().append(lottery);
        for (int i = 0; i < numbers.size(); i++) {
            letters = shuffled(letters, (lottery + salt + letters).substring(0, letters.length()));
            String last = written(numbers.get(i), letters);
            text.append(last);
            if (i + 1 < numbers.size()) {
                text.append(separators.charAt((int) (numbers.get(i) % (last.charAt(0) + i) % separators.length())));
            }
        }
        return padded(text, hash, letters);
    }

    private String padded(StringBuilder text, long hash, String shuffled) {
        if (text.length() < least) {
            text.insert(0, guards.charAt((int) ((hash + text.charAt(0)) % guards.length())));
            if (text.length() < least) {
                text.append(guards.charAt((int) ((hash + text.charAt(2)) % guards.length())));
            }
        }
        String letters = shuffled;
        int half = letters.length() / 2;
        while (text.length() < least) {
            letters = shuffled(letters, letters);
            text.insert(0, letters.substring(half)).append(letters, 0, half);
            int excess = text.length() - least;
            if (excess > 0) {
                String middle = text.substring(excess / 2, excess / 2 + least);
                text.setLength(0);
                text.append(middle);
            }
        }
        return text.toString();
    }

    private static String written(long number, String letters) {
        var text = new StringBuilder();
        long rest = number;
        do {
            text.insert(0, letters.charAt((int) (rest % letters.length())));
            rest /= letters.length();
        } while (rest > 0);
        return text.toString();
    }

    private List<Long> decoded(String text) {
        var parts = split(text, guards);
        String middle = parts.size() == 2 || parts.size() == 3 ? parts.get(1) : parts.getFirst();
        if (middle.isEmpty()) {
            return List.of();
        }
        char lottery = middle.charAt(0);
        String letters = alphabet;
        var numbers = new ArrayList<Long>();
        for (var part : split(middle.substring(1), separators)) {
            letters = shuffled(letters, (lottery + salt + letters).substring(0, letters.length()));
            long number = 0;
            for (char c : part.toCharArray()) {
                if (letters.indexOf(c) < 0) {
                    return List.of();
                }
                number = number * letters.length() + letters.indexOf(c);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static List<String> split(String text, String at) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (at.indexOf(text.charAt(i)) >= 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
