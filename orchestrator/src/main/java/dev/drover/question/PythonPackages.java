package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is installed for a Python interpreter, read from the metadata that installers leave beside it.
 *
 * @param virtualenv the virtual environment's directory; else the interpreter of {@code pip} is meant, else python3
 * @param pip a pip program, by name or path
 */
public record PythonPackages(Optional<NodePath> virtualenv, Optional<NodePath> pip)
        implements Question<PythonPackages.Installed> {

    public enum State {
        /** There is no such virtual environment. */
        MISSING,
        /** There may be an interpreter, but nothing could be learned about it. */
        UNKNOWN,
        THERE
    }

    /**
     * @param version of the interpreter, as {@code 3.11.2}; empty unless it is there
     * @param machine as {@code x86_64}
     * @param distributions by their normalised names
     */
    public record Installed(State state, String version, String machine, Map<String, Distribution> distributions) {

        public Installed {
            distributions = Map.copyOf(distributions);
        }
    }

    /**
     * @param name as it calls itself
     * @param needs the requirements that it declares, as written
     */
    public record Distribution(String name, String version, List<String> needs) {}

    /** A name as all its spellings are compared: in lower case, runs of dots, dashes and underscores as one dash. */
    public static String normalised(String name) {
        return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    private static final Kind<PythonPackages, Installed> KIND = new Kind<>() {
        @Override
        public String name() {
            return "python-packages";
        }

        @Override
        public Script compile(List<PythonPackages> questions) {
            return Script.of(Sh.lines(questions.stream()
                    .map(question -> Sh.sh("dr_python {} {}", word(question.virtualenv), word(question.pip)))
                    .toList()));
        }

        private Object word(Optional<NodePath> path) {
            return path.<Object>map(NodePath::sh).orElse("");
        }

        @Override
        public List<Installed> parse(List<PythonPackages> questions, Answer answer) {
            var all = new ArrayList<Installed>();
            Reading reading = null;
            for (var line : answer.out().lines().toList()) {
                if (line.startsWith("interpreter ")) {
                    if (reading != null) {
                        all.add(reading.installed());
                    }
                    reading = new Reading(line.substring("interpreter ".length()));
                } else if (reading != null) {
                    reading.line(line);
                }
            }
            if (reading != null) {
                all.add(reading.installed());
            }
            if (all.size() != questions.size()) {
                throw new UnansweredException("can't find out which Python packages are installed: "
                        + answer.err().strip());
            }
            return all;
        }
    };

    /** The part of an answer that is about one interpreter. */
    private static final class Reading {
        private final State state;
        private String version = "";
        private String machine = "";
        private final Map<String, Distribution> distributions = new LinkedHashMap<>();
        private String name = "";
        private String release = "";
        private List<String> needs = new ArrayList<>();

        Reading(String state) {
            this.state = State.valueOf(state.toUpperCase(Locale.ROOT));
        }

        void line(String line) {
            int blank = line.indexOf(' ');
            var key = blank < 0 ? line : line.substring(0, blank);
            var value = blank < 0 ? "" : line.substring(blank + 1).strip();
            switch (key) {
                case "version" -> version = value;
                case "machine" -> machine = value;
                case "Name:" -> {
                    end();
                    name = value;
                }
                case "Version:" -> release = value;
                case "Requires-Dist:" -> needs.add(value);
                default -> {} // a header folded in an odd way
            }
        }

        private void end() {
            if (!name.isEmpty() && !release.isEmpty()) {
                // what comes first in the interpreter's path is what is imported
                distributions.putIfAbsent(normalised(name), new Distribution(name, release, List.copyOf(needs)));
            }
            name = "";
            release = "";
            needs = new ArrayList<>();
        }

        Installed installed() {
            end();
            return new Installed(state, version, machine, distributions);
        }
    }

    @Override
    public Kind<PythonPackages, Installed> kind() {
        return KIND;
    }
}
