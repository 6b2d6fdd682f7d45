package dev.drover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The images in the cache. A name holds a hash of its recipe, so that a changed recipe is a new image; old ones stay until deleted by hand. */
record Images(Path cache) {

    private static final String BASE_PACKAGES =
            "systemd,systemd-sysv,libpam-systemd,dbus,openssh-server,sudo,iproute2,ca-certificates,procps";

    /** An image (or a layer) in the cache and the shell program that makes it when given {@code directory} and {@code arguments}. */
    record Recipe(Path directory, Scripts script, List<String> arguments) {}

    /** The directories of a node's disk below its own, the topmost first: what overlayfs calls lowerdir. */
    List<Path> layers(Image image, List<String> packages) {
        var recipes = recipes(image, packages);
        return recipes.isEmpty() && image instanceof Image.Root root
                ? List.of(root.directory().toAbsolutePath())
                : recipes.reversed().stream().map(Recipe::directory).toList();
    }

    /** What has to be made, in that order. */
    List<Recipe> recipes(Image image, List<String> packages) {
        var recipes = new ArrayList<Recipe>();
        switch (image) {
            case Image.Root _ -> {}
            case Image.Busybox _ -> recipes.add(recipe("busybox", Scripts.BUSYBOX, List.of()));
            case Image.Debian(var suite) ->
                recipes.add(recipe(suite, Scripts.DEBIAN, List.of(suite, BASE_PACKAGES, Scripts.GUEST.text())));
        }
        if (!packages.isEmpty()) {
            Path base = recipes.getFirst().directory();
            var arguments =
                    Stream.concat(Stream.of(base.toString()), packages.stream()).toList();
            recipes.add(recipe(base.getFileName() + "+", Scripts.LAYER, arguments));
        }
        return recipes;
    }

    private Recipe recipe(String name, Scripts script, List<String> arguments) {
        String dash = name.endsWith("+") ? "" : "-";
        String hash = hash(script.text() + "\0" + String.join("\0", arguments));
        return new Recipe(cache.resolve(name + dash + hash), script, arguments);
    }

    static String hash(String recipe) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(recipe.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Builds what is not there yet; a build that is killed leaves nothing that is mistaken for an image. */
    void build(Image image, List<String> packages, LabProgress progress) {
        var missing = recipes(image, packages).stream()
                .filter(recipe -> !Files.isDirectory(recipe.directory()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try (var _ = Lock.take(cache, "images")) {
            missing.stream()
                    .filter(recipe -> !Files.isDirectory(recipe.directory()))
                    .forEach(recipe -> build(recipe, progress));
        }
    }

    private void build(Recipe recipe, LabProgress progress) {
        Path made = recipe.directory();
        String partial = made + ".tmp";
        var leftovers = List.of(partial, partial + ".work", partial + ".root", partial + ".conf");
        Disk.delete(leftovers);
        var command = new ArrayList<>(
                List.of("unshare", "--mount", "sh", "-c", recipe.script().text(), "sh", partial));
        command.addAll(recipe.arguments());
        var tail = new ArrayDeque<String>();
        var started = Instant.now();
        var step = new AtomicReference<>("preparing");
        int status;
        try (var ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory())) {
            // Events come from this one thread, each second, and at each new step from the build's own lines.
            var tick = ticker.scheduleAtFixedRate(
                    () -> progress.on(
                            new LabProgress.Event.Building(step.get(), Duration.between(started, Instant.now()))),
                    0,
                    1,
                    TimeUnit.SECONDS);
            status = Commands.lines(command, "", line -> {
                tail.addLast(line);
                if (tail.size() > 20) {
                    tail.removeFirst();
                }
                step(line).ifPresent(step::set);
            });
            tick.cancel(false);
            ticker.shutdownNow();
        }
        if (status != 0) {
            Disk.delete(leftovers);
            throw new LabException(
                    "the image could not be built. The end of what the build said:\n" + String.join("\n", tail));
        }
        try {
            Files.move(Path.of(partial), made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a line of apt's, dpkg's or mmdebstrap's output says is being done, if it says so. */
    static Optional<String> step(String line) {
        String[] words = line.strip().split("\\s+");
        if (line.startsWith("I: ")) {
            return Optional.of(line.substring(3).replaceAll("\\.+$", "").strip());
        }
        if (line.startsWith("Setting up ") && words.length > 2) {
            return Optional.of("setting up " + words[2].replaceFirst(":.*", ""));
        }
        if ((line.startsWith("Unpacking ") || line.startsWith("Selecting ")) && words.length > 1) {
            return Optional.of("unpacking "
                    + words[words[0].equals("Unpacking") ? 1 : words.length - 1]
                            .replaceFirst(":.*", "")
                            .replaceAll("\\.+$", ""));
        }
        if (line.startsWith("Get:") && words.length > 4) {
            return Optional.of("fetching " + words[4]);
        }
        return Optional.empty();
    }
}
