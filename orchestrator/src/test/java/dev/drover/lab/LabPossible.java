package dev.drover.lab;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests where there can be no lab, and says why. */
class LabPossible implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String obstacle = Prerequisites.obstacle();
        if (obstacle.isEmpty() && !Prerequisites.missing().isEmpty()) {
            obstacle = "a lab needs these Debian packages: " + String.join(" ", Prerequisites.missing());
        }
        if (obstacle.isEmpty()) {
            return ConditionEvaluationResult.enabled("a lab is possible here");
        }
        return ConditionEvaluationResult.disabled(obstacle);
    }
}
