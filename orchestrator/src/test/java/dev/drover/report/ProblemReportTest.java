package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.drover.value.Code;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemReportTest {

    private static final Problem ERROR = new Problem(
            Code.UNKNOWN_ARGUMENT,
            "module \"apt\" has no argument \"nam\"",
            new Origin("roles/web/tasks/main.yml", 14, 9),
            Optional.of("did you mean `name`?"));
    private static final Problem WARNING = new Problem("nobody \\ knows", Origin.NONE).asWarning();
    private static final Problem ODD =
            new Problem("100 %, 3:4,\r\nnext\u0007 \u00e9 \ud83d\ude00", new Origin("a b/c,d:e%é.yml", 0, 0));

    @Test
    void jsonSaysEverything() {
        assertThat(ProblemReport.json(List.of(ERROR, WARNING)).replaceAll("\\s+", ""))
                .isEqualTo("""
                {"errors": 1, "warnings": 1, "problems": [
                  {"severity": "error", "code": "DRV012", "message": "module \\"apt\\" has no argument \\"nam\\"",
                   "hint": "did you mean `name`?", "file": "roles/web/tasks/main.yml", "line": 14, "column": 9},
                  {"severity": "warning", "code": null, "message": "nobody \\\\ knows",
                   "hint": null, "file": null, "line": 0, "column": 0}]}
                """.replaceAll("\\s+", ""));
    }

    @Test
    void jsonOfNothing() {
        assertThat(ProblemReport.json(List.of()).replaceAll("\\s+", ""))
                .isEqualTo("{\"errors\":0,\"warnings\":0,\"problems\":[]}");
    }

    @Test
    void filesAreRelativeToWhereItStarts() {
        var here =
                new Problem("x", new Origin(Path.of("site.yml").toAbsolutePath().toString(), 1, 2));
        assertThat(ProblemReport.github(List.of(here))).isEqualTo("::error file=site.yml,line=1,col=2::x\n");
        assertThat(ProblemReport.json(List.of(here))).contains("\"site.yml\"");
        assertThat(ProblemReport.sarif(List.of(here), "1.0.0")).contains("\"site.yml\"");
    }

    @Test
    void githubGetsALineForEach() {
        assertThat(ProblemReport.github(List.of(ERROR, WARNING)))
                .isEqualTo("::error file=roles/web/tasks/main.yml,line=14,col=9,title=DRV012::"
                        + "module \"apt\" has no argument \"nam\"; did you mean `name`?\n"
                        + "::warning::nobody \\ knows\n");
    }

    @Test
    void githubGetsItsOwnEscapes() {
        assertThat(ProblemReport.github(List.of(ODD)))
                .isEqualTo("::error file=a b/c%2Cd%3Ae%25é.yml::100 %25, 3:4,%0D%0Anext\u0007 é \ud83d\ude00\n");
    }

    @Test
    void sarifFollowsItsSchema() {
        var everyCode = Arrays.stream(Code.values())
                .map(code -> new Problem(code, code.title(), new Origin("a.yml", code.ordinal(), 0)))
                .toList();
        for (var problems :
                List.of(List.<Problem>of(), List.of(ERROR, WARNING), List.of(ODD, ODD.asWarning()), everyCode)) {
            assertThat(schema().validate(ProblemReport.sarif(problems, "1.2.3"), InputFormat.JSON))
                    .extracting(Error::toString)
                    .isEmpty();
        }
    }

    @Test
    void theSchemaRefusesWhatIsWrong() {
        String sarif = ProblemReport.sarif(List.of(ERROR), "1.2.3");
        assertThat(schema().validate(sarif.replace("\"driver\"", "\"diver\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema().validate(sarif.replaceAll("\"startLine\": *14", "\"startLine\": 0"), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void sarifNamesItsRules() {
        String sarif = ProblemReport.sarif(List.of(ERROR), "1.2.3").replaceAll("\\s+", "");
        assertThat(sarif)
                .contains("\"ruleId\":\"DRV012\",\"ruleIndex\":" + Code.UNKNOWN_ARGUMENT.ordinal())
                .contains("\"uri\":\"roles/web/tasks/main.yml\"")
                .contains("\"startLine\":14,\"startColumn\":9");
        assertThat(ProblemReport.sarif(List.of(ODD), "1.2.3")).contains("\"a%20b/c,d:e%25%C3%A9.yml\"");
    }

    /** SARIF 2.1.0's own, which a library brings. */
    private static Schema schema() {
        var config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_7, builder -> builder.schemaRegistryConfig(config))
                .getSchema(
                        ProblemReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"),
                        InputFormat.JSON);
    }
}
