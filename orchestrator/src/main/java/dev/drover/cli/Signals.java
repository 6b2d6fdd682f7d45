package dev.drover.cli;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the program does where it is told to end: by Ctrl-C, by whoever cancels a job (TERM), by a terminal that is closed (HUP).
 *
 * <p>The JVM's shutdown hooks hear of the first signal only; the second one is what this is for. {@code sun.misc.Signal}, the only
 * way to hear of it, is named by reflection, since javac warns of it and no warning can be switched off for one file.
 */
final class Signals implements AutoCloseable {

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private record Replaced(Object signal, Object before) {}

    private final List<Replaced> replaced = new ArrayList<>();

    private Signals() {}

    /**
     * Listens until it is closed. On a JVM that does not let us, the first signal ends the program.
     *
     * @param first what the first signal does, on a thread of its own
     * @param second what each further one does
     */
    static Signals listening(Runnable first, Runnable second) {
        var asked = new AtomicBoolean();
        var signals = new Signals();
        try {
            var type = Class.forName("sun.misc.SignalHandler");
            var handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            (asked.getAndSet(true) ? second : first).run();
                            return null;
                        }
                        return method.invoke(asked, arguments); // equals, hashCode and toString of a proxy
                    });
            var ignored = type.getField("SIG_IGN").get(null);
            for (var name : NAMES) {
                var signal = Class.forName("sun.misc.Signal")
                        .getConstructor(String.class)
                        .newInstance(name);
                var before = handle(signal, handler);
                if (before == ignored) {
                    handle(signal, before); // whoever started the program wants it so: nohup
                } else {
                    signals.replaced.add(new Replaced(signal, before));
                }
            }
        } catch (ReflectiveOperationException e) {
            return signals;
        }
        return signals;
    }

    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    @Override
    public void close() {
        for (var entry : replaced) {
            try {
                handle(entry.signal(), entry.before());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
