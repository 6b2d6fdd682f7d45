package dev.drover.git;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** The files of a repository at one version, without its history. */
public final class GitCheckout {

    /** Tells at which commit a directory is; it stands in the directory. */
    private static final String MARK = ".drover-commit";

    private static final int ATTEMPTS = 20;

    private GitCheckout() {}

    /**
     * Puts the files of a version into a directory, in place of what is there.
     *
     * @param version a tag, a branch or a commit; empty: what the repository offers first
     * @return whether anything had to be changed
     * @throws GitException where it can't be fetched, has no such version, or the directory holds what did not come from here
     */
    public static boolean into(Path directory, GitSource source, Optional<String> version, boolean force)
            throws IOException {
        refuse(directory, force);
        QuietSystem.use();
        Files.createDirectories(directory.toAbsolutePath().getParent());
        var fresh = Files.createTempDirectory(directory.toAbsolutePath().getParent(), ".fetching-");
        try {
            Files.writeString(fresh.resolve(MARK), source.url() + " " + fetched(fresh, source, version) + "\n");
            return moved(fresh, directory, force);
        } finally {
            delete(fresh);
        }
    }

    /**
     * Puts what was fetched in place of what is there, unless that is the same.
     *
     * @return whether anything had to be changed
     */
    public static boolean moved(Path fetched, Path directory, boolean force) throws IOException {
        refuse(directory, force);
        var mark = directory.resolve(MARK);
        if (Files.exists(mark) && Files.mismatch(mark, fetched.resolve(MARK)) < 0) {
            return false;
        }
        delete(directory);
        Files.createDirectories(directory.toAbsolutePath().getParent());
        Files.move(fetched, directory, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static void refuse(Path directory, boolean force) {
        if (Files.exists(directory) && !Files.exists(directory.resolve(MARK)) && !force) {
            throw new GitException(directory + " is there and was not installed by drover; --force replaces it");
        }
    }

    private static String fetched(Path directory, GitSource source, Optional<String> version) throws IOException {
        try (var git = said(
                source,
                () -> Git.cloneRepository()
                        .setURI(source.url())
                        .setDirectory(directory.toFile())
                        .setNoCheckout(true)
                        .call())) {
            var commit = commit(git.getRepository(), source, version);
            said(
                    source,
                    () -> git.reset()
                            .setMode(ResetCommand.ResetType.HARD)
                            .setRef(commit.name())
                            .call());
            delete(directory.resolve(".git"));
            return commit.name();
        }
    }

    private static ObjectId commit(Repository repository, GitSource source, Optional<String> version)
            throws IOException {
        var names = version.map(name -> new String[] {"refs/tags/" + name, "refs/remotes/origin/" + name, name})
                .orElse(new String[] {"HEAD"});
        for (var name : names) {
            boolean hash = name.matches("[0-9a-fA-F]{7,40}");
            if (!name.startsWith("refs/") && !hash && !name.equals("HEAD")) {
                continue; // an expression such as HEAD~3 or :/text is no version
            }
            var commit = repository.resolve(name + "^{commit}");
            if (commit != null) {
                return commit;
            }
        }
        throw new GitException(source.url() + " has no tag, branch or commit \"" + version.orElse("HEAD") + "\"");
    }

    private static <T> T said(GitSource source, Callable<T> call) throws IOException {
        try {
            return call.call();
        } catch (GitAPIException | RuntimeException e) {
            throw new GitException(source.url() + " can't be fetched: " + e.getMessage());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes a directory with all that is in it; links are not followed. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                Files.walkFileTree(directory, new Deleting());
                return;
            } catch (DirectoryNotEmptyException e) { // JGit measures the file system in it meanwhile
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
