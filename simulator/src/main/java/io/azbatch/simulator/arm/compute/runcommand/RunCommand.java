package io.azbatch.simulator.arm.compute.runcommand;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;

/**
 * A run command kept as a resource of its machine.
 *
 * @param id resource id
 * @param location normalised region
 * @param model tags and properties as GET answers them, without secrets
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 * @param execution its last run
 */
record RunCommand(ResourceId id, String location, ObjectNode model, String provisioning, Execution execution)
        implements Resource {

    RunCommand with(String newProvisioning) {
        return new RunCommand(id, location, model, newProvisioning, execution);
    }

    /** As GET answers it. */
    ObjectNode view() {
        ObjectNode json = Json.object()
                .put("name", id.name())
                .put("id", id.toString())
                .put("type", "Microsoft.Compute/virtualMachines/runCommands")
                .put("location", location);
        if (model.has("tags")) {
            json.set("tags", model.get("tags").deepCopy());
        }
        ObjectNode properties = ((ObjectNode) model.get("properties")).deepCopy();
        json.set("properties", properties.put("provisioningState", provisioning));
        return json;
    }
}
