package dev.drover;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of the packages: each may use those below it, never those above. */
class ArchitectureTest {

    /** From the top down; the same list as in docs/architecture.md. */
    private static final List<String> ORDER = List.of(
            "cli",
            "serve",
            "lab",
            "report",
            "run",
            "check",
            "journal",
            "module",
            "question",
            "node",
            "playbook",
            "inventory",
            "vars",
            "vault",
            "git",
            "template",
            "yaml",
            "value");

    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("dev.drover");

    @Test
    void packagesUseOnlyThoseBelow() {
        for (int i = 1; i < ORDER.size(); i++) {
            String[] above = ORDER.subList(0, i).stream()
                    .map(name -> "dev.drover." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.drover." + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Base|Common|Misc)")
                .check(CLASSES);
    }
}
