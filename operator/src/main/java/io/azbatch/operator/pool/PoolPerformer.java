package io.azbatch.operator.pool;

import io.azbatch.operator.cloud.BatchPools;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.Write;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.Outcome;
import io.azbatch.operator.pool.PoolStep.CreatePool;
import io.azbatch.operator.pool.PoolStep.DeletePool;
import io.azbatch.operator.pool.PoolStep.DisableAutoscale;
import io.azbatch.operator.pool.PoolStep.Effect;
import io.azbatch.operator.pool.PoolStep.LetGo;
import io.azbatch.operator.pool.PoolStep.Place;
import io.azbatch.operator.pool.PoolStep.ReplaceMetadata;
import io.azbatch.operator.pool.PoolStep.ResizePool;
import io.azbatch.operator.pool.PoolStep.RetryResize;

/** Takes the one step: the only writer to Azure for pools. Memory is written with the status, not here. */
final class PoolPerformer {

    private final BatchPools pools;

    PoolPerformer(BatchPools pools) {
        this.pools = pools;
    }

    Outcome perform(PoolStep step, Access access) {
        return step instanceof Effect effect && access instanceof Access.Granted(Credential credential, String origin)
                ? Outcome.of(write(effect, credential))
                : new Outcome.Nothing();
    }

    private Write write(Effect effect, Credential credential) {
        return switch (effect) {
            case CreatePool(Place at, var pool) -> pools.create(credential, at.endpoint(), pool);
            case ResizePool(Place at, var resize, var etag) ->
                pools.resize(credential, at.endpoint(), at.poolId(), resize, etag);
            case RetryResize(Place at, var resize, var etag, var attempt, var standing) ->
                pools.resize(credential, at.endpoint(), at.poolId(), resize, etag);
            case DisableAutoscale(Place at) -> pools.disableAutoscale(credential, at.endpoint(), at.poolId());
            case ReplaceMetadata(Place at, var metadata, var etag) ->
                pools.replaceMetadata(credential, at.endpoint(), at.poolId(), metadata, etag);
            case LetGo(Place at, var metadata, var etag) ->
                goneIsDone(pools.replaceMetadata(credential, at.endpoint(), at.poolId(), metadata, etag));
            case DeletePool(Place at) -> goneIsDone(pools.delete(credential, at.endpoint(), at.poolId()));
        };
    }

    private static Write goneIsDone(Write write) {
        return write instanceof Write.Refused(Trouble.NotFound gone) ? Write.accepted() : write;
    }
}
