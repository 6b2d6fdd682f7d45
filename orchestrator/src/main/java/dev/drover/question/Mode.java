package dev.drover.question;

import dev.drover.value.Value;
import java.util.regex.Pattern;

/** Permissions as a user writes them: {@code 0644}, {@code u=rw,g+r,o-rwx}, {@code preserve}. */
public sealed interface Mode {

    /** The permissions (with set-id and sticky bits) that these are for something that has {@code current} ones. */
    int of(int current, boolean directory);

    /** As an argument of chmod. */
    String chmod();

    record Octal(int bits) implements Mode {
        @Override
        public int of(int current, boolean directory) {
            return bits;
        }

        /** Five digits: with four, GNU chmod keeps the set-id bits of a directory. */
        @Override
        public String chmod() {
            return "%05o".formatted(bits);
        }
    }

    record Symbolic(String text) implements Mode {
        private static final Pattern CLAUSES =
                Pattern.compile("[ugoa]*([-+=]([rwxXst]*|[ugo]))+(,[ugoa]*([-+=]([rwxXst]*|[ugo]))+)*");
        private static final Pattern ACTION = Pattern.compile("([-+=])([ugo]|[rwxXst]*)");

        public Symbolic {
            if (!CLAUSES.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "must be octal or symbolic permissions (0644, u=rw,g=r), not \"" + text + "\"");
            }
        }

        @Override
        public int of(int current, boolean directory) {
            int mode = current;
            for (var clause : text.split(",")) {
                var who = clause.replaceFirst("[-+=].*", "");
                var users = who.isEmpty() || who.contains("a") ? "ugo" : who;
                var actions = ACTION.matcher(clause.substring(who.length()));
                while (actions.find()) {
                    for (int i = 0; i < users.length(); i++) {
                        mode = apply(
                                mode,
                                directory,
                                users.charAt(i),
                                actions.group(1).charAt(0),
                                actions.group(2));
                    }
                }
            }
            return mode;
        }

        private static int apply(int mode, boolean directory, char user, char operation, String permissions) {
            int shift = shift(user);
            int bits = 0;
            for (int i = 0; i < permissions.length(); i++) {
                bits |= switch (permissions.charAt(i)) {
                    case 'r' -> 4 << shift;
                    case 'w' -> 2 << shift;
                    case 'x' -> 1 << shift;
                    case 'X' -> directory || (mode & 0111) != 0 ? 1 << shift : 0;
                    case 's' -> user == 'u' ? 04000 : user == 'g' ? 02000 : 0;
                    case 't' -> 01000;
                    default -> ((mode >> shift(permissions.charAt(i))) & 7) << shift;
                };
            }
            int mask = (7 << shift) | (user == 'u' ? 04000 : user == 'g' ? 02000 : 01000);
            return switch (operation) {
                case '+' -> mode | bits;
                case '-' -> mode & ~bits;
                default -> (mode & ~mask) | bits;
            };
        }

        private static int shift(char user) {
            return switch (user) {
                case 'u' -> 6;
                case 'g' -> 3;
                default -> 0;
            };
        }

        @Override
        public String chmod() {
            return text;
        }
    }

    /** Those of the file that is copied; the module that copies puts them in its place. */
    record Preserve() implements Mode {
        @Override
        public int of(int current, boolean directory) {
            return current;
        }

        @Override
        public String chmod() {
            return "u+";
        }
    }

    /** An integer is what YAML made of an octal number: 420 is 0644. */
    static Mode parse(Value value) {
        var text = switch (value) {
            case Value.Int(var number) -> number.signum() < 0 ? "-" : number.toString(8);
            case Value.Text(var written, var _, var _, var _) -> written.strip();
            default -> throw new IllegalArgumentException("must be octal or symbolic permissions, quoted: \"0644\"");
        };
        if (text.equals("preserve")) {
            return new Preserve();
        }
        if (text.matches("(0o)?[0-7]+")) {
            int bits = text.length() > 12 ? 010000 : Integer.parseInt(text.replaceFirst("0o", ""), 8);
            if (bits > 07777) {
                throw new IllegalArgumentException("must be permissions up to 07777, not \"" + text + "\"");
            }
            return new Octal(bits);
        }
        return new Symbolic(text);
    }

    /** Four octal digits, as results have them: {@code 0644}. */
    static String digits(int mode) {
        return "%04o".formatted(mode);
    }
}
