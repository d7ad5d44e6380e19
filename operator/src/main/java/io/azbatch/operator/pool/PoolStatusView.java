package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPoolStatus;
import io.azbatch.api.v1beta1.BatchPoolStatus.Nodes;
import io.azbatch.api.v1beta1.BatchPoolStatus.Plan;
import io.azbatch.api.v1beta1.BatchPoolStatus.ResizeError;
import io.azbatch.api.v1beta1.BatchPoolStatus.ResizeRetry;
import io.azbatch.api.v1beta1.BatchPoolStatus.UnhealthyNodes;
import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.control.Conditions;
import io.azbatch.operator.control.Outcome;
import io.azbatch.operator.control.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is so, as status: a pure function of what was seen, what was done, and what stood there before. What could not
 * be seen in this pass stays as it was.
 */
final class PoolStatusView {

    private static final int ERROR_LIMIT = 5;

    private PoolStatusView() {}

    /** How the pool stands after the pass. */
    static Standing standing(PoolSnapshot snapshot, PoolStep step, Outcome outcome) {
        Standing standing =
                switch (step) {
                    case PoolStep.Stand(Standing named) -> named;
                    case PoolStep.AwaitImage(Standing named) -> named;
                    case PoolStep.Remember(PoolMemory memory, Standing named) -> named;
                    case PoolStep.Release release ->
                        new Standing.Terminating(PoolReason.Deleting.name(), "nothing is left to do in Azure");
                    case PoolStep.Effect effect ->
                        outcome instanceof Outcome.Refused(var trouble)
                                ? Standing.of(trouble, PoolReason.AzureBusy.name(), effect.doing())
                                : effect.standing();
                };
        return snapshot.subject().deleting() ? Standing.Terminating.of(standing, PoolReason.Deleting.name()) : standing;
    }

    /** @param delayed how long the pool has been delayed without a break */
    static BatchPoolStatus status(
            PoolSnapshot snapshot, PoolStep step, Standing standing, Duration delayed, BatchPoolStatus before) {
        PoolMemory memory =
                step instanceof PoolStep.Remember(PoolMemory written, Standing named) ? written : snapshot.memory();
        Sight sight = new Sight(snapshot, before);
        Optional<ImageInUse> inUse = sight.seen() ? ImageInUse.of(snapshot, step, before) : ImageInUse.of(before);
        return new BatchPoolStatus(
                snapshot.subject().generation(),
                PoolConditions.of(snapshot, standing, delayed, before.conditions()),
                memory.handledRequest().orElse(null),
                sight.seen()
                        ? snapshot.poolId()
                        : Optional.ofNullable(before.poolId()).orElse(snapshot.poolId()),
                inUse.map(ImageInUse::id).orElse(null),
                inUse.map(ImageInUse::source).orElse(null),
                inUse.map(ImageInUse::origin).orElse(null),
                sight.of(pool -> pool.nodeAgentSku().orElse(null), before.nodeAgentSku()),
                sight.seen() ? sight.count() : before.replicas(),
                "azbatch.io/pool=" + snapshot.subject().uid(),
                sight.of(pool -> nodes(snapshot, pool, before), before.nodes()),
                sight.of(pool -> pool.allocationState().name().toLowerCase(Locale.ROOT), before.allocationState()),
                Optional.ofNullable(sight.of(pool -> resizeErrors(snapshot, pool), before.resizeErrors()))
                        .orElse(List.of()),
                retry(snapshot, step, memory),
                sight.of(pool -> plan(snapshot), before.plan()));
    }

    /** What was seen of our pool, with what stood there before where nothing was seen. */
    private record Sight(PoolSnapshot snapshot, BatchPoolStatus before) {

        boolean seen() {
            return snapshot.pool().found().isPresent() || snapshot.pool().isAbsent();
        }

        Integer count() {
            return snapshot.ownPool()
                    .map(pool -> pool.currentDedicated() + pool.currentSpot())
                    .orElse(0);
        }

        /** From our pool; nothing when it is not there; as before when nobody could look. */
        <T> @Nullable T of(Function<Pool, @Nullable T> from, @Nullable T otherwise) {
            return seen() ? snapshot.ownPool().map(from).orElse(null) : otherwise;
        }
    }

    /** Whether the difference is more than progress. */
    static boolean urgent(BatchPoolStatus before, BatchPoolStatus after) {
        return !essence(before).equals(essence(after));
    }

    private static List<Object> essence(BatchPoolStatus status) {
        return List.of(
                Optional.ofNullable(status.observedGeneration()),
                status.conditions().stream()
                        .map(condition -> List.of(condition.type(), condition.status(), condition.reason()))
                        .toList(),
                Optional.ofNullable(status.lastHandledReconcileAt()),
                Optional.ofNullable(status.poolId()),
                Optional.ofNullable(status.imageId()),
                Optional.ofNullable(status.resizeRetry()),
                Optional.ofNullable(status.plan()));
    }

    private static @Nullable Nodes nodes(PoolSnapshot snapshot, Pool pool, BatchPoolStatus before) {
        return NodeHealth.of(snapshot)
                .map(health -> new Nodes(
                        pool.currentDedicated() + pool.currentSpot(),
                        pool.targetDedicated() + pool.targetSpot(),
                        health.ready(),
                        unhealthy(health)))
                .orElse(before.nodes());
    }

    private static List<UnhealthyNodes> unhealthy(NodeHealth health) {
        SortedMap<String, Integer> states = new TreeMap<>(health.broken());
        states.putAll(health.interrupted());
        return states.entrySet().stream()
                .map((Map.Entry<String, Integer> state) -> new UnhealthyNodes(state.getKey(), state.getValue()))
                .toList();
    }

    /** Azure keeps the errors of a resize until the next one, also when they no longer matter; then they are left out. */
    private static List<ResizeError> resizeErrors(PoolSnapshot snapshot, Pool pool) {
        return Scaling.scaled(pool, snapshot.targets())
                ? List.of()
                : pool.resizeErrors().stream()
                        .limit(ERROR_LIMIT)
                        .map(error -> new ResizeError(error.code(), Conditions.shortened(error.message())))
                        .toList();
    }

    private static @Nullable ResizeRetry retry(PoolSnapshot snapshot, PoolStep step, PoolMemory memory) {
        Optional<PoolMemory.Retry> retry = step instanceof PoolStep.Remember ? memory.retry() : Scaling.retry(snapshot);
        return retry.map(kept -> new ResizeRetry(
                        kept.target(),
                        kept.attempts(),
                        kept.lastAt().toString(),
                        kept.etag().orElse(null)))
                .orElse(null);
    }

    private static @Nullable Plan plan(PoolSnapshot snapshot) {
        List<String> fields = PendingChanges.fields(snapshot);
        return fields.isEmpty() ? null : new Plan(PendingChanges.ZERO_NODES, fields);
    }
}
