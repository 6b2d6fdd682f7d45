package dev.drover.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.node.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeterTest {

    private final Meter meter = new Meter();

    @Test
    void countsWhatIsAnsweredAndNotWhatComesByItself() {
        meter.connected();
        meter.received(20); // the server's banner
        meter.sent(10);
        meter.sent(10);
        meter.received(30);
        meter.received(30); // the rest of the answer
        meter.sent(5); // never answered
        meter.loggedIn(Duration.ofMillis(3));

        assertThat(meter.traffic()).isEqualTo(new Traffic(2, 25, 80, Duration.ofMillis(3)));
    }
}
