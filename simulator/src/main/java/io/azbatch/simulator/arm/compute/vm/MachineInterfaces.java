package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;

/** The network interfaces of a machine: taken into use, and freed or deleted with it. */
final class MachineInterfaces {
    private final Azure azure;

    MachineInterfaces(Azure azure) {
        this.azure = azure;
    }

    /** Takes the network interfaces into use. */
    void occupy(VirtualMachine vm) {
        for (JsonNode nic : Json.at(vm.model(), "properties", "networkProfile", "networkInterfaces")) {
            ResourceId.parse(Json.text(nic, "id")).ifPresent(id -> own(id, vm.id()));
        }
    }

    /** After the machine's deletion: deletes those that were to go with it and frees the rest. */
    void release(VirtualMachine vm) {
        for (JsonNode nic : Json.at(vm.model(), "properties", "networkProfile", "networkInterfaces")) {
            ResourceId.parse(Json.text(nic, "id")).ifPresent(id -> {
                if (Json.text(nic, "properties", "deleteOption").equalsIgnoreCase("Delete")) {
                    azure.resources().remove(id);
                } else {
                    azure.resources().change(id, PlainResource.class, MachineInterfaces::disown);
                }
            });
        }
    }

    private void own(ResourceId nic, ResourceId machine) {
        azure.resources().change(nic, PlainResource.class, resource -> {
            ObjectNode body = resource.body().deepCopy();
            ((ObjectNode) body.get("properties"))
                    .set("virtualMachine", Json.object().put("id", machine.toString()));
            return new PlainResource(resource.id(), resource.location(), body);
        });
    }

    private static PlainResource disown(PlainResource resource) {
        ObjectNode body = resource.body().deepCopy();
        ((ObjectNode) body.get("properties")).remove("virtualMachine");
        return new PlainResource(resource.id(), resource.location(), body);
    }
}
