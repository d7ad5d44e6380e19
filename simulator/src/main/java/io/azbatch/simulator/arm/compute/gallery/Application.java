package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;

/**
 * An application that machines can be given.
 *
 * @param id resource id
 * @param location normalised region
 * @param model tags and properties
 * @param provisioning {@code Succeeded}; it is made at once
 */
record Application(ResourceId id, String location, ObjectNode model, String provisioning) implements GalleryItem {
    @Override
    public Application with(ObjectNode newModel, String newProvisioning) {
        return new Application(id, location, newModel, newProvisioning);
    }

    /** Without a state: it has none but to be there. */
    @Override
    public ObjectNode view() {
        ObjectNode json = GalleryItem.super.view();
        ((ObjectNode) json.get("properties")).remove("provisioningState");
        return json;
    }
}
