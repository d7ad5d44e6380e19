package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.Condition;
import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchPools.AllocationState;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.cloud.BatchPools.PoolState;
import io.azbatch.operator.control.Conditions;
import io.azbatch.operator.control.Conditions.Truth;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The conditions of a pool. One that nothing is known about in this pass stays as it was. */
final class PoolConditions {

    static final String IMAGE_RESOLVED = "ImageResolved";
    static final String PROVISIONED = "Provisioned";
    static final String IMAGE_CURRENT = "ImageCurrent";
    static final String SCALED = "Scaled";
    static final String NODES_HEALTHY = "NodesHealthy";

    private static final String NOT_SEEN = "Azure has not been looked at yet";

    private final Conditions conditions;
    private final PoolSnapshot snapshot;

    private PoolConditions(Conditions conditions, PoolSnapshot snapshot) {
        this.conditions = conditions;
        this.snapshot = snapshot;
    }

    static List<Condition> of(PoolSnapshot snapshot, Standing standing, Duration delayed, List<Condition> before) {
        Conditions conditions = new Conditions(before, snapshot.subject().generation(), snapshot.now());
        conditions.standing(standing, delayed);
        PoolConditions pool = new PoolConditions(conditions, snapshot);
        pool.imageResolved();
        pool.provisioned();
        pool.imageCurrent();
        pool.scaled();
        pool.nodesHealthy();
        return conditions.build();
    }

    private void imageResolved() {
        if (!seen() || snapshot.subject().deleting()) {
            keep(IMAGE_RESOLVED);
            return;
        }
        switch (snapshot.image()) {
            case ImageResolution.Unread unread -> keep(IMAGE_RESOLVED);
            case ImageResolution.Unresolved(Standing standing) -> unresolved(standing);
            case ImageResolution.Awaited(Standing standing) -> unresolved(standing);
            case Resolved image -> {
                if (Provision.nodeAgent(snapshot).orElse(null) instanceof NodeAgentMatch.Unknown(String message)) {
                    add(IMAGE_RESOLVED, Truth.False, PoolReason.NodeAgentSkuUnknown, message);
                } else if (snapshot.supportedImages().unread().isPresent()) {
                    keep(IMAGE_RESOLVED);
                } else {
                    add(IMAGE_RESOLVED, Truth.True, PoolReason.Resolved, "image version " + image.title());
                }
            }
        }
    }

    private void unresolved(Standing standing) {
        conditions.add(
                IMAGE_RESOLVED,
                standing instanceof Standing.Working ? Truth.Unknown : Truth.False,
                standing.reason(),
                standing.message());
    }

    private void provisioned() {
        Optional<Pool> there = snapshot.pool().found();
        String id = snapshot.poolId();
        if (snapshot.account().isAbsent()) {
            add(PROVISIONED, Truth.False, PoolReason.AccountNotFound, "there is no Batch account for the pool");
        } else if (there.isPresent() && snapshot.ownership(there.get()) != Ownership.OURS) {
            add(PROVISIONED, Truth.False, PoolReason.PoolNotOurs, Provision.notOurs(snapshot));
        } else if (there.isPresent() && there.get().state() == PoolState.DELETING) {
            add(PROVISIONED, Truth.False, PoolReason.PoolBeingDeleted, "Batch pool " + id + " is being deleted");
        } else if (there.isPresent()) {
            add(PROVISIONED, Truth.True, PoolReason.Provisioned, "Batch pool " + id + " is there");
        } else if (snapshot.pool().isAbsent()
                && ResourceTags.objection(snapshot).isPresent()) {
            add(
                    PROVISIONED,
                    Truth.False,
                    PoolReason.AccountNotUserSubscription,
                    ResourceTags.objection(snapshot).get());
        } else if (snapshot.pool().isAbsent()) {
            add(PROVISIONED, Truth.Unknown, PoolReason.Pending, "Batch pool " + id + " is not there");
        } else {
            keep(PROVISIONED);
        }
    }

    private void imageCurrent() {
        if (!seen() || snapshot.subject().deleting()) {
            keep(IMAGE_CURRENT);
            return;
        }
        Optional<Pool> pool = snapshot.ownPool();
        if (pool.isEmpty()) {
            noPool(IMAGE_CURRENT);
            return;
        }
        switch (snapshot.image()) {
            case ImageResolution.Unread unread -> keep(IMAGE_CURRENT);
            case ImageResolution.Unresolved(Standing standing) ->
                conditions.add(IMAGE_CURRENT, Truth.Unknown, standing.reason(), standing.message());
            case ImageResolution.Awaited(Standing standing) ->
                conditions.add(IMAGE_CURRENT, Truth.Unknown, standing.reason(), standing.message());
            case Resolved image -> {
                if (PendingChanges.newImageWaits(snapshot, pool.get())) {
                    add(
                            IMAGE_CURRENT,
                            Truth.False,
                            PoolReason.NewImageWaits,
                            "image version " + image.title() + " waits. " + PendingChanges.wayToApply(snapshot));
                } else {
                    add(
                            IMAGE_CURRENT,
                            Truth.True,
                            PoolReason.ImageCurrent,
                            "the nodes boot from image version " + image.title());
                }
            }
        }
    }

    private void scaled() {
        if (!seen()) {
            keep(SCALED);
            return;
        }
        PoolTargets targets = snapshot.targets();
        snapshot.ownPool()
                .ifPresentOrElse(
                        pool -> {
                            String nodes = Scaling.nodes(pool, targets);
                            if (Scaling.scaled(pool, targets)) {
                                add(SCALED, Truth.True, PoolReason.Scaled, nodes);
                            } else if (Scaling.failed(snapshot).isPresent()) {
                                conditions.add(SCALED, Truth.False, failure(pool), Scaling.shortfall(snapshot, pool));
                            } else {
                                add(SCALED, Truth.Unknown, PoolReason.Resizing, nodes);
                            }
                        },
                        () -> noPool(SCALED));
    }

    /** Azure's own code, where it gives one. */
    private static String failure(Pool pool) {
        return pool.resizeErrors().stream()
                .findFirst()
                .map(error -> error.code())
                .orElse(PoolReason.ResizeFailed.name());
    }

    private void nodesHealthy() {
        Optional<NodeHealth> counted = NodeHealth.of(snapshot);
        if (!seen() || (snapshot.ownPool().isPresent() && counted.isEmpty())) {
            keep(NODES_HEALTHY);
        } else if (snapshot.ownPool().isEmpty()) {
            noPool(NODES_HEALTHY);
        } else {
            health(counted.orElseThrow(), snapshot.ownPool().get());
        }
    }

    private void health(NodeHealth health, Pool pool) {
        boolean complete = pool.allocationState() == AllocationState.STEADY
                && health.total() == pool.currentDedicated() + pool.currentSpot();
        if (!health.broken().isEmpty()) {
            add(NODES_HEALTHY, Truth.False, PoolReason.NodesUnhealthy, health.complaint(snapshot));
        } else if (!health.interrupted().isEmpty()) {
            add(NODES_HEALTHY, Truth.Unknown, PoolReason.NodesInterrupted, health.interruption());
        } else if (!health.starting().isEmpty() || !complete) {
            add(NODES_HEALTHY, Truth.Unknown, PoolReason.BringUp, health.progress());
        } else {
            add(NODES_HEALTHY, Truth.True, PoolReason.NodesHealthy, health.progress());
        }
    }

    private boolean seen() {
        return snapshot.pool().found().isPresent() || snapshot.pool().isAbsent();
    }

    private void noPool(String type) {
        add(type, Truth.Unknown, PoolReason.Pending, "there is no Batch pool of this object yet");
    }

    private void keep(String type) {
        conditions.keep(type, PoolReason.Pending.name(), NOT_SEEN);
    }

    private void add(String type, Truth truth, PoolReason reason, String message) {
        conditions.add(type, truth, reason.name(), message);
    }
}
