package dev.drover.module.files;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IniFileTest {

    private static final String TEXT = "top=1\n\n[web]\nport = 80\n# host = x\n\n[db]\nname=a\nname=b\n";

    @Test
    void changesAnOptionInItsPlace() {
        edits("section: web, option: port, value: '8080'", TEXT.replace("port = 80", "port = 8080"));
        edits("section: web, option: port, value: '80', no_extra_spaces: true", TEXT);
        edits("section: '', option: top, value: '2'", TEXT.replace("top=1", "top = 2"));
    }

    @Test
    void putsAnOptionWhereItsCommentIsOrAtTheEndOfTheSection() {
        edits("section: web, option: host, value: y", TEXT.replace("# host = x", "host = y"));
        edits(
                "section: web, option: host, value: y, modify_inactive_option: false",
                TEXT.replace("# host = x", "# host = x\nhost = y"));
    }

    @Test
    void makesASection() {
        edits("section: new, option: a, value: b, no_extra_spaces: true", TEXT + "\n[new]\na=b\n");
        edits("section: new", TEXT + "\n[new]\n");
        edits("section: db", TEXT);
    }

    @Test
    void keepsSeveralValues() {
        edits("section: db, option: name, values: [c], exclusive: false, no_extra_spaces: true", TEXT + "name=c\n");
        edits("section: db, option: name, values: [a], exclusive: false", TEXT);
        edits("section: db, option: name, value: c, no_extra_spaces: true", TEXT.replace("name=a\nname=b", "name=c"));
        edits("section: db, option: flag, allow_no_value: true", TEXT + "flag\n");
    }

    @Test
    void removesOptionsAndSections() {
        edits("section: db, option: name, state: absent", TEXT.replace("name=a\nname=b\n", ""));
        edits("section: db, option: name, value: a, exclusive: false, state: absent", TEXT.replace("name=a\n", ""));
        edits("section: db, state: absent", TEXT.replace("[db]\nname=a\nname=b\n", ""));
    }

    private static void edits(String arguments, String after) {
        var call = (IniFile) module("ini_file: {path: /x, " + arguments + "}");
        assertThat(call.edited(TEXT)).isEqualTo(after);
        assertThat(call.edited(after)).isEqualTo(after);
    }
}
