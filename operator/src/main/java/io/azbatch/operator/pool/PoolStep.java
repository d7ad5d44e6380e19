package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchPools.NewPool;
import io.azbatch.operator.cloud.BatchPools.Resize;
import io.azbatch.operator.control.Standing;
import java.net.URI;
import java.util.Map;

/** The one thing that a pass does for a pool. */
public sealed interface PoolStep {

    /** A write to Azure. */
    sealed interface Effect extends PoolStep {
        /** What is being done, for people: a sentence without its end. */
        String doing();

        /** How the pool stands once Azure has taken it. */
        Standing standing();
    }

    /**
     * Where a Batch pool is.
     *
     * @param endpoint of the account's data plane
     */
    record Place(URI endpoint, String poolId) {}

    record CreatePool(Place place, NewPool pool) implements Effect {
        @Override
        public String doing() {
            return "creating Batch pool " + place.poolId() + " with image version "
                    + pool.imageId().name() + " and node agent " + pool.nodeAgentSku();
        }

        @Override
        public Standing standing() {
            return new Standing.Working(PoolReason.Creating.name(), doing());
        }
    }

    record ResizePool(Place place, Resize resize, String etag) implements Effect {
        @Override
        public String doing() {
            return "resizing Batch pool " + place.poolId() + " to " + resize.dedicated() + " dedicated and "
                    + resize.spot() + " Spot nodes";
        }

        @Override
        public Standing standing() {
            return new Standing.Working(PoolReason.Resizing.name(), doing());
        }
    }

    /**
     * The same resize once more, after Azure could not meet it.
     *
     * @param standing of the trouble that goes on meanwhile
     */
    record RetryResize(Place place, Resize resize, String etag, int attempt, Standing standing) implements Effect {
        @Override
        public String doing() {
            return "resizing Batch pool " + place.poolId() + " to " + resize.dedicated() + " dedicated and "
                    + resize.spot() + " Spot nodes once more, attempt " + attempt;
        }
    }

    record DisableAutoscale(Place place) implements Effect {
        @Override
        public String doing() {
            return "switching autoscale of Batch pool " + place.poolId() + " off, since spec.scale is fixed";
        }

        @Override
        public Standing standing() {
            return new Standing.Working(PoolReason.Resizing.name(), doing());
        }
    }

    record ReplaceMetadata(Place place, Map<String, String> metadata, String etag) implements Effect {
        @Override
        public String doing() {
            return "putting the metadata of Batch pool " + place.poolId() + " back";
        }

        @Override
        public Standing standing() {
            return new Standing.Working(PoolReason.Provisioned.name(), doing());
        }
    }

    /** Takes our mark off a pool that stays in Azure. */
    record LetGo(Place place, Map<String, String> metadata, String etag) implements Effect {
        @Override
        public String doing() {
            return "taking the owner's mark off Batch pool " + place.poolId() + ", which stays";
        }

        @Override
        public Standing standing() {
            return new Standing.Terminating(PoolReason.Deleting.name(), doing());
        }
    }

    record DeletePool(Place place) implements Effect {
        @Override
        public String doing() {
            return "deleting Batch pool " + place.poolId();
        }

        @Override
        public Standing standing() {
            return new Standing.Terminating(PoolReason.Deleting.name(), doing());
        }
    }

    /** Writes down what the next effect depends on and Azure can not show. */
    record Remember(PoolMemory memory, Standing standing) implements PoolStep {}

    /** Nothing to do in this pass; the standing says why, and how it goes on. */
    record Stand(Standing standing) implements PoolStep {
        static Stand working(PoolReason reason, String message) {
            return new Stand(new Standing.Working(reason.name(), message));
        }

        static Stand blocked(PoolReason reason, String message) {
            return new Stand(new Standing.Blocked(reason.name(), message));
        }

        static Stand terminating(PoolReason reason, String message) {
            return new Stand(new Standing.Terminating(reason.name(), message));
        }
    }

    /** Nothing to do before the CustomImage's next event, so there is no need to look again soon. */
    record AwaitImage(Standing standing) implements PoolStep {}

    /** Deletion is complete: the finalizer can go. */
    record Release() implements PoolStep {}
}
