package dev.drover.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers are those of ansible-core 2.21 for the same inventory. */
class HostPatternTest {

    @TempDir
    Path directory;

    private Inventory inventory;

    @BeforeEach
    void load() throws IOException {
        var file = Files.writeString(directory.resolve("hosts"), """
                lone
                [web]
                web[01:03].example.com
                web1
                [db]
                db-[a:c]
                n[1:9:4]
                [app:children]
                web
                db
                [prod:children]
                app
                [aaa]
                web1
                [zzz]
                web1
                """);
        inventory = InventoryLoader.load(List.of(file.toString()), (message, origin) -> {});
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    all | lone web1 web01 web02 web03 db-a db-b db-c n1 n5 n9
                    web:db | web01 web02 web03 web1 db-a db-b db-c n1 n5 n9
                    web,db | web01 web02 web03 web1 db-a db-b db-c n1 n5 n9
                    db:web | db-a db-b db-c n1 n5 n9 web01 web02 web03 web1
                    all:!web | lone db-a db-b db-c n1 n5 n9
                    all,!web | lone db-a db-b db-c n1 n5 n9
                    !web | lone db-a db-b db-c n1 n5 n9
                    !db-a:all | lone web1 web01 web02 web03 db-b db-c n1 n5 n9
                    app:&aaa | web1
                    &aaa:app | web1
                    app:!db-*:&prod | web01 web02 web03 web1 n1 n5 n9
                    web[0] | web01
                    web[-1] | web1
                    web[1:2] | web02 web03
                    web[0:1] | web01 web02
                    app[2:3] | web03 web1
                    ~web\\d+$ | web1
                    ~web.*example | web01 web02 web03
                    '~(web|db)1?$' | web01 web02 web03 web1 db-a db-b db-c n1 n5 n9
                    web* | web01 web02 web03 web1
                    *.example.com | web01 web02 web03
                    n? | n1 n5 n9
                    z* | web1
                    w*1 | web1
                    *:!web* | lone db-a db-b db-c n1 n5 n9
                    *a* | lone web1 web01 web02 web03 db-a db-b db-c n1 n5 n9
                    web01.example.com | web01
                    db-a,n1 | db-a n1
                    web1,web1 | web1
                    lone:!lone | ''
                    ungrouped | lone
                    """)
    void matches(String pattern, String hosts) {
        assertThat(String.join(" ", match(pattern)).replace(".example.com", "")).isEqualTo(hosts);
    }

    @Test
    void tellsOfPartsThatMatchNothing() {
        var unmatched = new ArrayList<String>();

        assertThat(HostPattern.match("web1,nosuch,10.0.0.9,n[15]", inventory, unmatched::add))
                .containsExactly("web1");
        assertThat(unmatched).containsExactly("nosuch", "10.0.0.9", "n[15]");
    }

    @Test
    void refusesWhatIsNoRegularExpression() {
        assertThatThrownBy(() -> match("~web(")).hasMessage("the host pattern ~web( is no regular expression");
    }

    private List<String> match(String pattern) {
        return HostPattern.match(pattern, inventory, part -> {});
    }
}
