package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchPools.NewPool;
import io.azbatch.operator.cloud.BatchPools.PoolState;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import io.azbatch.operator.pool.PoolStep.CreatePool;
import io.azbatch.operator.pool.PoolStep.ReplaceMetadata;
import io.azbatch.operator.pool.PoolStep.Stand;
import java.time.ZoneOffset;
import java.util.Optional;

/** The rules that make the pool be there, and be ours. */
final class Provision {

    private Provision() {}

    /** Azure gives an id free only when the pool is really gone; then it is made again. */
    static Optional<PoolStep> notBeingDeleted(PoolSnapshot snapshot) {
        return snapshot.pool()
                .found()
                .filter(pool -> pool.state() == PoolState.DELETING)
                .map(pool -> Stand.working(
                        PoolReason.PoolBeingDeleted,
                        "Batch pool " + pool.id() + " was deleted by somebody and is on its way out; it is made again"
                                + " when it is gone"));
    }

    static Optional<PoolStep> ours(PoolSnapshot snapshot) {
        return snapshot.pool()
                .found()
                .filter(pool -> snapshot.ownership(pool) != Ownership.OURS)
                .map(pool -> Stand.blocked(PoolReason.PoolNotOurs, notOurs(snapshot)));
    }

    static String notOurs(PoolSnapshot snapshot) {
        Optional<String> maker = snapshot.pool()
                .found()
                .flatMap(pool -> Optional.ofNullable(pool.metadata().get(OwnerMark.OWNER)));
        String there = "Batch pool " + snapshot.poolId() + " is there already and ";
        String wayOut = ": delete it in Azure, or make this object anew with another spec.poolId";
        return maker.map(owner -> there + "was made by " + owner + wayOut)
                .orElseGet(
                        () -> there + "has no owner's mark" + wayOut + ", or give the pool to it by setting metadata "
                                + OwnerMark.OWNER + "=" + snapshot.owner().owner() + " on the pool");
    }

    /** A pool that is to be made: the account takes what it would carry. */
    static Optional<PoolStep> tagsTaken(PoolSnapshot snapshot) {
        return snapshot.pool().isAbsent() ? ResourceTags.refused(snapshot) : Optional.empty();
    }

    static Optional<PoolStep> imageResolved(PoolSnapshot snapshot) {
        return snapshot.pool().isAbsent() ? unresolved(snapshot.image()) : Optional.empty();
    }

    private static Optional<PoolStep> unresolved(ImageResolution image) {
        return switch (image) {
            case Resolved resolved -> Optional.empty();
            case ImageResolution.Unresolved(Standing standing) -> Optional.of(new Stand(standing));
            case ImageResolution.Awaited(Standing standing) -> Optional.of(new PoolStep.AwaitImage(standing));
            case ImageResolution.Unread(var doing, var trouble) ->
                Optional.of(new Stand(Standing.of(trouble, PoolReason.AzureBusy.name(), doing)));
        };
    }

    static Optional<PoolStep> created(PoolSnapshot snapshot) {
        if (!snapshot.pool().isAbsent() || !(snapshot.image() instanceof Resolved image)) {
            return Optional.empty();
        }
        return snapshot.supportedImages()
                .unread()
                .<PoolStep>map(trouble -> new Stand(
                        Standing.of(trouble, PoolReason.AzureBusy.name(), "listing the images that Batch supports")))
                .or(() -> nodeAgent(snapshot).map(match -> switch (match) {
                    case NodeAgentMatch.Found(String sku) ->
                        new CreatePool(snapshot.place(), newPool(snapshot, image, sku));
                    case NodeAgentMatch.Unknown(String message) ->
                        Stand.blocked(PoolReason.NodeAgentSkuUnknown, message);
                }));
    }

    /** Only known while a pool is to be made. */
    static Optional<NodeAgentMatch> nodeAgent(PoolSnapshot snapshot) {
        return snapshot.image() instanceof Resolved image
                ? snapshot.supportedImages()
                        .found()
                        .map(supported -> NodeAgentMatch.of(
                                snapshot.spec().nodeAgentSku(),
                                image,
                                supported,
                                snapshot.now().atOffset(ZoneOffset.UTC).toLocalDate()))
                : Optional.empty();
    }

    private static NewPool newPool(PoolSnapshot snapshot, Resolved image, String nodeAgentSku) {
        PoolTargets targets = snapshot.targets();
        return new NewPool(
                targets.poolId(),
                Optional.ofNullable(snapshot.spec().displayName()),
                snapshot.spec().vmSize(),
                image.version(),
                nodeAgentSku,
                targets.dedicated(),
                targets.spot(),
                targets.resizeTimeout(),
                targets.metadata(),
                snapshot.spec().resourceTags());
    }

    static Optional<PoolStep> metadataAsDeclared(PoolSnapshot snapshot) {
        return snapshot.pool()
                .found()
                .filter(pool -> !pool.metadata().equals(snapshot.targets().metadata()))
                .map(pool ->
                        new ReplaceMetadata(snapshot.place(), snapshot.targets().metadata(), pool.etag()));
    }
}
