package io.azbatch.operator.cloud;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pools of a Batch account's data plane. {@code endpoint} is {@link BatchAccounts.BatchAccount#endpoint()}. */
public interface BatchPools {

    Reading<Pool> get(Credential credential, URI endpoint, String poolId);

    /** Every pool of the account, in no order. */
    Reading<List<Pool>> list(Credential credential, URI endpoint);

    /** Nodes by state; absent when the pool is. Azure lets it lag behind the pool by some seconds. */
    Reading<NodeCounts> nodeCounts(Credential credential, URI endpoint, String poolId);

    /** The Marketplace images that Batch knows, with the node agent for each. */
    Reading<List<SupportedImage>> supportedImages(Credential credential, URI endpoint);

    Write create(Credential credential, URI endpoint, NewPool pool);

    /**
     * Begins to change the number of nodes.
     *
     * @param etag of the pool that was read, so that nobody else's change is overwritten
     */
    Write resize(Credential credential, URI endpoint, String poolId, Resize resize, String etag);

    /** Takes the node count from the formula; a resize of its that is under way is stopped. Takes no etag in Azure. */
    Write disableAutoscale(Credential credential, URI endpoint, String poolId);

    /** Replaces the pool's metadata. */
    Write replaceMetadata(
            Credential credential, URI endpoint, String poolId, Map<String, String> metadata, String etag);

    /** Begins to delete the pool; it shows as {@code deleting} until it is gone. */
    Write delete(Credential credential, URI endpoint, String poolId);

    /**
     * A pool as it was seen.
     *
     * @param state {@code active} or {@code deleting}
     * @param imageId gallery image version or definition; absent for Marketplace images
     * @param autoscale whether a formula owns the node count
     * @param resourceTags of the resources of its nodes
     */
    record Pool(
            String id,
            String etag,
            PoolState state,
            AllocationState allocationState,
            String vmSize,
            Optional<String> displayName,
            Optional<ResourceId> imageId,
            Optional<String> nodeAgentSku,
            boolean autoscale,
            int targetDedicated,
            int targetSpot,
            int currentDedicated,
            int currentSpot,
            List<ResizeError> resizeErrors,
            Map<String, String> metadata,
            Map<String, String> resourceTags) {}

    enum PoolState {
        ACTIVE,
        DELETING
    }

    enum AllocationState {
        STEADY,
        RESIZING,
        STOPPING
    }

    /** Why the last resize did not reach its target, in Azure's words with the provider's inside. */
    record ResizeError(String code, String message) {}

    /**
     * Nodes, dedicated and Spot together.
     *
     * @param byState Azure's state name, such as {@code idle} or {@code startTaskFailed}, to count; zeroes left out
     */
    record NodeCounts(int total, Map<String, Integer> byState) {}

    /**
     * A pool to be made.
     *
     * @param resourceTags of the resources of its nodes; Azure refuses any but none unless the account is in
     *     user-subscription mode
     */
    record NewPool(
            String id,
            Optional<String> displayName,
            String vmSize,
            ResourceId imageId,
            String nodeAgentSku,
            int dedicated,
            int spot,
            Duration resizeTimeout,
            Map<String, String> metadata,
            Map<String, String> resourceTags) {}

    /** @param deallocation {@code taskcompletion}, {@code requeue} or {@code terminate} */
    record Resize(int dedicated, int spot, Duration timeout, String deallocation) {}

    /**
     * An image that Batch supports.
     *
     * @param verified tested by Microsoft with this node agent
     * @param endOfLife after which pools of it may fail; absent when none is announced
     */
    record SupportedImage(
            BaseImage image, String nodeAgentSku, OsType osType, boolean verified, Optional<LocalDate> endOfLife) {}
}
