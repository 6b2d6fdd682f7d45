package dev.drover;

import java.util.ArrayDeque;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints of every test that is skipped why it is, as one line; JUnit finds this class by the services file. */
public final class SkipReasons implements TestExecutionListener {

    private volatile TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        print(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            print(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
        }
    }

    private void print(TestIdentifier test, String reason) {
        System.out.println("skipped: " + path(test) + ": " + reason);
    }

    /** Class, then what is in it, without the engine. */
    private String path(TestIdentifier test) {
        var names = new ArrayDeque<String>();
        for (var at = Optional.of(test); at.flatMap(plan::getParent).isPresent(); at = at.flatMap(plan::getParent)) {
            names.addFirst(at.get().getDisplayName());
        }
        return String.join(" ", names);
    }
}
