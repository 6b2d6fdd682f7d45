package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

/** Whatever text is given: a tree or a mistake with a place in it, and nothing else. */
class TemplateFuzzTest {

    @FuzzTest
    void template(@NotNull String text) {
        try {
            Assertions.check(TemplateParser.parse(text, TemplateOptions.DEFAULT, true), Dialect.ANSIBLE);
        } catch (SyntaxMistake e) {
            assertThat(e.at()).isBetween(0, text.length());
        }
    }

    @FuzzTest
    void expression(@NotNull String text) {
        try {
            Assertions.check(ExpressionParser.whole(text), Dialect.ANSIBLE);
        } catch (SyntaxMistake e) {
            assertThat(e.at()).isBetween(0, text.length());
        }
    }

    /** What Python's syntax is translated to is a regular expression of Java, or is refused. */
    @FuzzTest
    void regularExpression(@NotNull String text) {
        try {
            assertThat(PythonRegex.parse(text).pattern()).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }
}
