package io.azbatch.simulator.batch.job;

import java.time.Instant;
import java.util.Optional;

/**
 * How the last run of a task went, and how often it was tried.
 *
 * @param started absent before the first run and while it waits for another
 * @param ended absent while it runs
 * @param exitCode absent if it did not come to its end by itself
 * @param failure absent if nothing failed
 * @param retries runs after one that ended badly
 * @param requeues runs after one that was cut off
 */
public record Execution(
        Optional<Instant> started,
        Optional<Instant> ended,
        Optional<Integer> exitCode,
        Optional<Failure> failure,
        int retries,
        Optional<Instant> lastRetry,
        int requeues,
        Optional<Instant> lastRequeue) {
    /** Why a task failed. */
    public record Failure(String category, String code, String message) {
        public static final Failure EXIT_CODE =
                new Failure("UserError", "FailureExitCode", "The task exited with an exit code representing a failure");
        static final Failure ENDED = new Failure("UserError", "TaskEnded", "Task Was Ended by User Request");
    }

    static final Execution NONE = new Execution(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            0,
            Optional.empty());

    Execution start(Instant now) {
        return new Execution(
                Optional.of(now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                retries,
                lastRetry,
                requeues,
                lastRequeue);
    }

    Execution exit(Instant now, int code) {
        return new Execution(
                started,
                Optional.of(now),
                Optional.of(code),
                code == 0 ? Optional.empty() : Optional.of(Failure.EXIT_CODE),
                retries,
                lastRetry,
                requeues,
                lastRequeue);
    }

    Execution cutOff(Instant now) {
        return new Execution(
                started,
                Optional.of(now),
                Optional.empty(),
                Optional.of(Failure.ENDED),
                retries,
                lastRetry,
                requeues,
                lastRequeue);
    }

    Execution retry(Instant now) {
        return new Execution(
                Optional.of(now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                retries + 1,
                Optional.of(now),
                requeues,
                lastRequeue);
    }

    Execution requeue(Instant now) {
        return new Execution(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                retries,
                lastRetry,
                requeues + 1,
                Optional.of(now));
    }
}
