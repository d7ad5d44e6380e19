package io.azbatch.simulator.arm.compute.placement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import java.time.Instant;

/**
 * An availability set or another placement.
 *
 * @param kind which
 * @param id resource id
 * @param location normalised region
 * @param model tags, SKU, zones and properties with defaults
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 * @param created virtual time
 */
record Placement(
        PlacementKind kind, ResourceId id, String location, ObjectNode model, String provisioning, Instant created)
        implements Resource {

    @Override
    public ObjectNode envelope() {
        return model;
    }

    Placement with(ObjectNode newModel, String newProvisioning) {
        return new Placement(kind, id, location, newModel, newProvisioning, created);
    }

    /** Whether an availability set is one of managed disks. */
    boolean isAligned() {
        return Json.text(model, "sku", "name").equalsIgnoreCase("Aligned");
    }

    /** A count of its properties. */
    int count(String name) {
        return Json.at(model, "properties", name).asInt(1);
    }
}
