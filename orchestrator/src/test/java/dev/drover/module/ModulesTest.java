package dev.drover.module;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModulesTest {

    private final Modules modules = new Modules();

    @Test
    void findsModulesByAnyOfTheirNames() {
        assertThat(modules.find("file").orElseThrow().fullName()).isEqualTo("ansible.builtin.file");
        assertThat(modules.find("ansible.builtin.file")).isEqualTo(modules.find("file"));
        assertThat(modules.find("ansible.legacy.file")).isEqualTo(modules.find("file"));
        assertThat(modules.find("nope")).isEmpty();
        assertThat(modules.nearest("flie")).contains("file");
    }

    @Test
    void listsEveryModuleThereIs() {
        var annotated = new ClassFileImporter(java.util.List.of(new ImportOption.DoNotIncludeTests()))
                .importPackages("dev.drover.module").stream()
                        .filter(type -> type.isAnnotatedWith(Module.class))
                        .map(type -> {
                            var module = type.getAnnotationOfType(Module.class);
                            return module.collection() + "." + module.value();
                        })
                        .collect(Collectors.toSet());

        assertThat(modules.all()).extracting(ModuleType::fullName).containsExactlyInAnyOrderElementsOf(annotated);
    }

    @Test
    void everyArgumentIsDocumented() {
        assertThat(modules.all())
                .allSatisfy(module -> assertThat(module.arguments())
                        .allSatisfy(argument -> assertThat(argument.doc()).isNotBlank()));
    }

    @Test
    void anUnknownArgumentIsReportedWithItsPlaceAndTheNearestName() {
        assertThatThrownBy(() -> module("file: {pth: /x}"))
                .isInstanceOfSatisfying(
                        ArgumentException.class,
                        wrong -> assertThat(wrong.origin()).hasToString("task:1:1"))
                .hasMessage("module \"file\" has no argument \"pth\"; did you mean \"path\"?");
    }

    @Test
    void aMissingArgumentIsReported() {
        assertThatThrownBy(() -> module("file: {state: absent}")).hasMessage("module \"file\" needs argument \"path\"");
    }

    @Test
    void aWrongChoiceIsReported() {
        assertThatThrownBy(() -> module("file: {path: /x, state: abset}"))
                .hasMessage(
                        "argument \"state\" of module \"file\" must be one of absent, directory, file, hard, link, touch, not \"abset\"; did you mean \"absent\"?");
        assertThatThrownBy(() -> module("file: {path: /x, recurse: maybe}"))
                .hasMessage("argument \"recurse\" of module \"file\" must be yes or no, not \"maybe\"");
        assertThatThrownBy(() -> module("file: {path: /x, mode: u=q}")).hasMessageContaining("octal or symbolic");
    }

    @Test
    void argumentsThatExcludeEachOtherAreReported() {
        assertThatThrownBy(() -> module("debug: {msg: a, var: b}"))
                .hasMessage("module \"debug\": msg and var can't be given together");
    }

    @Test
    void aliasesAndNullsMeanWhatTheyMeanInAnsible() {
        assertThat(module("file: {dest: /x, owner: null}")).isEqualTo(module("file: {path: /x}"));
    }
}
