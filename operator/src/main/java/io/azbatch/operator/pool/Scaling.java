package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchPools.AllocationState;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.cloud.BatchPools.ResizeError;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.PoolMemory.Retry;
import io.azbatch.operator.pool.PoolStep.DisableAutoscale;
import io.azbatch.operator.pool.PoolStep.Remember;
import io.azbatch.operator.pool.PoolStep.ResizePool;
import io.azbatch.operator.pool.PoolStep.RetryResize;
import io.azbatch.operator.pool.PoolStep.Stand;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rules for the number of nodes. Azure takes a resize only while the pool is steady, and a resize that it could not
 * meet ends steady with too few nodes, the target unchanged and the reason in {@code resizeErrors}, which stay until
 * the next resize.
 */
final class Scaling {

    private Scaling() {}

    /** Somebody has switched autoscale on. */
    static Optional<PoolStep> fixed(PoolSnapshot snapshot) {
        return snapshot.ownPool().filter(Pool::autoscale).map(pool -> new DisableAutoscale(snapshot.place()));
    }

    static Optional<PoolStep> targetsAsDeclared(PoolSnapshot snapshot) {
        PoolTargets targets = snapshot.targets();
        return snapshot.ownPool()
                .filter(pool -> !targeted(pool, targets))
                .map(pool -> steady(pool)
                        ? new ResizePool(snapshot.place(), targets.resize(), pool.etag())
                        : Stand.working(
                                PoolReason.Resizing,
                                "Batch pool is still resizing to "
                                        + target(pool.targetDedicated(), pool.targetSpot()) + "; after that to "
                                        + target(targets.dedicated(), targets.spot())));
    }

    static Optional<PoolStep> resizeDone(PoolSnapshot snapshot) {
        return snapshot.ownPool().filter(pool -> !steady(pool)).map(pool -> {
            String message = "nodes are being added or removed: " + nodes(pool, snapshot.targets());
            return retry(snapshot)
                    .filter(retry -> retry.attempts() > 0)
                    .map(retry -> new Stand(troubled(snapshot, retry.attempts() - 1, message)))
                    .orElseGet(() -> Stand.working(PoolReason.Resizing, message));
        });
    }

    /** Too few nodes, or too many, is tried again within the budget; each attempt is announced before it is sent. */
    static Optional<PoolStep> nodesAllocated(PoolSnapshot snapshot) {
        return failed(snapshot).map(pool -> retry(snapshot)
                .map(retry -> again(snapshot, pool, retry))
                .orElseGet(() -> begin(snapshot, pool)));
    }

    /** The pool, if Azure has ended the resize to the declared target without reaching it. */
    static Optional<Pool> failed(PoolSnapshot snapshot) {
        return snapshot.ownPool()
                .filter(pool -> steady(pool) && !pool.autoscale() && targeted(pool, snapshot.targets()))
                .filter(pool -> !met(pool));
    }

    /** Whether the pool has as many nodes as declared, and is at rest. */
    static boolean scaled(Pool pool, PoolTargets targets) {
        return steady(pool) && !pool.autoscale() && targeted(pool, targets) && met(pool);
    }

    /** What is remembered of attempts for the present target, as long as it is not reached. */
    static Optional<Retry> retry(PoolSnapshot snapshot) {
        PoolTargets targets = snapshot.targets();
        return snapshot.memory()
                .retry()
                .filter(retry -> retry.target().equals(targets.target()))
                .filter(retry ->
                        snapshot.ownPool().filter(pool -> scaled(pool, targets)).isEmpty());
    }

    private static PoolStep begin(PoolSnapshot snapshot, Pool pool) {
        Retry seen = new Retry(snapshot.targets().target(), 0, seconds(snapshot), Optional.empty());
        return new Remember(
                snapshot.memory().with(seen), troubled(snapshot, 0, shortfall(snapshot, pool) + next(snapshot, seen)));
    }

    private static PoolStep again(PoolSnapshot snapshot, Pool pool, Retry retry) {
        if (retry.etag().equals(Optional.of(pool.etag()))) {
            return new RetryResize(
                    snapshot.place(),
                    snapshot.targets().resize(),
                    pool.etag(),
                    retry.attempts(),
                    troubled(
                            snapshot,
                            retry.attempts() - 1,
                            "nodes are asked for once more, attempt " + retry.attempts()));
        }
        return snapshot.now().isBefore(due(snapshot, retry))
                ? new Stand(troubled(snapshot, retry.attempts(), shortfall(snapshot, pool) + next(snapshot, retry)))
                : announce(snapshot, snapshot.memory(), pool, retry.attempts() + 1);
    }

    /** Writes an attempt down, for the pool as it is now. */
    static PoolStep announce(PoolSnapshot snapshot, PoolMemory memory, Pool pool, int attempt) {
        Retry announced = new Retry(snapshot.targets().target(), attempt, seconds(snapshot), Optional.of(pool.etag()));
        return new Remember(
                memory.with(announced),
                troubled(
                        snapshot,
                        attempt - 1,
                        shortfall(snapshot, pool) + " The nodes are asked for once more, attempt " + attempt + "."));
    }

    /** @param failures attempts that have failed so far */
    private static Standing troubled(PoolSnapshot snapshot, int failures, String message) {
        return failures < snapshot.budget().attempts()
                ? new Standing.Delayed(PoolReason.ResizeFailed.name(), message)
                : new Standing.Blocked(PoolReason.ResizeBudgetSpent.name(), message);
    }

    private static Instant due(PoolSnapshot snapshot, Retry retry) {
        return retry.lastAt().plus(snapshot.budget().delayAfter(retry.attempts()));
    }

    private static String next(PoolSnapshot snapshot, Retry retry) {
        int budget = snapshot.budget().attempts();
        return " The nodes are asked for again at " + due(snapshot, retry)
                + (retry.attempts() < budget
                        ? " (attempt " + (retry.attempts() + 1) + " of " + budget + ")."
                        : ", or at once with a new value of annotation azbatch.io/reconcile-requested-at.");
    }

    /** How many nodes there are, why not more, and what to do. */
    static String shortfall(PoolSnapshot snapshot, Pool pool) {
        String errors = pool.resizeErrors().isEmpty()
                ? "Azure gives no reason."
                : pool.resizeErrors().stream()
                        .map(error -> error.code() + ": " + error.message().replaceFirst("\\.$", ""))
                        .collect(Collectors.joining("; ", "", "."));
        return nodes(pool, snapshot.targets()) + ". " + errors
                + pool.resizeErrors().stream().findFirst().map(Scaling::advice).orElse("");
    }

    private static String advice(ResizeError error) {
        if (error.code().contains("Quota")) {
            return " Raise the quota of the Batch account, or lower spec.scale.";
        }
        return switch (error.code()) {
            case "ResizeStopped" -> " Somebody has stopped the resize.";
            case "RemoveNodesFailed" -> " Tasks that do not end keep their nodes: see nodeDeallocationOption.";
            case "UnsupportedVMSize" -> " Choose another spec.vmSize.";
            default -> " If it stays so, choose another spec.vmSize, or an image that fits it.";
        };
    }

    /** Such as {@code 1 of 3 nodes}. */
    static String nodes(Pool pool, PoolTargets targets) {
        return pool.currentDedicated() + pool.currentSpot() + " of " + targets.replicas() + " nodes";
    }

    private static String target(int dedicated, int spot) {
        return dedicated + " dedicated and " + spot + " Spot nodes";
    }

    private static boolean steady(Pool pool) {
        return pool.allocationState() == AllocationState.STEADY;
    }

    private static boolean targeted(Pool pool, PoolTargets targets) {
        return pool.targetDedicated() == targets.dedicated() && pool.targetSpot() == targets.spot();
    }

    private static boolean met(Pool pool) {
        return pool.currentDedicated() == pool.targetDedicated() && pool.currentSpot() == pool.targetSpot();
    }

    private static Instant seconds(PoolSnapshot snapshot) {
        return snapshot.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
