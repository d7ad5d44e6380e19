package io.azbatch.simulator.arm.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.stream.Stream;

/** Who stands on a network resource. Looked up each time, so a link can not outlive either end. */
final class Links {
    static final String SUBNET = "Microsoft.Network/virtualNetworks/subnets";
    static final String INTERFACE = "Microsoft.Network/networkInterfaces";
    private final Resources resources;

    Links(Resources resources) {
        this.resources = resources;
    }

    /** All IP configurations of all interfaces. */
    Stream<JsonNode> ipConfigurations() {
        return all(INTERFACE).flatMap(nic -> Json.at(nic.body(), "properties", "ipConfigurations")
                .valueStream());
    }

    /**
     * Ids of the IP configurations of interfaces that name a resource.
     *
     * @param field {@code subnet} or {@code publicIPAddress}
     */
    List<String> ipConfigurations(String field, ResourceId target) {
        return ipConfigurations()
                .filter(ip -> refers(ip, field, target))
                .map(ip -> Json.text(ip, "id"))
                .toList();
    }

    /**
     * Ids of the resources of a type that name a resource.
     *
     * @param field such as {@code networkSecurityGroup}
     */
    List<String> holders(String type, String field, ResourceId target) {
        return all(type)
                .filter(holder -> refers(holder.body(), field, target))
                .map(holder -> holder.id().toString())
                .toList();
    }

    private Stream<PlainResource> all(String type) {
        return resources.list(PlainResource.class).stream()
                .filter(resource -> resource.id().isA(type));
    }

    private static boolean refers(JsonNode holder, String field, ResourceId target) {
        return Json.text(holder, "properties", field, "id").equalsIgnoreCase(target.toString());
    }
}
