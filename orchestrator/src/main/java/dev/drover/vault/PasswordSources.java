package dev.drover.vault;

import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where passwords of vaults come from: files, programs, and people. */
public final class PasswordSources {

    private static final String CLIENT = ".*-client(\\.[^.]*)?";
    private static final int CLIENT_KNOWS_NONE = 2;
    private static final int MAX_BYTES = 1 << 20;

    /** Asks somebody at a terminal. */
    @FunctionalInterface
    public interface Prompt {
        /** @throws UndecryptableException where nobody can be asked */
        String ask(String label);
    }

    private final Prompt prompt;
    private final List<VaultSecret> read = new ArrayList<>();

    public PasswordSources(Prompt prompt) {
        this.prompt = prompt;
    }

    /** Those read so far, in order. */
    public List<VaultSecret> secrets() {
        return List.copyOf(read);
    }

    /**
     * Reads one more password.
     *
     * @param id {@code label@source} or {@code source}, which is a file, an executable, or {@code prompt}
     * @throws UndecryptableException where there is none
     */
    public void add(String id) throws InterruptedException {
        int at = id.indexOf('@');
        String label = at > 0 ? id.substring(0, at) : VaultText.DEFAULT_LABEL;
        add(label, id.substring(at + 1));
    }

    /** Reads the password of a label from a source. */
    public void add(String label, String source) throws InterruptedException {
        byte[] password = switch (source) {
            case "prompt", "prompt_ask_vault_pass" -> prompt.ask(label).getBytes(StandardCharsets.UTF_8);
            default -> file(label, Path.of(source.replaceFirst("^~/", System.getProperty("user.home") + "/")));
        };
        if (password.length == 0) {
            throw new UndecryptableException("the vault password from " + source + " is empty", Origin.NONE);
        }
        read.add(new VaultSecret(label, password, source));
    }

    private byte[] file(String label, Path path) throws InterruptedException {
        if (!Files.exists(path)) {
            throw new UndecryptableException("there is no vault password file " + path, Origin.NONE);
        }
        try {
            if (Files.isDirectory(path)) {
                throw new UndecryptableException("the vault password file " + path + " is a directory", Origin.NONE);
            }
            if (Files.isExecutable(path) && !isRegularAndUnmarked(path)) {
                return stripped(output(label, path));
            }
            try (var stream = Files.newInputStream(path)) {
                byte[] bytes = stream.readNBytes(MAX_BYTES);
                return stripped(
                        Decryption.isVault(bytes)
                                ? new Vaults(read, false, secret -> {}).opened(bytes, path.toString())
                                : bytes);
            }
        } catch (IOException e) {
            throw new UndecryptableException("the vault password file " + path + " can't be read: " + e, Origin.NONE);
        }
    }

    /** Whether nobody may execute it: root may do so with what has one bit only. */
    private static boolean isRegularAndUnmarked(Path path) throws IOException {
        return ((Integer) Files.getAttribute(path, "unix:mode") & 0111) == 0;
    }

    private static byte[] output(String label, Path program) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
        if (program.getFileName().toString().matches(CLIENT)) {
            command.add("--vault-id");
            command.add(label);
        }
        var process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] out;
        try (var stream = process.getInputStream()) {
            out = stream.readNBytes(MAX_BYTES);
        }
        int status = process.waitFor();
        if (status == CLIENT_KNOWS_NONE && command.size() > 1) {
            throw new UndecryptableException(program + " has no password for the vault id " + label, Origin.NONE);
        }
        if (status != 0) {
            throw new UndecryptableException(
                    "the vault password program " + program + " ended with status " + status, Origin.NONE);
        }
        return out;
    }

    private static byte[] stripped(byte[] bytes) {
        int from = 0;
        int to = bytes.length;
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }
}
