package dev.drover.run;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.module.control.SecondConnection;
import dev.drover.node.Answer;
import dev.drover.node.Become;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecondLoginTest {

    private final List<Target> targets = new ArrayList<>();
    private final FakeNodes nodes = new FakeNodes((_, _) -> Answer.of("0\n"), new ArrayList<>());

    private Result attempt(String arguments) throws InterruptedException {
        var settled = (Plan.Settled)
                module("drover.hosting.second_connection: " + arguments).plan();
        var wish = (Value.Mapping) settled.result().fields().get(SecondConnection.FIELD);
        var target = new Target(
                "web1",
                "ssh",
                Optional.of("10.0.0.1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new SecondLogin(
                        (_, port) -> new NodeLink(() -> {
                            targets.add(port.map(target::at).orElse(target));
                            return nodes.open(targets.getLast());
                        }),
                        _ -> {})
                .attempt("web1", Optional.of(Become.sudo("root")), wish, settled.result());
    }

    @Test
    void logsInAtTheSamePlaceAndBecomesRoot() throws InterruptedException {
        assertThat(attempt("{}")).matches(it -> !it.failed() && !it.changed());
        assertThat(nodes.sent().getLast().become()).contains(Become.sudo("root"));
        assertThat(targets.getLast().arguments()).isEmpty();
    }

    @Test
    void knowsTheHostKeysAtAnotherPort() throws InterruptedException {
        attempt("{port: 2222}");
        assertThat(targets.getLast().port()).contains(2222);
        assertThat(targets.getLast().arguments()).containsExactly("-o", "HostKeyAlias=10.0.0.1");
        assertThat(targets.getLast().at(22).arguments().getLast()).isEqualTo("HostKeyAlias=[10.0.0.1]:2222");
    }

    @Test
    void failsInTheConnectionsWordsAfterTwoAttempts() throws InterruptedException {
        nodes.cut("web1");
        var result = attempt("{timeout: 5}");
        assertThat(result.failed()).isTrue();
        assertThat(result.fields().get("msg")).hasToString("no second connection: no route to host");
        assertThat(targets).hasSize(2);
    }

    @Test
    void takesOnlyPorts() {
        assertThatThrownBy(() -> module("drover.hosting.second_connection: {port: 70000}"))
                .hasMessageContaining("port must be between 1 and 65535");
    }
}
