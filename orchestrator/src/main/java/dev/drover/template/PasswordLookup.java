package dev.drover.template;

import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** {@code lookup('password')}: a password kept in a file, made when it is first asked for. */
final class PasswordLookup {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    private PasswordLookup() {}

    static Value password(String term, Arguments arguments, Evaluator evaluator) {
        var options = new LinkedHashMap<String, Value>(arguments.named());
        String name = term;
        int blank = term.indexOf(' ');
        if (blank > 0 && term.indexOf('=') > blank) {
            name = term.substring(0, blank);
            for (var word : term.substring(blank + 1).split("\\s+")) {
                int equals = word.indexOf('=');
                if (equals < 0) {
                    throw Mistake.of("'" + word + "' is not an option of the form name=value");
                }
                options.put(word.substring(0, equals), Value.of(word.substring(equals + 1)));
            }
        }
        var path = name.startsWith("/")
                ? Path.of(name)
                : Lookups.places("files", name, evaluator).get(1);
        try {
            if (!name.equals("/dev/null") && Files.isRegularFile(path)) {
                String kept = Files.readString(path).strip().split(" salt=", 2)[0];
                return encrypted(kept, options);
            }
            String made = made(options);
            if (!name.equals("/dev/null")) {
                keep(path, made + "\n");
            }
            return encrypted(made, options);
        } catch (IOException e) {
            throw Mistake.of(path + ": " + e.getMessage());
        }
    }

    private static Value encrypted(String password, Map<String, Value> options) {
        var scheme = options.get("encrypt");
        String text = scheme == null || scheme instanceof Value.Nil
                ? password
                : PasswordHash.of(
                        password,
                        PyText.str(scheme),
                        new PasswordHash.Recipe(
                                java.util.Optional.empty(), java.util.Optional.empty(), java.util.Optional.empty()));
        return Value.Text.data(text).asSecret();
    }

    private static String made(Map<String, Value> options) {
        int length = 20;
        if (options.containsKey("length")) {
            try {
                length = Integer.parseInt(PyText.str(options.get("length")));
            } catch (NumberFormatException e) {
                throw Mistake.of("length is " + PyText.repr(options.get("length")) + ", which is no number");
            }
        }
        String characters = characters(options.get("chars"));
        IntUnaryOperator random;
        if (options.containsKey("seed")) {
            var seeded = PythonRandom.seeded(options.get("seed"));
            random = seeded::below;
        } else {
            random = new SecureRandom()::nextInt;
        }
        var password = new StringBuilder();
        for (int i = 0; i < Math.min(length, 100_000); i++) {
            password.append(characters.charAt(random.applyAsInt(characters.length())));
        }
        return password.toString();
    }

    private static String characters(Value chosen) {
        if (chosen == null || chosen instanceof Value.Nil) {
            return LETTERS + DIGITS + ".,:-_";
        }
        var parts = chosen instanceof Value.Text text
                ? List.of(text.text().replace(",,", ",").split(",(?=.)"))
                : Py.items(chosen).stream().map(PyText::str).toList();
        var characters = new StringBuilder();
        for (var part : parts) {
            characters.append(
                    switch (part) {
                        case "ascii_letters" -> LETTERS;
                        case "ascii_lowercase" -> LETTERS.substring(0, 26);
                        case "ascii_uppercase" -> LETTERS.substring(26);
                        case "digits" -> DIGITS;
                        case "hexdigits" -> DIGITS + "abcdefABCDEF";
                        case "octdigits" -> "01234567";
                        case "punctuation" -> "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
                        default -> part;
                    });
        }
        if (characters.isEmpty()) {
            throw Mistake.of("there are no characters to choose from");
        }
        return characters.toString();
    }

    private static void keep(Path path, String text) throws IOException {
        var directory = path.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        var aside = Files.createTempFile(
                directory,
                ".password",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(aside, text);
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
