package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonRegexTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "^(?P<a_b>x)(?P=a_b)$; xx; true",
                "[]x]+; ]; true",
                "[^]x]+; ]; false",
                "[[a]; [; true",
                "[a&&b]; &; true",
                "(?i)ABC; abc; true",
                "x\\Z; x; true",
                "a{b}; a{b}; true",
                "x{,2}y; xxy; true",
                "^x{2}$; xxx; false",
                "(?:\\${)?DS_A(?:})?; ${DS_A}; true",
                "^#?\\s*Port\\b; #Port 22; true",
                "a{2}; aa; true"
            })
    void matchesAsPythonDoes(String regex, String text, boolean matches) {
        assertThat(PythonRegex.parse(regex).pattern().matcher(text).find()).isEqualTo(matches);
    }

    @Test
    void replacementsAreThoseOfPython() {
        var match = PythonRegex.parse("(?P<key>\\w+)=(\\w*)(z)?").pattern().matcher("a=b");
        assertThat(match.find()).isTrue();

        assertThat(PythonRegex.expanded("\\2 \\g<key> \\g<1>$1\\t\\3.", match)).isEqualTo("b a a$1\t.");
    }

    @Test
    void whatIsNoExpressionIsRefused() {
        assertThatThrownBy(() -> PythonRegex.parse("(")).hasMessageContaining("must be a regular expression");
    }
}
