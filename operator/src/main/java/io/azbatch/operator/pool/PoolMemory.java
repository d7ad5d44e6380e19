package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPoolStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered in the status because Azure can not show it. An attempt is written down with the etag of the pool
 * that it is for, before it is sent: the etag changes when Azure takes the resize, so an attempt is sent once, and if
 * this is lost the budget begins again.
 *
 * @param handledRequest the last reconcile request acted on
 */
public record PoolMemory(Optional<Retry> retry, Optional<String> handledRequest) {

    /**
     * @param target such as {@code 3+1}
     * @param attempts how often the resize to this target was asked for again
     * @param lastAt when it was last asked for again, at first when the failure was seen
     * @param etag of the pool that the last attempt is for; absent before the first
     */
    public record Retry(String target, int attempts, Instant lastAt, Optional<String> etag) {}

    static PoolMemory of(BatchPoolStatus status) {
        return new PoolMemory(
                Optional.ofNullable(status.resizeRetry()).map(PoolMemory::retry),
                Optional.ofNullable(status.lastHandledReconcileAt()));
    }

    private static Retry retry(BatchPoolStatus.ResizeRetry retry) {
        return new Retry(
                retry.target(), retry.attempts(), Instant.parse(retry.lastAt()), Optional.ofNullable(retry.etag()));
    }

    PoolMemory with(Retry other) {
        return new PoolMemory(Optional.of(other), handledRequest);
    }
}
