package io.azbatch.simulator.arm.compute.runcommand;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One run of a script.
 *
 * @param start virtual time when the agent begins it
 * @param timeout after which it is ended
 * @param outcome what it comes to if it is given the time
 */
record Execution(Instant start, Duration timeout, ScriptOutcome outcome) {

    boolean timesOut() {
        return outcome.duration().compareTo(timeout) > 0;
    }

    Instant end() {
        return start.plus(timesOut() ? timeout : outcome.duration());
    }

    /** Whether it came to its own end, and that was good. */
    boolean succeeds() {
        return !timesOut() && outcome.exitCode() == 0;
    }

    /** What the instance view says at a moment. */
    ObjectNode view(Instant now) {
        if (now.isBefore(start)) {
            return view("Pending", "", 0, "", "");
        }
        if (now.isBefore(end())) {
            return started(view("Running", "", 0, "", ""));
        }
        ObjectNode view = timesOut() ? view("TimedOut", message(), -1, outcome.output(), outcome.error()) : finished();
        return started(view).put("endTime", seconds(end()));
    }

    /** What is said of an end. */
    String message() {
        if (timesOut()) {
            return "Execution failed: failed to execute command: command terminated after " + timeout.toSeconds()
                    + " seconds";
        }
        return succeeds()
                ? "Execution completed"
                : "Execution failed: failed to execute command: command terminated with exit status="
                        + outcome.exitCode();
    }

    private ObjectNode finished() {
        return view(
                succeeds() ? "Succeeded" : "Failed", message(), outcome.exitCode(), outcome.output(), outcome.error());
    }

    private ObjectNode started(ObjectNode view) {
        return view.put("startTime", seconds(start));
    }

    private static ObjectNode view(String state, String message, int exitCode, String output, String error) {
        return Json.object()
                .put("exitCode", exitCode)
                .put("executionState", state)
                .put("executionMessage", message)
                .put("output", output)
                .put("error", error);
    }

    private static String seconds(Instant instant) {
        return ArmTime.offset(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
