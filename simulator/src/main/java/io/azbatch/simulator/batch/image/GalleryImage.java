package io.azbatch.simulator.batch.image;

import java.util.Set;

/**
 * A gallery image version, as far as Batch looks at it.
 *
 * @param id ARM id of the version
 * @param osType {@code Linux} or {@code Windows}
 * @param osState {@code Generalized} or {@code Specialized}
 * @param generation {@code V1} or {@code V2}
 * @param architecture {@code x64} or {@code Arm64}
 * @param provisioning its provisioning state
 * @param regions normalised regions in which a replica is complete
 */
public record GalleryImage(
        String id,
        String osType,
        String osState,
        String generation,
        String architecture,
        String provisioning,
        Set<String> regions) {
    public GalleryImage {
        regions = Set.copyOf(regions);
    }

    /** Whether nothing is being done to it: what a new pool needs. */
    boolean settled() {
        return provisioning.equals("Succeeded");
    }

    /** Whether machines can be made from it in a region; a change under way does not hinder. */
    boolean usableIn(String region) {
        return (settled() || provisioning.equals("Updating")) && regions.contains(region);
    }
}
