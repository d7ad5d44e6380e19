package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import io.azbatch.operator.pool.PoolStep.Stand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the spec says and a pool with nodes can not take: Azure changes these fields only while a pool is empty, and to
 * empty it would take nodes away from tasks. So they wait, and the pool serves on.
 */
final class PendingChanges {

    /** Class of a change in {@code status.plan}. */
    static final String ZERO_NODES = "ZeroNodes";

    private static final String IMAGE = "spec.image";

    private PendingChanges() {}

    /** Spec paths; empty also when there is no pool to compare with. */
    static List<String> fields(PoolSnapshot snapshot) {
        List<String> fields = new ArrayList<>();
        snapshot.ownPool().ifPresent(pool -> {
            BatchPoolSpec spec = snapshot.spec();
            String agent = spec.nodeAgentSku();
            if (newImageWaits(snapshot, pool)) {
                fields.add(IMAGE);
            }
            if (!pool.vmSize().equalsIgnoreCase(spec.vmSize())) {
                fields.add("spec.vmSize");
            }
            if (spec.displayName() != null && !pool.displayName().equals(Optional.of(spec.displayName()))) {
                fields.add("spec.displayName");
            }
            if (!agent.equals(BatchPoolSpec.AUTO)
                    && pool.nodeAgentSku().filter(agent::equalsIgnoreCase).isEmpty()) {
                fields.add("spec.nodeAgentSku");
            }
            if (ResourceTags.differ(snapshot, pool)) {
                fields.add("spec.resourceTags");
            }
        });
        return List.copyOf(fields);
    }

    static boolean newImageWaits(PoolSnapshot snapshot, Pool pool) {
        return snapshot.image() instanceof Resolved image && !pool.imageId().equals(Optional.of(image.version()));
    }

    /** How a pending change is carried out. */
    static String wayToApply(PoolSnapshot snapshot) {
        String pool = snapshot.poolId();
        return "To apply it, delete Batch pool " + pool + " when its tasks may stop (`az batch pool delete --pool-id "
                + pool + "`): it is made again as declared.";
    }

    /** A pool that serves needs its image again one day; an image that is only being made is waited for in silence. */
    static Optional<PoolStep> imageStillThere(PoolSnapshot snapshot) {
        return switch (snapshot.image()) {
            case Resolved resolved -> Optional.empty();
            case ImageResolution.Unread(var doing, var trouble) ->
                Optional.of(new Stand(Standing.of(trouble, PoolReason.AzureBusy.name(), doing)));
            case ImageResolution.Unresolved(Standing standing) ->
                standing instanceof Standing.Working ? Optional.empty() : Optional.of(new Stand(standing));
            case ImageResolution.Awaited(Standing standing) ->
                standing instanceof Standing.Working
                        ? Optional.empty()
                        : Optional.of(new PoolStep.AwaitImage(standing));
        };
    }

    static Optional<PoolStep> atRest(PoolSnapshot snapshot) {
        String nodes = NodeHealth.of(snapshot).map(NodeHealth::progress).orElse("all nodes are there");
        List<String> fields = fields(snapshot);
        return Optional.of(new Stand(
                fields.isEmpty()
                        ? new Standing.Settled(PoolReason.Ready.name(), nodes)
                        : new Standing.Settled(
                                fields.equals(List.of(IMAGE))
                                        ? PoolReason.NewImageWaits.name()
                                        : PoolReason.PendingChange.name(),
                                nodes + ". A change of " + String.join(", ", fields)
                                        + " waits, since it needs an empty pool. " + wayToApply(snapshot))));
    }
}
