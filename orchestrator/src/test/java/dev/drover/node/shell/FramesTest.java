package dev.drover.node.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {

    private final List<String> seen = new ArrayList<>();
    private final Frames frames =
            new Frames("abc", (body, tail) -> seen.add(new String(body, StandardCharsets.UTF_8) + "|" + tail));

    @Test
    void takesAStreamApart() {
        feed("noise\nabc 1 2\nout\n\nabc 0\n\nabc \n");

        assertThat(seen).containsExactly("noise|1 2", "out\n|0", "|");
    }

    @Test
    void doesNotMindWhereItIsCut() {
        for (var letter : "noise\nabc 1\n\nab\nabc\nabc 3\nrest\nabc \n".split("")) {
            feed(letter);
        }

        assertThat(seen).containsExactly("noise|1", "\nab\nabc|3", "rest|");
    }

    @Test
    void longAnswersComeWhole() {
        String text = "\nabX".repeat(100_000);

        feed(text);
        feed("\nabc 0\nerr\nab");
        feed("c \n");

        assertThat(seen).containsExactly(text + "|0", "err|");
    }

    private void feed(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        frames.feed(bytes, bytes.length);
    }
}
