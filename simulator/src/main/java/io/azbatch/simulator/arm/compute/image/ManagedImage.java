package io.azbatch.simulator.arm.compute.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;

/**
 * A managed image.
 *
 * @param id resource id
 * @param location normalised region
 * @param model tags and properties with the storage profile resolved
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 */
public record ManagedImage(ResourceId id, String location, ObjectNode model, String provisioning) implements Resource {

    public ManagedImage {
        model = model.deepCopy();
    }

    @Override
    public ObjectNode envelope() {
        return model;
    }

    /** {@code Linux} or {@code Windows}. */
    public String osType() {
        return Json.text(osDisk(), "osType");
    }

    /** {@code Generalized} or {@code Specialized}. */
    public String osState() {
        return Json.text(osDisk(), "osState");
    }

    /** {@code V1} or {@code V2}. */
    public String generation() {
        return Json.at(model, "properties", "hyperVGeneration").asText("V1");
    }

    /** The OS disk of the storage profile. */
    public JsonNode osDisk() {
        return Json.at(model, "properties", "storageProfile", "osDisk");
    }

    /** Data disks of the storage profile. */
    public JsonNode dataDisks() {
        return Json.at(model, "properties", "storageProfile", "dataDisks");
    }

    /** Refuses to be the source of anything before it is made. */
    public void requireMade() {
        if (!provisioning.equals("Succeeded")) {
            throw ArmError.notAllowed(
                    "The resource cannot be created from Image " + id + " until Image has been successfully created.");
        }
    }

    ManagedImage with(ObjectNode newModel) {
        return new ManagedImage(id, location, newModel, provisioning);
    }

    ManagedImage with(String newProvisioning) {
        return new ManagedImage(id, location, model, newProvisioning);
    }

    /** As GET answers it. */
    ObjectNode view() {
        ObjectNode json = Json.object()
                .put("name", id.name())
                .put("id", id.toString())
                .put("type", "Microsoft.Compute/images")
                .put("location", location);
        if (model.has("tags")) {
            json.set("tags", model.get("tags").deepCopy());
        }
        ObjectNode properties = ((ObjectNode) model.get("properties")).deepCopy();
        json.set("properties", properties.put("provisioningState", provisioning));
        return json;
    }
}
