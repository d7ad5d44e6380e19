package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.batch.answer.BatchError;
import java.util.List;

/**
 * Why the last resize did not reach its targets.
 *
 * @param code such as {@code AccountCoreQuotaReached}
 * @param message Azure's words
 * @param values details, empty for none
 */
public record ResizeError(String code, String message, List<BatchError.Detail> values) {
    public ResizeError {
        values = List.copyOf(values);
    }

    static ResizeError stopped(boolean dedicated) {
        return new ResizeError(
                "ResizeStopped",
                "Desired number of " + kind(dedicated) + " could not be allocated due to a stop resize operation",
                List.of());
    }

    static ResizeError timedOut(boolean dedicated) {
        return new ResizeError(
                "AllocationTimedout",
                "Desired number of " + kind(dedicated) + " could not be allocated as the resize timeout was reached",
                List.of());
    }

    static ResizeError quota(boolean dedicated) {
        return dedicated
                ? new ResizeError(
                        "AccountCoreQuotaReached", "The specified account has reached dedicated core quota", List.of())
                : new ResizeError(
                        "AccountLowPriorityCoreQuotaReached",
                        "The specified account has reached low priority core quota",
                        List.of());
    }

    static ResizeError failed(boolean dedicated, List<BatchError.Detail> why) {
        return new ResizeError(
                "AllocationFailed", "Desired number of " + kind(dedicated) + " could not be allocated", why);
    }

    private static String kind(boolean dedicated) {
        return dedicated ? "dedicated nodes" : "low priority nodes";
    }
}
