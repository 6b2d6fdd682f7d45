package dev.drover.module.files;

import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.node.Script;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.template.PythonRegex;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes one file of the files in a directory, in the order of their names. */
@Module(value = "assemble", summary = "Makes one file of several.")
public record Assemble(
        @Doc("The directory with the parts.") String src,
        @Doc("The file on the node.") NodePath dest,
        @Default("true") @Doc("The parts are on the node.") boolean remoteSrc,

        @Doc("What stands between two parts; \\n is a newline.")
        Optional<String> delimiter,

        @Doc("Only parts whose name this matches.") Optional<PythonRegex> regexp,
        @Doc("Leave out names that begin with a dot.") boolean ignoreHidden,
        @Default("true") @Doc("Open vaults.") boolean decrypt,
        FileAttributes attributes,
        FileWriting writing,
        @Injected Controller controller)
        implements ModuleCall {

    @Override
    public Plan plan() {
        return new FileLabels(attributes).after(unlabelled());
    }

    private Plan unlabelled() {
        if (!remoteSrc) {
            var directory = controller.find("files", src);
            if (!Files.isDirectory(directory)) {
                return Plan.failed("Source (%s) is not a directory", src);
            }
            var parts = new TreeMap<String, byte[]>();
            LocalFiles.below(directory, true).stream()
                    .filter(file -> file.getParent().equals(directory) && Files.isRegularFile(file))
                    .forEach(file -> parts.put(file.getFileName().toString(), controller.read(file)));
            return placed(parts);
        }
        return Plan.ask(new Output(Script.of("dr_parts {}", new NodePath(src).sh())), answer -> {
            if (!answer.ok()) {
                return Plan.failed("%s", Plan.complaint(answer).replace("{}", src));
            }
            var parts = new TreeMap<String, byte[]>();
            var said = answer.out().split("\0", -1);
            for (int i = 0; i + 1 < said.length; i += 2) {
                parts.put(said[i], Base64.getMimeDecoder().decode(said[i + 1]));
            }
            return placed(parts);
        });
    }

    private Plan placed(SortedMap<String, byte[]> parts) {
        var contents = NewContents.of(assembled(parts), src);
        return new Placement(attributes, writing, true, true, controller.diffMode())
                .at(dest, contents)
                .then(result -> Plan.settled(remoteSrc ? result.with("msg", "OK") : result));
    }

    private byte[] assembled(Map<String, byte[]> parts) {
        var whole = new ByteArrayOutputStream();
        var between = delimiter
                .map(text -> text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r"))
                .map(text -> text.endsWith("\n") ? text : text + "\n")
                .orElse("");
        boolean first = true;
        boolean ended = true;
        for (var part : parts.entrySet()) {
            boolean wanted = regexp.map(
                            regex -> regex.pattern().matcher(part.getKey()).find())
                    .orElse(true);
            if (!wanted || ignoreHidden && part.getKey().startsWith(".")) {
                continue;
            }
            if (!ended) {
                whole.write('\n');
            }
            if (!first) {
                whole.writeBytes(between.getBytes(StandardCharsets.UTF_8));
            }
            whole.writeBytes(part.getValue());
            ended = part.getValue().length > 0 && part.getValue()[part.getValue().length - 1] == '\n';
            first = false;
        }
        return whole.toByteArray();
    }
}
