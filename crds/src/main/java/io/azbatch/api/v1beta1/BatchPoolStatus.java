package io.azbatch.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is so.
 *
 * @param observedGeneration the {@code metadata.generation} that this status is about; -1 until it was first seen
 * @param conditions {@code Ready} and what it is made of
 * @param lastHandledReconcileAt the last value of annotation {@code azbatch.io/reconcile-requested-at} acted on
 * @param poolId id of the Batch pool in use
 * @param imageId gallery image version that the pool's nodes boot from
 * @param imageSource {@code CustomImage} or {@code Gallery}
 * @param nodeAgentSku node agent that Batch runs on the nodes
 * @param replicas nodes there are, dedicated and Spot; the count that {@code /scale} reports
 * @param selector not empty and matches no pod; for HorizontalPodAutoscaler
 * @param allocationState {@code steady}, {@code resizing} or {@code stopping}
 * @param resizeErrors why Azure could not allocate nodes; at most 5
 * @param resizeRetry remembered: how often the resize to the present target was asked for again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchPoolStatus(
        @Nullable Long observedGeneration,
        List<Condition> conditions,
        @Nullable String lastHandledReconcileAt,
        @Nullable String poolId,
        @Nullable String imageId,
        @Nullable String imageSource,
        @Nullable ImageOrigin imageOrigin,
        @Nullable String nodeAgentSku,
        @Nullable Integer replicas,
        @Nullable String selector,
        @Nullable Nodes nodes,
        @Nullable String allocationState,
        List<ResizeError> resizeErrors,
        @Nullable ResizeRetry resizeRetry,
        @Nullable Plan plan) {

    public BatchPoolStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        resizeErrors = resizeErrors == null ? List.of() : List.copyOf(resizeErrors);
    }

    public static BatchPoolStatus empty() {
        return new BatchPoolStatus(
                null, List.of(), null, null, null, null, null, null, null, null, null, null, List.of(), null, null);
    }

    /**
     * Where the image came from.
     *
     * @param customImage {@code namespace/name}, absent for a gallery id
     * @param version gallery version
     * @param virtualMachineId the machine it was captured from, absent when not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ImageOrigin(
            @Nullable String customImage,
            @Nullable String version,
            @Nullable String virtualMachineId) {}

    /**
     * Node counts.
     *
     * @param current nodes there are
     * @param target nodes asked for
     * @param ready idle or running
     * @param unhealthy nodes that can not run tasks, by Azure's state name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Nodes(Integer current, Integer target, Integer ready, List<UnhealthyNodes> unhealthy) {
        public Nodes {
            unhealthy = unhealthy == null ? List.of() : List.copyOf(unhealthy);
        }
    }

    /**
     * @param state {@code unusable}, {@code startTaskFailed} or another of Azure's node states
     * @param count nodes in that state
     */
    public record UnhealthyNodes(String state, Integer count) {}

    /**
     * An error of the last resize.
     *
     * @param code Azure's, such as {@code AccountCoreQuotaReached}
     * @param message Azure's words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResizeError(String code, String message) {}

    /**
     * The retry budget of a resize that Azure could not meet.
     *
     * @param target the dedicated and Spot targets it counts for, such as {@code 3+0}
     * @param attempts how often it was asked for again
     * @param lastAt when it was last asked for again, at first when the failure was seen; RFC 3339
     * @param etag of the Batch pool that the last attempt is for; while the pool still has it, that attempt is not sent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResizeRetry(
            String target,
            Integer attempts,
            String lastAt,
            @Nullable String etag) {}

    /**
     * A change of the spec that waits, because carrying it out would take nodes away from tasks.
     *
     * @param changeClass {@code ZeroNodes} or {@code NewPool}
     * @param fields spec paths
     */
    public record Plan(@JsonProperty("class") String changeClass, List<String> fields) {
        public Plan {
            fields = fields == null ? List.of() : List.copyOf(fields);
        }
    }
}
