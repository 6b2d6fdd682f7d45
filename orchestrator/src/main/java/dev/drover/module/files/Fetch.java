package dev.drover.module.files;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings a file of a node to the controller, below a directory with the host's name unless {@code flat}. */
@Module(value = "fetch", summary = "Brings a file of a node to the controller.")
public record Fetch(
        @Doc("The file on the node.") NodePath src,

        @Doc("The directory of the controller; with flat, the file, or a directory that ends in a slash.")
        String dest,

        @Doc("Put it at dest itself, not below the host's name and the file's path.")
        boolean flat,

        @Default("true") @Doc("Fail where there is no such file.")
        boolean failOnMissing,

        @Alias("validate_md5")
        @Default("true")
        @Doc("Accepted from older playbooks: what arrives is always what was sent.")
        boolean validateChecksum,

        @Injected Controller controller)
        implements ModuleCall {

    @Override
    public Plan plan() {
        return Plan.ask(new FileText(src), file -> switch (file.state()) {
            case MISSING -> nothing("the remote file does not exist, not transferring, ignored");
            case NO_FILE -> nothing("remote file is a directory, fetch cannot work on directories");
            case UNREADABLE -> nothing("file is not readable, not transferring, ignored");
            case TOO_LARGE -> Plan.failed("%s is too large to be fetched: more than 64 MiB", src);
            case READ -> read(file.bytes(file.text()));
        });
    }

    private Plan nothing(String why) {
        return failOnMissing
                ? Plan.failed(why)
                : Plan.settled(Result.UNCHANGED.with("msg", why).with("file", src.text()));
    }

    private Plan read(byte[] bytes) {
        var contents = NewContents.of(bytes, src.text());
        var target = target();
        if (Files.isDirectory(target)) {
            return Plan.failed(
                    "dest is an existing directory, use a trailing slash if you want to fetch src into that directory");
        }
        var result = Result.UNCHANGED
                .with("checksum", contents.sha1())
                .with("md5sum", contents.md5())
                .with("dest", target.toString())
                .with("file", src.text());
        if (Files.isRegularFile(target)
                && NewContents.of(target, false, controller).sha1().equals(contents.sha1())) {
            return Plan.settled(result);
        }
        return new Plan.Keep(
                target,
                bytes,
                Diff.NONE,
                result.withChanged(true)
                        .with("remote_checksum", contents.sha1())
                        .with("remote_md5sum", Value.NIL));
    }

    private Path target() {
        var base = Path.of(controller.expression("playbook_dir").toString())
                .resolve(dest.startsWith("~/") ? System.getProperty("user.home") + dest.substring(1) : dest);
        var parts = src.text().replaceFirst("^[~/]+", "").replace("../", "");
        if (!flat) {
            return base.resolve(controller.expression("inventory_hostname").toString())
                    .resolve(parts)
                    .normalize();
        }
        return (dest.endsWith("/") ? base.resolve(src.name()) : base).normalize();
    }
}
