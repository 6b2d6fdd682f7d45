package dev.drover.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShellWordsTest {

    @Test
    void wordsAreThoseOfAShell() {
        assertThat(ShellWords.split(" -o 'A=b c'  \"d \\\" e\"f g\\ h '' "))
                .containsExactly("-o", "A=b c", "d \" ef", "g h", "");
        assertThat(ShellWords.split("")).isEmpty();
    }

    @Test
    void openQuotesAreRefused() {
        assertThatThrownBy(() -> ShellWords.split("a 'b")).hasMessage("a quotation does not end in: a 'b");
    }
}
