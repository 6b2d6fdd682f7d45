package dev.drover.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers are those of ansible-core 2.21's {@code parse_kv}. */
class KeyValuesTest {

    static Stream<Arguments> commands() {
        return Stream.of(
                command("echo hi", "echo hi"),
                command("chdir=/tmp echo a=b c", "echo a=b c", "chdir", "/tmp"),
                command("echo chdir=/x done", "echo done", "chdir", "/x"),
                command("echo  two   spaces", "echo  two   spaces"),
                command("echo 'a b' \"c d\"", "echo 'a b' \"c d\""),
                command("creates='/a b' touch x", "touch x", "creates", "/a b"),
                command("echo {{ a b }} x", "echo {{ a b }} x"),
                command("echo \"a=b\"", "echo \"a=b\""),
                command("echo a\\=b", "echo a=b"),
                command("FOO=1 cmd chdir=/x", "FOO=1 cmd", "chdir", "/x"),
                command("echo \"x\\ny\"", "echo \"x\\ny\""),
                command("a\nb", "a\nb"),
                command("chdir={{ x y }} ls", "ls", "chdir", "{{ x y }}"),
                command(
                        "executable=/bin/bash set -e; echo {{ x | default('a b') }}",
                        "set -e; echo {{ x | default('a b') }}",
                        "executable",
                        "/bin/bash"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void takesACommandApart(String text, Map<String, String> arguments) {
        assertThat(parse("shell", text)).isEqualTo(arguments);
    }

    static Stream<Arguments> arguments() {
        return Stream.of(
                pairs("src=a dest=b", "src", "a", "dest", "b"),
                pairs("src='a b' dest=\"c d\"", "src", "a b", "dest", "c d"),
                pairs("content=\"a\\nb\"", "content", "a\nb"),
                pairs("a=b=c", "a", "b=c"),
                pairs("x={{ a b }} y=1", "x", "{{ a b }}", "y", "1"),
                pairs("a=\"x 'y' z\"", "a", "x 'y' z"),
                pairs("a='it\\'s'", "a", "it's"),
                pairs("a=", "a", ""),
                pairs("a=b\nc=d", "a", "b", "c", "d"),
                pairs("msg='a=b c'", "msg", "a=b c"),
                pairs("line=\"x={{ y }}\" z=1", "line", "x={{ y }}", "z", "1"),
                pairs("a=b'c d'e", "a", "b'c d'e"),
                pairs("msg=\"a \\\"q\\\" b\"", "msg", "a \"q\" b"),
                pairs("mode=0644", "mode", "0644"));
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void takesArgumentsApart(String text, Map<String, String> arguments) {
        assertThat(parse("copy", text)).isEqualTo(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=\"unclosed", "a={{ b", "a='x"})
    void refusesWhatIsNotClosed(String text) {
        assertThatThrownBy(() -> parse("copy", text)).hasMessage("a quotation mark or a {{ is not closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg=hello world", "world"})
    void refusesWordsThatAreNoArguments(String text) {
        assertThatThrownBy(() -> parse("copy", text)).hasMessage("expected name=value, found \"world\"");
    }

    private static Arguments command(String text, String raw, String... pairs) {
        var all = map(pairs);
        all.put("_raw_params", raw);
        return Arguments.of(text, all);
    }

    private static Arguments pairs(String text, String... pairs) {
        return Arguments.of(text, map(pairs));
    }

    private static Map<String, String> map(String... pairs) {
        var map = new java.util.HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static Map<String, String> parse(String module, String text) {
        var parsed = new java.util.HashMap<String, String>();
        KeyValues.parse(module, Value.Text.written(text, new Origin("play.yml", 1, 1)))
                .entries()
                .forEach((key, value) -> parsed.put(key.toString(), value.toString()));
        return parsed;
    }
}
