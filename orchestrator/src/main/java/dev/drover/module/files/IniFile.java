package dev.drover.module.files;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.NodePath;
import java.util.List;
import java.util.Optional;

/** Keeps options in a file of sections, as INI files are. */
@Module(value = "ini_file", collection = "community.general", summary = "Keeps options in INI files.")
public record IniFile(
        @Alias("dest") @Doc("The file.") NodePath path,

        @Default("") @Doc("The section; empty for what stands above all sections.")
        String section,

        @Doc("The option; without it the section as a whole is meant.")
        Optional<String> option,

        @Doc("Its value.") Optional<String> value,
        @Doc("Its values, each on a line of its own.") List<String> values,

        @Default("present") @Doc("Whether it is to be there.")
        State state,

        @Default("true") @Doc("Whether other lines of the option go.")
        boolean exclusive,

        @Doc("Write no blanks around the equals sign.") boolean noExtraSpaces,
        @Doc("The option stands without a value.") boolean allowNoValue,

        @Default("true") @Doc("Put the option in the place of a comment that holds it.")
        boolean modifyInactiveOption,

        @Default("true") @Doc("Make the file where it is not there.")
        boolean create,

        FileAttributes attributes,
        FileWriting writing,
        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        PRESENT,
        ABSENT
    }

    public IniFile {
        if (value.isPresent() && !values.isEmpty()) {
            throw new IllegalArgumentException("value and values can't be given together");
        }
        if (state == State.PRESENT && option.isPresent() && value.isEmpty() && values.isEmpty() && !allowNoValue) {
            throw new IllegalArgumentException("an option needs value or values, or allow_no_value");
        }
        if ((option.orElse("") + section).contains("\n")) {
            throw new IllegalArgumentException("option and section must be one line");
        }
    }

    @Override
    public Plan plan() {
        var edit = new TextEdit(path, attributes, writing, controller);
        return edit.plan(seen -> {
            if (seen.missing() && !create) {
                return Plan.settled(Result.failed(
                        "Destination %s does not exist!".formatted(seen.there().path())));
            }
            if (seen.missing() && state == State.ABSENT) {
                return Plan.settled(Result.UNCHANGED.with("msg", "OK"));
            }
            var before = seen.file().text();
            var edited = edited(before);
            var message = edited.equals(before)
                    ? ""
                    : state == State.ABSENT
                            ? option.isPresent() ? "option changed" : "section removed"
                            : option.isPresent() ? "option changed" : "section added";
            return edit.write(seen, edited, Result.UNCHANGED.with("path", path.text()), message, "backup_file");
        });
    }

    /** The file's text as it should be. */
    String edited(String text) {
        var ini = new IniText(text, section, !noExtraSpaces, exclusive, modifyInactiveOption);
        var wanted = value.map(List::of).orElse(values);
        if (state == State.ABSENT) {
            return option.map(name -> ini.without(name, wanted)).orElseGet(ini::withoutSection);
        }
        return option.map(name -> ini.with(
                        name,
                        wanted.isEmpty()
                                ? List.of(Optional.<String>empty())
                                : wanted.stream().map(Optional::of).toList()))
                .orElseGet(ini::withSection);
    }
}
