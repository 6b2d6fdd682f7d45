package dev.drover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainCallsTest {

    /** What is looked at: every kind of component, and a switch whose cases are tried again behind a guard. */
    record Sample(
            boolean yes,
            byte small,
            char letter,
            short two,
            int four,
            long eight,
            float half,
            double whole,
            Object any) {

        static String named(Object value) {
            return switch (value) {
                case null -> "nothing";
                case Integer number when number > 10 -> "much";
                case Integer number -> "little";
                case Sample(var yes, var a, var b, var c, var d, var e, var f, var g, String any) -> any;
                case CharSequence text -> "text";
                default -> "else";
            };
        }
    }

    private static final class Loader extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    @Test
    void switchesChooseTheSameCases() throws Exception {
        var anew = rewritten();
        var named = method(anew, "named", Object.class);

        assertThat(List.of(11, 10, "x", 2.5))
                .allSatisfy(value -> assertThat(named.invoke(null, value)).isEqualTo(Sample.named(value)));
        assertThat(named.invoke(null, (Object) null)).isEqualTo("nothing");
        assertThat(named.invoke(null, sample(anew, 1, "of it"))).isEqualTo("of it");
        assertThat(named.invoke(null, sample(anew, 1, 5))).isEqualTo("else");
    }

    @Test
    void recordsAreEqualWhereTheirComponentsAre() throws Exception {
        var anew = rewritten();

        assertThat(sample(anew, 1, "x")).isEqualTo(sample(anew, 1, "x")).hasSameHashCodeAs(sample(anew, 1, "x"));
        assertThat(sample(anew, 1, null)).isEqualTo(sample(anew, 1, null)).isNotEqualTo(sample(anew, 1, "x"));
        assertThat(sample(anew, Double.NaN, "x"))
                .isEqualTo(sample(anew, Double.NaN, "x"))
                .isNotEqualTo(sample(anew, 1, "x"));
        assertThat(sample(anew, 0.0, "x")).isNotEqualTo(sample(anew, -0.0, "x"));
        assertThat(sample(anew, 1, "x")).isNotEqualTo("x").isNotEqualTo(null);
    }

    @Test
    void leavesNothingOfItsKindToTheRun() throws IOException {
        assertThat(dynamicCalls(original())).containsKeys("typeSwitch", "equals", "hashCode");
        assertThat(dynamicCalls(PlainCalls.rewritten(original()))).containsOnlyKeys("toString");
    }

    private static Map<String, Integer> dynamicCalls(byte[] bytes) {
        var calls = new HashMap<String, Integer>();
        ClassFile.of()
                .parse(bytes)
                .methods()
                .forEach(method -> method.code()
                        .ifPresent(code -> code.forEach(element -> {
                            if (element instanceof InvokeDynamicInstruction dynamic) {
                                calls.merge(dynamic.name().stringValue(), 1, Integer::sum);
                            }
                        })));
        return calls;
    }

    private static Class<?> rewritten() throws IOException {
        return new Loader().define(PlainCalls.rewritten(original()));
    }

    private static byte[] original() throws IOException {
        try (var in = Sample.class.getResourceAsStream("PlainCallsTest$Sample.class")) {
            return in.readAllBytes();
        }
    }

    private static Method method(Class<?> of, String name, Class<?>... types) throws ReflectiveOperationException {
        var method = of.getDeclaredMethod(name, types);
        method.setAccessible(true);
        return method;
    }

    private static Object sample(Class<?> of, double whole, Object any) throws ReflectiveOperationException {
        var constructor = of.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(true, (byte) 1, 'c', (short) 2, 4, 8L, 0.5f, whole, any);
    }
}
