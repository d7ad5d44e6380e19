package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.http.Json;

/** What galleries, definitions and versions have in common. */
public sealed interface GalleryItem extends Resource
        permits Gallery, Definition, ImageVersion, Application, ApplicationVersion {
    /** Tags and properties as they were accepted, defaults included. */
    ObjectNode model();

    @Override
    default ObjectNode envelope() {
        return model();
    }

    /** {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}. */
    String provisioning();

    /** The same item in another state. */
    GalleryItem with(ObjectNode newModel, String newProvisioning);

    /** As GET answers it. */
    default ObjectNode view() {
        ObjectNode json = Json.object()
                .put("name", id().name())
                .put("id", id().toString())
                .put("type", id().type())
                .put("location", location());
        if (model().has("tags")) {
            json.set("tags", model().get("tags").deepCopy());
        }
        ObjectNode properties =
                model().path("properties") instanceof ObjectNode there ? there.deepCopy() : Json.object();
        json.set("properties", properties.put("provisioningState", provisioning()));
        return json;
    }
}
