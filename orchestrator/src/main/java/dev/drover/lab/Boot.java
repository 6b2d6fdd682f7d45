package dev.drover.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One node on its way up. */
record Boot(NodeName node, String address, LabDriver driver, Path directory, LabProgress progress) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int SSH = 22;

    /** systemd's word that everything was started; other inits have none, and are ready when their sshd is. */
    private static final List<String> SETTLED = List.of(
            "sh",
            "-c",
            "if command -v systemctl >/dev/null; then systemctl is-system-running --wait; else echo running; fi");

    /** Returns when the node's sshd greets and its systemd has started everything: before that, logins are slow or refused. */
    void run(LabDriver.Body body) {
        var started = Instant.now();
        if (!driver.runs(node)) {
            progress.on(new LabProgress.Event.Booting(node));
            driver.boot(node, body);
        }
        var said = started;
        while (!driver.runs(node) || !greets()) {
            var now = Instant.now();
            var since = Duration.between(started, now);
            if (since.compareTo(PATIENCE) > 0) {
                throw new LabException("%s has no sshd after %d s; the end of its console:\n%s"
                        .formatted(node, since.toSeconds(), console()));
            }
            if (Duration.between(said, now).toMillis() >= 1000) {
                progress.on(new LabProgress.Event.Waiting(node, since));
                said = now;
            }
            Cgroups.pause(50);
        }
        String state = Commands.run(driver.entering(node, SETTLED), "").text().strip();
        if (!state.equals("running") && !state.equals("degraded")) {
            throw new LabException("%s did not start: %s\n%s".formatted(node, state, console()));
        }
        progress.on(new LabProgress.Event.Ready(node, address, Duration.between(started, Instant.now())));
    }

    private boolean greets() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, SSH), 500);
            socket.setSoTimeout(5000);
            return new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII).equals("SSH-");
        } catch (IOException notYet) {
            return false;
        }
    }

    private String console() {
        var lines = Disk.read(directory.resolve("console.log")).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }
}
