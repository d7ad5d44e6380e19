package io.azbatch.simulator.batch.image;

import io.azbatch.simulator.arm.ResourceId;
import java.util.Optional;

/** The galleries, as Batch sees them. */
public interface GalleryImages {
    /** A version, by its own id. */
    Optional<GalleryImage> version(ResourceId version);

    /** The version that an image definition stands for: its highest that is not left out of latest. */
    Optional<GalleryImage> latest(ResourceId definition);
}
