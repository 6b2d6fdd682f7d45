package dev.drover.node.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void wordsAreThoseOfAShell() {
        assertThat(Words.of(" -o 'A=b c'  \"d \\\" e\"f g\\ h '' "))
                .containsExactly("-o", "A=b c", "d \" ef", "g h", "");
        assertThat(Words.of("")).isEmpty();
    }

    @Test
    void openQuotesAreRefused() {
        assertThatThrownBy(() -> Words.of("a 'b")).hasMessage("the quote ' is not closed in: a 'b");
    }
}
