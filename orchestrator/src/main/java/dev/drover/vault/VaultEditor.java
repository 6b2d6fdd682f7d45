package dev.drover.vault;

import dev.drover.value.Origin;
import dev.drover.value.ShellWords;
import dev.drover.value.UndecryptableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;

/** Lets the user edit what is in a vault: in a file that nobody else can read, and that is gone afterwards. */
public final class VaultEditor {

    private final VaultFiles files;
    private final String editor;

    /** @param editor the program and its options, as EDITOR holds them */
    public VaultEditor(VaultFiles files, String editor) {
        this.files = files;
        this.editor = editor;
    }

    /** Makes a new vault of what the user writes. */
    public void create(String file, VaultSecret secret) throws IOException, InterruptedException {
        if (Files.exists(Path.of(file))) {
            throw new UndecryptableException(
                    "the file exists already: change it with drover vault edit", new Origin(file, 0, 0));
        }
        var directory = Path.of(file).toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            throw new UndecryptableException("there is no directory " + directory, new Origin(file, 0, 0));
        }
        files.write(file, files.encrypted(edited(file, new byte[0]), secret));
    }

    /** Edits a vault; it stays as it is where nothing was changed. Its password and its id stay the same. */
    public void edit(String file) throws IOException, InterruptedException {
        var opened = files.open(file);
        byte[] edited = edited(file, opened.plain());
        if (!Arrays.equals(edited, opened.plain())) {
            files.write(file, files.encrypted(edited, opened.secret()));
        }
    }

    private byte[] edited(String file, byte[] plain) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory(
                "drover-vault", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // the editor sees the real name's ending, by which it knows how to colour the text
        var temporary = directory.resolve(Path.of(file).getFileName());
        try {
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(temporary, plain);
            var command = new ArrayList<>(ShellWords.split(editor));
            command.add(temporary.toString());
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new UndecryptableException(
                        "the editor \"" + editor + "\" ended with status " + status + "; nothing was changed",
                        new Origin(file, 0, 0));
            }
            return Files.readAllBytes(temporary);
        } finally {
            wipe(directory);
        }
    }

    /** Removes what the editor left too: backup copies and swap files. */
    private static void wipe(Path directory) throws IOException {
        try (var left = Files.list(directory)) {
            for (var file : left.toList()) {
                if (Files.isRegularFile(file)) {
                    Files.write(file, new byte[(int) Math.min(Files.size(file), 1 << 20)]);
                }
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
