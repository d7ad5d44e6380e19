package io.azbatch.simulator.batch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.azbatch.simulator.http.Json;
import java.util.Locale;
import java.util.Optional;

/** What a task's {@code exitConditions} make of its end. */
final class ExitRules {
    private ExitRules() {}

    /** Whether tasks that depend on this one may run. Without a word on it they may after exit code 0 alone. */
    static boolean satisfiesDependents(Task task) {
        if (task.state() != TaskState.COMPLETED) {
            return false;
        }
        String action = Json.text(options(task), "dependencyAction");
        return action.isEmpty() ? task.succeeded() : action.equalsIgnoreCase("satisfy");
    }

    /** What becomes of the job: {@code none}, {@code disable} or {@code terminate}, the last after a failure without a word on it. */
    static String jobAction(Task task) {
        String action = Json.text(options(task), "jobAction").toLowerCase(Locale.ROOT);
        String usual = task.succeeded() ? "none" : "terminate";
        return action.isEmpty() ? usual : action;
    }

    private static JsonNode options(Task task) {
        JsonNode conditions = task.settings().path("exitConditions");
        Optional<Integer> code = task.execution().exitCode();
        if (code.isEmpty()) {
            return conditions.path("default");
        }
        for (JsonNode one : conditions.path("exitCodes")) {
            if (one.path("code").asInt() == code.get()) {
                return one.path("exitOptions");
            }
        }
        for (JsonNode range : conditions.path("exitCodeRanges")) {
            if (range.path("start").asInt() <= code.get()
                    && code.get() <= range.path("end").asInt()) {
                return range.path("exitOptions");
            }
        }
        return code.get() == 0 ? MissingNode.getInstance() : conditions.path("default");
    }
}
