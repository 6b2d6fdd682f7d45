package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lists print is what ansible-playbook prints, as recorded by {@code listings/record.py}. */
class ListingsTest {

    record Case(String arguments, String output) {
        @Override
        public String toString() {
            return arguments;
        }
    }

    static Stream<Case> cases() throws IOException, URISyntaxException {
        var text = Files.readString(folder().resolve("recorded.txt"));
        return Arrays.stream(text.split("(?m)^\\$ ")).skip(1).map(part -> {
            int line = part.indexOf('\n');
            return new Case(part.substring(0, line), part.substring(line + 1));
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsWhatAnsiblePrints(Case expected) throws Exception {
        assertThat(unordered(listed(expected.arguments()))).isEqualTo(unordered(expected.output()));
    }

    private static String listed(String arguments) throws Exception {
        var words =
                new ArrayList<>(List.of("run", "-i", folder().resolve("hosts").toString()));
        for (var word : arguments.split(" ")) {
            words.add(word.endsWith(".yml") ? folder().resolve(word).toString() : word);
        }
        var bytes = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        var err = new StringWriter();
        try {
            int code = Main.run(words.toArray(String[]::new), new PrintWriter(before), new PrintWriter(err));
            assertThat(code).as(err.toString()).isZero();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(folder() + "/", "");
    }

    /** Ansible keeps hosts and the tags of plays in sets, whose order changes from run to run: here they are sorted. */
    private static String unordered(String text) {
        var lines = new ArrayList<String>();
        var hosts = new ArrayList<String>();
        boolean listing = false;
        for (var line : text.lines().toList()) {
            if (!listing || !line.startsWith("      ")) {
                Collections.sort(hosts);
                lines.addAll(hosts);
                hosts.clear();
                listing = line.startsWith("    hosts (");
                lines.add(PLAY_TAGS.matcher(line).replaceAll(found -> sorted(found.group())));
            } else {
                hosts.add(line);
            }
        }
        Collections.sort(hosts);
        lines.addAll(hosts);
        return String.join("\n", lines);
    }

    private static final Pattern PLAY_TAGS = Pattern.compile("(?<=^  play .{0,999}\\tTAGS: \\[)[^]]*");

    private static String sorted(String tags) {
        return String.join(",", Stream.of(tags.split(",")).sorted().toList());
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(ListingsTest.class.getResource("listings/hosts").toURI()).getParent();
    }
}
