package io.azbatch.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What pool is wanted.
 *
 * @param account immutable
 * @param poolId absent: derived from name and UID, see {@code status.poolId}; immutable
 * @param displayName at most 1024 characters
 * @param nodeAgentSku {@code auto} or an id such as {@code batch.node.ubuntu 24.04}
 * @param vmSize such as {@code Standard_D2s_v5}
 * @param metadata name and value pairs kept on the Batch pool
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchPoolSpec(
        Account account,
        @Nullable SecretRef credentialsRef,
        @Nullable String poolId,
        @Nullable String displayName,
        Image image,
        String nodeAgentSku,
        String vmSize,
        Scale scale,
        List<MetadataItem> metadata,
        Deletion deletion) {

    public static final String AUTO = "auto";

    public BatchPoolSpec {
        nodeAgentSku = Objects.requireNonNullElse(nodeAgentSku, AUTO);
        metadata = metadata == null ? List.of() : List.copyOf(metadata);
        deletion = Objects.requireNonNullElseGet(deletion, () -> new Deletion(DeletionPolicy.Delete));
    }

    /** The Batch account, by its place in ARM. */
    public record Account(String subscriptionId, String resourceGroup, String name) {}

    /**
     * What the nodes boot from; exactly one.
     *
     * @param galleryImageId ARM id of a gallery image definition (its newest version) or of one version
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Image(
            @Nullable CustomImageRef customImageRef,
            @Nullable String galleryImageId) {}

    /**
     * A CustomImage of this cluster.
     *
     * @param namespace absent: the pool's own; another one must allow it in {@code spec.allowedNamespaces}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CustomImageRef(String name, @Nullable String namespace) {}

    /** How many nodes; exactly one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Scale(@Nullable Fixed fixed) {}

    /**
     * A fixed number of nodes.
     *
     * @param replicas all nodes, 0 or more; absent means 0, so that an autoscaler may own it
     * @param spot how many of the replicas are Spot nodes: a number or a percentage, rounded down
     * @param resizeTimeout {@code 5m} or longer; default {@code 15m}
     * @param nodeDeallocationOption what happens to tasks on nodes that a shrink removes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fixed(
            Integer replicas,
            @Nullable IntOrString spot,
            String resizeTimeout,
            NodeDeallocationOption nodeDeallocationOption) {
        public Fixed {
            replicas = Objects.requireNonNullElse(replicas, 0);
            resizeTimeout = Objects.requireNonNullElse(resizeTimeout, "15m");
            nodeDeallocationOption =
                    Objects.requireNonNullElse(nodeDeallocationOption, NodeDeallocationOption.TaskCompletion);
        }
    }

    /** What happens to running tasks on nodes that are taken away. */
    public enum NodeDeallocationOption {
        /** Nodes go when their tasks have completed. */
        TaskCompletion,
        /** Tasks are stopped and queued again. */
        Requeue,
        /** Tasks are stopped and end as failed. */
        Terminate
    }

    /** A name and value kept on the Batch pool; names starting with {@code azbatch-} are the operator's own. */
    public record MetadataItem(String name, String value) {}

    /** @param policy of the Batch pool when this object is deleted */
    public record Deletion(DeletionPolicy policy) {
        public Deletion {
            policy = Objects.requireNonNullElse(policy, DeletionPolicy.Delete);
        }
    }
}
