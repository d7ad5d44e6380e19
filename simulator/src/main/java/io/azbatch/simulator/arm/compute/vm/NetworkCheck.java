package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;

/** Whether the network that a machine refers to is there and free. */
final class NetworkCheck {
    private final Azure azure;

    NetworkCheck(Azure azure) {
        this.azure = azure;
    }

    void check(JsonNode profile, ResourceId machine) {
        JsonNode interfaces = profile.path("networkInterfaces");
        JsonNode configurations = profile.path("networkInterfaceConfigurations");
        if (interfaces.isEmpty() && configurations.isEmpty()) {
            throw ArmError.missingParameter("networkProfile");
        }
        for (int i = 0; i < interfaces.size(); i++) {
            checkInterface(Json.text(interfaces.get(i), "id"), i, machine);
        }
        configurations.forEach(this::checkConfiguration);
    }

    private void checkInterface(String id, int index, ResourceId machine) {
        if (ResourceId.parse(id).isEmpty()) {
            throw ArmError.gateway(
                    400,
                    "LinkedInvalidPropertyId",
                    "Property id '" + id + "' at path 'properties.networkProfile.networkInterfaces[" + index
                            + "].id' is invalid."
                            + " Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or"
                            + " '/providers/{resourceProviderNamespace}/'.");
        }
        PlainResource nic = azure.resources()
                .find(id, PlainResource.class)
                .filter(found -> found.id().isA("Microsoft.Network/networkInterfaces"))
                .orElseThrow(() -> missing(id));
        String owner = Json.text(nic.body(), "properties", "virtualMachine", "id");
        if (!owner.isEmpty() && !owner.equalsIgnoreCase(machine.toString())) {
            throw ArmError.of(
                    400,
                    "NicInUse",
                    "Network Interface " + id + " is used by existing resource " + owner
                            + ". In order to delete the network interface, it must be dissociated from the resource.");
        }
    }

    private void checkConfiguration(JsonNode configuration) {
        for (JsonNode ip : Json.at(configuration, "properties", "ipConfigurations")) {
            String subnet = Json.text(ip, "properties", "subnet", "id");
            if (!azure.resources().exists(subnet)) {
                throw missing(subnet);
            }
        }
    }

    private static Refused missing(String id) {
        var error = ArmError.error("NotFound", "Resource " + id + " not found.");
        error.set("details", Json.array());
        return new Refused(ArmError.response(404, error));
    }
}
