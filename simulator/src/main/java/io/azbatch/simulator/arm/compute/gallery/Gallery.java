package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;
import java.util.Locale;

/**
 * A gallery.
 *
 * @param id resource id
 * @param location normalised region
 * @param model tags and properties
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 */
record Gallery(ResourceId id, String location, ObjectNode model, String provisioning) implements GalleryItem {
    @Override
    public Gallery with(ObjectNode newModel, String newProvisioning) {
        return new Gallery(id, location, newModel, newProvisioning);
    }

    /** With whom it is shared is told to those who ask for it. */
    @Override
    public ObjectNode view() {
        ObjectNode json = viewWithGroups();
        if (json.at("/properties/sharingProfile") instanceof ObjectNode profile) {
            profile.remove("groups");
        }
        return json;
    }

    /** As {@code $expand=SharingProfile/Groups} shows it. */
    ObjectNode viewWithGroups() {
        ObjectNode json = GalleryItem.super.view();
        ObjectNode properties = (ObjectNode) json.get("properties");
        properties
                .putObject("identifier")
                .put("uniqueName", id.subscription() + "-" + id.name().toUpperCase(Locale.ROOT));
        return json;
    }
}
