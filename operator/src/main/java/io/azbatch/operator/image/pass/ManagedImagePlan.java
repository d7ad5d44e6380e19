package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.ResourceId;

/**
 * A managed image as it is wanted.
 *
 * @param hash over source, id and storage
 */
public record ManagedImagePlan(ResourceId id, boolean zoneResilient, String hash) {}
