package dev.drover.run;

import java.time.Duration;

/** Lets time pass, between attempts of a task; tests let none pass. */
@FunctionalInterface
public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
}
