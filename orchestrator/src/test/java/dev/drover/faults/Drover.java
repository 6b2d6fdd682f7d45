package dev.drover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A run of the program in a process of its own, watched line by line. */
final class Drover implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new ArrayList<>(); // guarded by itself
    private boolean over;
    private boolean ended;

    private Drover(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("drover-test-output").start(this::read);
    }

    /** Starts {@code drover run} of this playbook, with these options besides. */
    static Drover run(Path folder, Inventory inventory, String playbook, String... options) {
        return run(folder, List.of(), inventory, playbook, options);
    }

    /** The same, with options for the virtual machine. */
    static Drover run(Path folder, List<String> machine, Inventory inventory, String playbook, String... options) {
        try {
            var file = Files.writeString(Files.createTempFile(folder, "play", ".yml"), playbook);
            var hosts = Files.writeString(Files.createTempFile(folder, "hosts", ".ini"), inventory.text());
            var words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData"));
            words.addAll(machine);
            words.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.drover.cli.Main",
                    "run",
                    "-i",
                    hosts.toString()));
            words.addAll(List.of(options));
            words.add(file.toString());
            var builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("ANSIBLE_") || name.equals("SSH_AUTH_SOCK"));
            return new Drover(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var reader = process.inputReader()) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // killed
        } finally {
            synchronized (lines) {
                over = true;
                lines.notifyAll();
            }
        }
    }

    /** Returns when a line of the output holds {@code part}. */
    void awaitLine(String part) throws InterruptedException {
        await(line -> line.contains(part), "\"" + part + "\"", Duration.ofSeconds(60));
    }

    private void await(Predicate<String> wanted, String name, Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        synchronized (lines) {
            while (lines.stream().noneMatch(wanted)) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (over || left <= 0) {
                    throw new AssertionError("no line with " + name + " came in:\n" + String.join("\n", lines));
                }
                lines.wait(left);
            }
        }
    }

    /** Waits for the end; an AssertionError where it takes longer than {@code limit}. */
    Ended end(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            var threads = threads();
            ended = true;
            process.destroyForcibly();
            throw new AssertionError("still running after " + limit.toSeconds() + " s:\n" + text() + "\n" + threads);
        }
        synchronized (lines) {
            while (!over) {
                lines.wait();
            }
        }
        ended = true;
        return new Ended(process.exitValue(), text());
    }

    /** What the threads of a run that hangs are doing. */
    private String threads() {
        try {
            var jstack = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jstack")
                                    .toString(),
                            Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            return new String(jstack.getInputStream().readAllBytes())
                    .lines()
                    .filter(line -> line.startsWith("\"") || line.contains("dev.drover") || line.contains("sshj"))
                    .collect(java.util.stream.Collectors.joining("\n"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String text() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** Shows what was said by a run whose end the test did not live to see. */
    @Override
    public void close() {
        if (!ended) {
            System.err.println(text());
        }
        process.destroyForcibly();
    }

    /** How a run ended. */
    record Ended(int code, String text) {

        /** The one line that tells of this host's failure. */
        String failureOf(String host) {
            return text.lines()
                    .filter(line ->
                            line.startsWith("fatal: [" + host + "]") || line.startsWith("failed: [" + host + "]"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no failure of " + host + " in:\n" + text));
        }

        /** The counts of this host in the recap. */
        String recapOf(String host) {
            return text.lines()
                    .filter(line -> line.matches(java.util.regex.Pattern.quote(host) + "\\s+: ok=.*"))
                    .reduce((first, last) -> last)
                    .orElseThrow(() -> new AssertionError("no recap of " + host + " in:\n" + text))
                    .replaceAll("\\s+", " ");
        }

        Ended isFine() {
            assertThat(code).as(text).isZero();
            return this;
        }

        /** Another node was not held up: it has done all. */
        Ended finished(String... hosts) {
            for (var host : hosts) {
                assertThat(recapOf(host)).as(text).contains("unreachable=0 failed=0");
            }
            assertThat(text).doesNotContain("This is a bug in drover");
            return this;
        }
    }
}
