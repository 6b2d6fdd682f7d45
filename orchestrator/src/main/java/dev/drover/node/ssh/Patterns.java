package dev.drover.node.ssh;

import java.util.List;
import java.util.Locale;

/** Patterns of host names, as in ssh_config and known_hosts: {@code *}, {@code ?}, and {@code !} in front to exclude. */
final class Patterns {

    private Patterns() {}

    /** Whether one of the patterns matches, and none that excludes. */
    static boolean match(List<String> patterns, String name) {
        boolean found = false;
        for (var pattern : patterns) {
            boolean not = pattern.startsWith("!");
            if (matches(not ? pattern.substring(1) : pattern, name)) {
                if (not) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private static boolean matches(String pattern, String name) {
        return matches(pattern.toLowerCase(Locale.ROOT), 0, name.toLowerCase(Locale.ROOT), 0);
    }

    private static boolean matches(String pattern, int p, String name, int n) {
        for (; p < pattern.length(); p++, n++) {
            char c = pattern.charAt(p);
            if (c == '*') {
                for (int rest = n; rest <= name.length(); rest++) {
                    if (matches(pattern, p + 1, name, rest)) {
                        return true;
                    }
                }
                return false;
            }
            if (n == name.length() || (c != '?' && c != name.charAt(n))) {
                return false;
            }
        }
        return n == name.length();
    }
}
