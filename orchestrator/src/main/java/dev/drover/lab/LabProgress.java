package dev.drover.lab;

import java.time.Duration;

/** Told what is going on while a lab is made; from several threads, one call at a time. At least one event every two seconds. */
@FunctionalInterface
public interface LabProgress {

    LabProgress SILENT = event -> {};

    void on(Event event);

    /** One thing that happened or is under way; its text is a line for a person. */
    sealed interface Event {

        /** The image is being built; {@code step} is what it does now, {@code since} how long that has been going on in all. */
        record Building(String step, Duration since) implements Event {}

        record Booting(NodeName node) implements Event {}

        record Waiting(NodeName node, Duration since) implements Event {}

        record Ready(NodeName node, String address, Duration after) implements Event {}

        /** Something that the user should know: what could not be had, and how to get it. */
        record Note(String text) implements Event {}

        default String text() {
            return switch (this) {
                case Building building ->
                    "building the image: %s (%d s)"
                            .formatted(building.step(), building.since().toSeconds());
                case Booting booting -> booting.node() + ": booting";
                case Waiting waiting ->
                    "%s: booting (%d s)"
                            .formatted(waiting.node(), waiting.since().toSeconds());
                case Ready ready ->
                    "%s: ready at %s after %s s".formatted(ready.node(), ready.address(), seconds(ready.after()));
                case Note note -> note.text();
            };
        }

        private static String seconds(Duration time) {
            return time.toMillis() / 1000 + "." + time.toMillis() / 100 % 10;
        }
    }
}
