package dev.drover.lab;

import java.time.Duration;
import java.util.List;

/**
 * How bad the way to a node is made; the way back stays as it is.
 *
 * @param delay what every packet takes longer
 * @param lossPercent of packets that are lost, 0 to 100
 * @param kilobits how many go through each second; 0 for as many as the machine can
 */
public record Slowness(Duration delay, double lossPercent, int kilobits) {

    public Slowness {
        if (delay.isNegative()) {
            throw new LabException("a delay can't be negative");
        }
        if (!(lossPercent >= 0 && lossPercent <= 100)) {
            throw new LabException("a loss is 0 to 100 percent, not " + lossPercent);
        }
        if (kilobits < 0) {
            throw new LabException("a rate can't be negative");
        }
    }

    /** Only a delay. */
    public static Slowness of(Duration delay) {
        return new Slowness(delay, 0, 0);
    }

    /** As tc's netem takes it. */
    List<String> netem() {
        var words = new java.util.ArrayList<>(List.of("netem", "delay", delay.toMillis() + "ms"));
        if (lossPercent > 0) {
            words.addAll(List.of("loss", lossPercent + "%"));
        }
        if (kilobits > 0) {
            words.addAll(List.of("rate", kilobits + "kbit"));
        }
        return List.copyOf(words);
    }

    /** As relay.py takes it. */
    List<String> relay() {
        return List.of(Long.toString(delay.toMillis()), Double.toString(lossPercent), Integer.toString(kilobits));
    }
}
