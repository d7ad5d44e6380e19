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
 * @param ready whether it is Succeeded
 * @param regions normalised regions in which a replica is complete
 */
public record GalleryImage(
        String id,
        String osType,
        String osState,
        String generation,
        String architecture,
        boolean ready,
        Set<String> regions) {
    public GalleryImage {
        regions = Set.copyOf(regions);
    }
}
