package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;

/**
 * A version of an application.
 *
 * @param id resource id
 * @param location normalised region
 * @param model tags and properties with defaults
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 */
record ApplicationVersion(ResourceId id, String location, ObjectNode model, String provisioning)
        implements GalleryItem {
    @Override
    public ApplicationVersion with(ObjectNode newModel, String newProvisioning) {
        return new ApplicationVersion(id, location, newModel, newProvisioning);
    }
}
