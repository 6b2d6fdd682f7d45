package dev.drover.cli;

import java.util.List;

/** The program that drover stands in for when it is called through a link of its name. */
final class AnsiblePlaybook {

    private static final String NAME = "ansible-playbook";
    /** The version whose language drover speaks, which wrappers look for. */
    private static final String SPOKEN = "2.22.0";

    private AnsiblePlaybook() {}

    /** What {@code --version} prints. */
    static String version(String calledAs) {
        return calledAs.equals(NAME)
                ? String.join("\n", List.of(NAME + " [core " + SPOKEN + "]", "  which is " + Main.VERSION))
                : Main.VERSION;
    }
}
