package dev.drover.cli;

import dev.drover.lab.Lab;
import dev.drover.lab.LabException;
import dev.drover.lab.LabName;
import dev.drover.lab.LabNetwork;
import dev.drover.lab.LabSpec;
import dev.drover.lab.NodeName;
import dev.drover.lab.Prerequisites;
import dev.drover.report.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description =
                "Boots four throwaway Debian nodes on this machine: a Python web application on three, a balancer before"
                        + " them. Updates it under load, and goes back.",
        footer = {"", "Afterwards: drover lab list, drover lab ssh n1, and drover lab down to be rid of it."})
final class DemoCommand implements Callable<Integer> {

    private static final int NODES = 4;
    private static final LabName LAB = new LabName("demo");
    /** The one that inventory/demo names. */
    private static final LabNetwork NETWORK = new LabNetwork("10.88.0");

    private static final int SSH = 22;
    private static final int PROBE_MILLIS = 300;
    private static final int FETCH_MILLIS = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "VARS",
            description = "As for drover run: -e app_version=2 deploys another version.")
    private List<String> extraVars = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        var out = spec.commandLine().getOut();
        var home = home();
        try (var progress = new Progress(out, Terminal.of(System.getenv()))) {
            boot(progress);
        }
        int code = run(home, "site", extraVars);
        if (code == ExitCode.FINE) {
            fetch(out);
            code = underLoad(home, "deploy", "Version 2, node after node, while the balancer is asked all the time:");
        }
        if (code == ExitCode.FINE) {
            code = underLoad(home, "rollback", "And back to the version before:");
        }
        if (code == ExitCode.FINE) {
            out.printf(Locale.ROOT, "%nAll of it took %.1f s.%n", (System.nanoTime() - start) / 1e9);
            out.flush();
        }
        return code;
    }

    private int underLoad(Path home, String playbook, String words) {
        var out = spec.commandLine().getOut();
        out.printf("%n%s%n%n", words);
        out.flush();
        var load = DemoLoad.on("http://" + Lab.named(LAB).address(new NodeName(1)) + "/");
        int code;
        try (load) {
            code = run(home, playbook, playbook.equals("deploy") ? List.of("app_version=2") : List.of());
        }
        out.printf("%n%s: %s.%n", playbook, load.words());
        out.flush();
        return code;
    }

    private int run(Path home, String playbook, List<String> variables) {
        var arguments = new ArrayList<>(List.of(
                "run",
                "-i",
                shown(home.resolve("inventory/demo")),
                shown(home.resolve("playbooks/" + playbook + ".yml"))));
        variables.forEach(one -> arguments.addAll(List.of("-e", one)));
        return Main.run(
                arguments.toArray(String[]::new),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }

    /** The folder with the playbooks: the launcher says which. */
    private static Path home() {
        var home = Path.of(System.getProperty("drover.home", "")).toAbsolutePath();
        if (!Files.isRegularFile(home.resolve("playbooks/site.yml"))) {
            throw new UserError(
                    "there is no playbooks/site.yml in " + home + "; start the demo with ./drover in a checkout");
        }
        return home;
    }

    /** Relative to where the user is, if that is shorter. */
    private static String shown(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    private static void boot(Progress progress) throws InterruptedException {
        String obstacle = Prerequisites.obstacle();
        if (!obstacle.isEmpty()) {
            throw new UserError(obstacle);
        }
        if (runs()) {
            return;
        }
        var packages = new ArrayList<>(Prerequisites.missing());
        if (!hasPip()) {
            packages.add("python3-pip"); // the wheels are fetched on this machine
        }
        if (!packages.isEmpty()) {
            progress.step("installing the Debian packages that the demo needs: " + String.join(" ", packages));
            Prerequisites.install(packages, progress::step);
        }
        Lab.up(LabSpec.of(LAB, NODES).on(NETWORK), event -> progress.step(event.text()));
    }

    private static boolean hasPip() {
        try {
            var pip = new ProcessBuilder("python3", "-m", "pip", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return pip.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the nodes answer already: then nothing has to be looked at any closer. */
    private static boolean runs() throws InterruptedException {
        Lab lab;
        try {
            lab = Lab.named(LAB);
        } catch (LabException e) {
            return false; // there is none yet
        }
        var answering = new boolean[NODES];
        var probes = new ArrayList<Thread>();
        for (int i = 0; i < NODES; i++) {
            int number = i;
            probes.add(Thread.ofPlatform()
                    .start(() -> answering[number] = answers(lab.address(new NodeName(number + 1)))));
        }
        boolean all = true;
        for (int i = 0; i < NODES; i++) {
            probes.get(i).join();
            all &= answering[i];
        }
        return all;
    }

    private static boolean answers(String address) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, SSH), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void fetch(PrintWriter out) throws IOException {
        var lab = Lab.named(LAB);
        out.println();
        for (int i = 1; i <= NODES; i++) {
            String url = "http://" + lab.address(new NodeName(i)) + "/";
            // the old client: it is loaded in a tenth of the time that the new one takes
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(FETCH_MILLIS);
            connection.setReadTimeout(FETCH_MILLIS);
            int status = connection.getResponseCode();
            try (var body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                out.println(url + "  " + status + "  "
                        + text.strip().lines().findFirst().orElse(""));
            }
        }
        out.println();
    }
}
