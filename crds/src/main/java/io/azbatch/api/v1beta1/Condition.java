package io.azbatch.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes condition.
 *
 * @param type such as {@code Ready}
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param observedGeneration the {@code metadata.generation} this was concluded from
 * @param lastTransitionTime RFC 3339, when {@code status} last changed
 * @param reason a constant of {@link ImageReason} or {@link PoolReason}, or Azure's own error code when Azure said no
 * @param message what is so and what to do about it; at most 1 KiB
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        String type,
        String status,
        @Nullable Long observedGeneration,
        String lastTransitionTime,
        String reason,
        String message) {}
