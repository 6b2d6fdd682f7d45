package dev.drover.module.packages;

import static dev.drover.module.PlanAssert.assertThat;
import static dev.drover.module.Tasks.module;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AptRepositoryTest {

    private static final Output SOURCES = new Output(Script.of("dr_apt_sources"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "deb http://deb.example.com/debian bookworm main ~ ~ deb_example_com_debian ~ deb http://deb.example.com/debian bookworm main",
                "deb [arch=amd64  signed-by=/x.gpg] http://deb.example.com:80/debian/sub_x bookworm  main # c ~ , filename: foo ~ foo ~ deb [arch=amd64 signed-by=/x.gpg] http://deb.example.com:80/debian/sub_x bookworm main",
                "ppa:owner/name ~ ~ ppa_launchpadcontent_net_owner_name_ubuntu ~ deb http://ppa.launchpadcontent.net/owner/name/ubuntu noble main"
            })
    void givesANewSourceItsOwnFile(String repo, String more, String file, String line) {
        assertThat(module("apt_repository: {repo: '%s'%s}".formatted(repo, more == null ? "" : more))
                        .plan())
                .given(SOURCES, Answer.of("noble\0"))
                .changes("/etc/apt/sources.list.d/" + file + ".list", line + "\n");
    }

    @Test
    void isContentWithALineThatIsThere() {
        assertThat(module("apt_repository: {repo: deb http://x/y z main}").plan())
                .given(SOURCES, Answer.of("noble\0/etc/apt/sources.list\0deb  http://x/y z   main # mine\n\0"))
                .settles();
    }

    @Test
    void switchesALineOnThatIsSwitchedOff() {
        assertThat(module("apt_repository: {repo: deb http://x/y z main}").plan())
                .given(SOURCES, Answer.of("noble\0/etc/apt/sources.list\0a\n# deb http://x/y z main\nb\n\0"))
                .changes("/etc/apt/sources.list", "a\ndeb http://x/y z main\nb\n");
    }

    @Test
    void removesALine() {
        assertThat(module("apt_repository: {repo: deb http://x/y z main, state: absent}")
                        .plan())
                .given(SOURCES, Answer.of("noble\0/etc/apt/sources.list.d/x.list\0deb http://x/y z main\n\0"))
                .changes("/etc/apt/sources.list.d/x.list", "");
    }
}
