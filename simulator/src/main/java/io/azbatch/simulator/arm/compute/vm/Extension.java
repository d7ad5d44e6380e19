package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Json;
import java.util.Optional;

/**
 * An extension of a machine.
 *
 * @param id resource id
 * @param location normalised region
 * @param model tags and properties as GET answers them, without secrets
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 * @param failure why it failed
 */
public record Extension(
        ResourceId id, String location, ObjectNode model, String provisioning, Optional<OperationEnd> failure)
        implements Resource {

    @Override
    public ObjectNode envelope() {
        return model;
    }

    /** The same after a write. */
    public Extension with(String newProvisioning, Optional<OperationEnd> newFailure) {
        return new Extension(id, location, model, newProvisioning, newFailure);
    }

    /** Where what a run command leaves behind is kept: instance views show it, but no list and no path of extensions leads to it. */
    public static ResourceId unlisted(ResourceId machine, String name) {
        return machine.child("unlistedExtensions", name);
    }

    boolean isListed() {
        return id.isA("Microsoft.Compute/virtualMachines/extensions");
    }

    /** {@code publisher.type}, as handlers are named. */
    String handler() {
        return Json.text(model, "properties", "publisher") + "." + Json.text(model, "properties", "type");
    }

    String version() {
        return Json.text(model, "properties", "typeHandlerVersion") + ".0";
    }

    /** As GET answers it. */
    ObjectNode view() {
        ObjectNode json = Json.object()
                .put("name", id.name())
                .put("id", id.toString())
                .put("type", "Microsoft.Compute/virtualMachines/extensions")
                .put("location", location);
        if (model.has("tags")) {
            json.set("tags", model.get("tags").deepCopy());
        }
        ObjectNode properties = ((ObjectNode) model.get("properties")).deepCopy();
        json.set("properties", properties.put("provisioningState", provisioning));
        return json;
    }

    /** As the instance view of its machine shows it. */
    ObjectNode instanceView() {
        ObjectNode json =
                Json.object().put("name", id.name()).put("type", handler()).put("typeHandlerVersion", version());
        json.set("statuses", Json.array().add(status()));
        return json;
    }

    private ObjectNode status() {
        if (failure.isPresent()) {
            return Json.object()
                    .put("code", "ProvisioningState/failed/1")
                    .put("level", "Error")
                    .put("displayStatus", "Provisioning failed")
                    .put("message", failure.get().message());
        }
        boolean done = provisioning.equals("Succeeded");
        return Json.object()
                .put("code", done ? "ProvisioningState/succeeded" : "ProvisioningState/transitioning")
                .put("level", "Info")
                .put("displayStatus", done ? "Provisioning succeeded" : "Transitioning")
                .put("message", done ? "Enable succeeded." : "");
    }
}
