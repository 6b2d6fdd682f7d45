package dev.drover.module.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonVersionTest {

    @Test
    void areOrderedAsThePackagingGuideSays() {
        var ordered = Stream.of(
                        "1.dev0",
                        "1.0.dev456",
                        "1.0a1",
                        "1.0a2.dev456",
                        "1.0a12.dev456",
                        "1.0a12",
                        "1.0b1.dev456",
                        "1.0b2",
                        "1.0b2.post345.dev456",
                        "1.0b2.post345",
                        "1.0rc1.dev456",
                        "1.0rc1",
                        "1.0",
                        "1.0+abc.5",
                        "1.0+abc.7",
                        "1.0+5",
                        "1.0.post456.dev34",
                        "1.0.post456",
                        "1.0.15",
                        "1.1.dev1",
                        "1!0.1")
                .map(text -> PythonVersion.parse(text).orElseThrow())
                .toList();

        assertThat(ordered).isSorted();
        assertThat(ordered.stream().distinct()).hasSize(ordered.size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ==1.2           | 1.2.0        | true
                    ==1.2           | 1.2.1        | false
                    ==1.2           | 1.2+local    | true
                    ==1.2+local     | 1.2          | false
                    ==1.2.*         | 1.2.9        | true
                    ==1.2.*         | 1.20         | false
                    !=1.2.*         | 1.2rc1       | false
                    >=1.2,<2        | 1.10         | true
                    >=1.2,<2        | 2.0          | false
                    <2              | 2.0rc1       | false
                    <2rc2           | 2.0rc1       | true
                    >1.7            | 1.7.post1    | false
                    >1.7            | 1.7.1        | true
                    >1.7            | 1.7+x        | false
                    ~=1.4.2         | 1.4.9        | true
                    ~=1.4.2         | 1.5          | false
                    ~=1.4           | 1.9          | true
                    ===1.0          | 1.0          | true
                    """)
    void rangesHoldVersions(String range, String version, boolean expected) {
        assertThat(VersionRange.parse(range).orElseThrow().contains(version)).isEqualTo(Optional.of(expected));
    }

    @Test
    void whatIsNoVersionCanNotBeTold() {
        assertThat(VersionRange.parse(">=1").orElseThrow().contains("2004d-x")).isEmpty();
        assertThat(VersionRange.parse("=1")).isEmpty();
        assertThat(VersionRange.parse("~=1")).isEmpty();
    }
}
