package dev.drover.module.files;

import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.question.Mode;
import dev.drover.question.NodePath;
import dev.drover.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Copies files and directories of the controller to a node, or from one place of a node to another. */
@Module(value = "copy", summary = "Copies files to a node.")
public record Copy(
        @Doc("What to copy; of a directory with a slash at its end, only what is in it.")
        Optional<String> src,

        @Doc("The contents of the file, instead of src; lists and mappings become JSON.")
        Optional<Value> content,

        @Doc("The file on the node, or the directory it is put into.")
        NodePath dest,

        @Doc("The source is on the node.") boolean remoteSrc,

        @Default("true") @Doc("Replace files that are there.")
        boolean force,

        @Doc("Links at dest stand for what they lead to.") boolean follow,

        @Default("true") @Doc("Copy what links of the controller lead to, not the links.")
        boolean localFollow,

        @Doc("The permissions of directories that are made.")
        Optional<Mode> directoryMode,

        @Doc("The SHA-1 that the source must have.") Optional<String> checksum,
        @Default("true") @Doc("Open vaults.") boolean decrypt,
        FileAttributes attributes,
        FileWriting writing,
        @Injected Controller controller)
        implements ModuleCall {

    public Copy {
        if (src.isPresent() && content.isPresent()) {
            throw new IllegalArgumentException("src and content can't be given together");
        }
        if (src.isEmpty() && content.isEmpty()) {
            throw new IllegalArgumentException("src (or content) is required");
        }
        if (content.isPresent() && dest.endsWithSlash()) {
            throw new IllegalArgumentException("can not use content with a dir as dest");
        }
        if (content.isPresent() && remoteSrc) {
            throw new IllegalArgumentException("content and remote_src can't be given together");
        }
        attributes.mode().ifPresent(mode -> {
            if (mode instanceof Mode.Preserve && content.isPresent()) {
                throw new IllegalArgumentException("mode preserve needs src");
            }
        });
    }

    @Override
    public Plan plan() {
        return new FileLabels(attributes).after(unlabelled());
    }

    private Plan unlabelled() {
        if (remoteSrc) {
            return new RemoteCopy(this, new NodePath(src.orElseThrow())).plan();
        }
        if (content.isPresent()) {
            var bytes = text(content.get()).getBytes(StandardCharsets.UTF_8);
            return expected(NewContents.of(bytes, "content"))
                    ? placement(attributes).at(dest, NewContents.of(bytes, "content"))
                    : mismatch();
        }
        var name = src.orElseThrow();
        var source = controller.find("files", name);
        if (Files.isDirectory(source)) {
            return new TreeCopy(this, source, name.endsWith("/")).plan();
        }
        var contents = NewContents.of(source, decrypt, controller);
        if (!expected(contents)) {
            return mismatch();
        }
        return placement(kept(source)).into(dest, source.getFileName().toString(), contents);
    }

    private static String text(Value content) {
        return switch (content) {
            case Value.Text(var text, var _, var _, var _) -> text;
            default -> Json.of(content);
        };
    }

    private boolean expected(NewContents contents) {
        return checksum.isEmpty() || checksum.get().equalsIgnoreCase(contents.sha1());
    }

    private static Plan mismatch() {
        return Plan.failed("Copied file does not match the expected checksum. Transfer failed.");
    }

    Placement placement(FileAttributes attributes) {
        return new Placement(attributes, writing, force, follow, controller.diffMode());
    }

    /** The attributes, with {@code preserve} replaced by the permissions of the source. */
    FileAttributes kept(Path source) {
        return attributes.mode().filter(Mode.Preserve.class::isInstance).isPresent()
                ? attributes.withMode(Optional.of(LocalFiles.mode(source)))
                : attributes;
    }
}
