package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;

/**
 * An image definition.
 *
 * @param id resource id
 * @param location normalised region
 * @param model tags and properties with defaults
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 */
public record Definition(ResourceId id, String location, ObjectNode model, String provisioning) implements GalleryItem {

    @Override
    public Definition with(ObjectNode newModel, String newProvisioning) {
        return new Definition(id, location, newModel, newProvisioning);
    }

    /** {@code Linux} or {@code Windows}. */
    public String osType() {
        return Json.text(model, "properties", "osType");
    }

    /** {@code Generalized} or {@code Specialized}. */
    public String osState() {
        return Json.text(model, "properties", "osState");
    }

    /** {@code V1} or {@code V2}. */
    public String generation() {
        return Json.text(model, "properties", "hyperVGeneration");
    }

    /** {@code x64} or {@code Arm64}. */
    public String architecture() {
        return Json.text(model, "properties", "architecture");
    }

    /** Whether machines made from it need a purchase plan. */
    public boolean hasPlan() {
        return Json.at(model, "properties").has("purchasePlan");
    }

    /** The value of feature {@code SecurityType}, or empty. */
    public String securityType() {
        for (JsonNode feature : Json.at(model, "properties", "features")) {
            if (Json.text(feature, "name").equalsIgnoreCase("SecurityType")) {
                return Json.text(feature, "value");
            }
        }
        return "";
    }

    boolean hasIdentifier(JsonNode other) {
        return identifier("publisher").equalsIgnoreCase(Json.text(other, "publisher"))
                && identifier("offer").equalsIgnoreCase(Json.text(other, "offer"))
                && identifier("sku").equalsIgnoreCase(Json.text(other, "sku"));
    }

    String identifier(String part) {
        return Json.text(model, "properties", "identifier", part);
    }
}
