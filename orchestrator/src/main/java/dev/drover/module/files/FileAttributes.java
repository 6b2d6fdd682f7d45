package dev.drover.module.files;

import dev.drover.module.Alias;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.node.Sh;
import dev.drover.question.FileType;
import dev.drover.question.Mode;
import dev.drover.question.Owned;
import dev.drover.question.PathState.Found;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who owns a file and what may be done with it: the arguments that all modules have that write files. */
public record FileAttributes(
        @Doc("Permissions: octal and quoted (\"0644\"), or symbolic (u=rw,g=r).")
        Optional<Mode> mode,

        @Doc("The user who owns it, by name or number.") Optional<String> owner,
        @Doc("The group that owns it, by name or number.") Optional<String> group,

        @Alias("attr") @Doc("Flags of the file system, as chattr takes them.")
        Optional<String> attributes,

        @Doc("The user part of the SELinux context.") Optional<String> seuser,
        @Doc("The role part of the SELinux context.") Optional<String> serole,
        @Doc("The type part of the SELinux context.") Optional<String> setype,
        @Doc("The level part of the SELinux context.") Optional<String> selevel) {

    /** Nothing is wanted. */
    public static final FileAttributes NONE = new FileAttributes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The same with other permissions. */
    public FileAttributes withMode(Optional<Mode> other) {
        return new FileAttributes(other, owner, group, attributes, seuser, serole, setype, selevel);
    }

    /** Whether what is there has all of them. */
    public boolean fit(Owned there) {
        return before(there).isEmpty();
    }

    /** Those that a file has now and should not have. */
    public Map<String, Value> before(Owned there) {
        var before = new LinkedHashMap<String, Value>();
        if (modeDiffers(there)) {
            before.put("mode", Value.of(Mode.digits(there.mode())));
        }
        if (differs(owner, there.owner(), there.uid())) {
            before.put("owner", owner(owner, there.owner(), there.uid()));
        }
        if (differs(group, there.group(), there.gid())) {
            before.put("group", owner(group, there.group(), there.gid()));
        }
        return before;
    }

    /** What those should be that differ. */
    public Map<String, Value> after(Owned there) {
        var after = new LinkedHashMap<String, Value>();
        for (var name : before(there).keySet()) {
            after.put(
                    name,
                    switch (name) {
                        case "mode" -> Value.of(Mode.digits(wanted(there)));
                        case "owner" -> number(owner);
                        default -> number(group);
                    });
        }
        return after;
    }

    public Diff diff(Found there) {
        var before = new LinkedHashMap<String, Value>(before(there));
        var after = new LinkedHashMap<String, Value>(after(there));
        before.put("path", Value.of(there.path()));
        after.put("path", Value.of(there.path()));
        return Diff.state(there.path(), before, after);
    }

    /** Shell words for the kit's functions: owner, group, mode; empty where nothing is wanted. */
    public Sh words() {
        return Sh.sh(
                "{} {} {}",
                owner.orElse(""),
                group.orElse(""),
                mode.map(Mode::chmod).orElse(""));
    }

    /** The same for what is there already, whose permissions symbolic ones change. */
    public Sh words(Owned there) {
        return Sh.sh(
                "{} {} {}",
                owner.orElse(""),
                group.orElse(""),
                modeDiffers(there) || mode.isPresent() && !fit(there) ? new Mode.Octal(wanted(there)).chmod() : "");
    }

    private int wanted(Owned there) {
        return mode.map(one -> one.of(there.mode(), there.type() == FileType.DIRECTORY))
                .orElse(there.mode());
    }

    private boolean modeDiffers(Owned there) {
        return there.type() != FileType.LINK && wanted(there) != there.mode();
    }

    private static boolean differs(Optional<String> wanted, String name, long number) {
        return wanted.isPresent() && !wanted.get().equals(name) && !wanted.get().equals(Long.toString(number));
    }

    private static Value owner(Optional<String> wanted, String name, long number) {
        return wanted.filter(FileAttributes::isNumber).isPresent() ? Value.of(number) : Value.of(name);
    }

    private static Value number(Optional<String> wanted) {
        return wanted.filter(FileAttributes::isNumber)
                .map(text -> Value.of(Long.parseLong(text)))
                .orElse(Value.of(wanted.orElse("")));
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,10}");
    }
}
