package dev.drover.cli;

import dev.drover.git.GitCheckout;
import dev.drover.git.GitException;
import dev.drover.git.GitSource;
import dev.drover.playbook.PlaybookException;
import dev.drover.playbook.Requirement;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import dev.drover.yaml.Decryption;
import dev.drover.yaml.YamlDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts roles and collections where playbooks find them. */
record RoleInstallation(Path roles, Path collections, boolean force, boolean filesAllowed, PrintWriter out) {

    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]*";

    /** The exit code. Nothing is fetched before all requirements are known to be right. */
    int install(Path file) throws IOException {
        var wanted = Requirement.read(file);
        var problems = new ArrayList<Problem>();
        var sources = new ArrayList<GitSource>();
        for (var requirement : wanted) {
            source(requirement, problems).ifPresent(sources::add);
        }
        if (!problems.isEmpty()) {
            throw new PlaybookException(problems);
        }
        for (int i = 0; i < wanted.size(); i++) {
            install(wanted.get(i), sources.get(i));
        }
        out.flush();
        return ExitCode.FINE;
    }

    private Optional<GitSource> source(Requirement requirement, List<Problem> problems) {
        String written = requirement.source();
        if (!GitSource.looksLikeOne(written)) {
            problems.add(new Problem(
                    "\"" + written + "\" is a name of Galaxy's, which drover does not ask; name its repository: "
                            + "src: https://…/" + written.replaceFirst(".*\\.", "") + ".git",
                    requirement.origin()));
            return Optional.empty();
        }
        if (requirement.type().filter(type -> !type.equals("git")).isPresent()) {
            problems.add(new Problem(
                    "only Git repositories are fetched from, not "
                            + requirement.type().get(),
                    requirement.origin()));
            return Optional.empty();
        }
        try {
            var source = GitSource.of(written, filesAllowed);
            String name = requirement.name().orElse(source.name());
            if (!name.matches(NAME)) {
                throw new GitException("\"" + name + "\" can't be the name of a role or a collection");
            }
            return Optional.of(source);
        } catch (GitException e) {
            problems.add(new Problem(e.getMessage(), requirement.origin()));
            return Optional.empty();
        }
    }

    private void install(Requirement requirement, GitSource source) throws IOException {
        try {
            String name = requirement.name().orElse(source.name());
            boolean changed = requirement.kind() == Requirement.Kind.ROLE
                    ? GitCheckout.into(roles.resolve(name), source, requirement.version(), force)
                    : collection(requirement, source);
            out.println((changed ? "installed: " : "unchanged: ")
                    + name
                    + requirement.version().map(version -> " " + version).orElse(""));
        } catch (GitException e) {
            throw new PlaybookException(List.of(new Problem(e.getMessage(), requirement.origin())));
        }
    }

    /** A collection says itself what it is called. */
    private boolean collection(Requirement requirement, GitSource source) throws IOException {
        var root = collections.resolve("ansible_collections");
        Files.createDirectories(root);
        var fetched = Files.createTempDirectory(root, ".fetching-").resolve("collection");
        try {
            GitCheckout.into(fetched, source, requirement.version(), true);
            var galaxy = fetched.resolve("galaxy.yml");
            if (!Files.isRegularFile(galaxy)) {
                throw new GitException(source.url() + " holds no collection: there is no galaxy.yml in it");
            }
            var document = YamlDocument.readData(galaxy, galaxy.toString(), (message, origin) -> {}, Decryption.NONE);
            String namespace = word(document.map(node -> node.value()), "namespace");
            String name = word(document.map(node -> node.value()), "name");
            return GitCheckout.moved(fetched, root.resolve(namespace).resolve(name), force);
        } finally {
            GitCheckout.delete(fetched.getParent());
        }
    }

    private static String word(Optional<Value> document, String key) {
        return document.filter(Value.Mapping.class::isInstance)
                .flatMap(value -> ((Value.Mapping) value).get(key))
                .map(Value::toString)
                .filter(text -> text.matches("[A-Za-z_][A-Za-z0-9_]*"))
                .orElseThrow(() -> new GitException("galaxy.yml does not say the collection's " + key));
    }
}
