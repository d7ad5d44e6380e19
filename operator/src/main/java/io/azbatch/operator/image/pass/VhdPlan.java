package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.ResourceId;

/**
 * A VHD as it is wanted.
 *
 * @param overwrite take the place of somebody else's blob of that name
 * @param hash over source and place
 */
public record VhdPlan(ResourceId account, VhdPlace place, boolean overwrite, String hash) {}
