package io.azbatch.simulator.arm.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Network interfaces: each IP configuration gets an id and an address of its subnet. */
final class Interfaces {
    private final Resources resources;
    private final Links links;

    Interfaces(Resources resources, Links links) {
        this.resources = resources;
        this.links = links;
    }

    void complete(PlainResource nic) {
        requireEnd(nic.body(), "networkSecurityGroup", nic.id());
        ObjectNode properties = (ObjectNode) nic.body().get("properties");
        properties.path("ipConfigurations").forEach(ip -> complete(nic, (ObjectNode) ip));
        Json.putDefault(properties, "enableAcceleratedNetworking", false);
        Json.putDefault(properties, "enableIPForwarding", false);
        Json.putDefault(properties, "nicType", "Standard");
        properties.putArray("tapConfigurations");
    }

    private void complete(PlainResource nic, ObjectNode ip) {
        ObjectNode properties = Json.objectIn(ip, "properties");
        String id = nic.id() + "/ipConfigurations/" + Json.text(ip, "name");
        ip.put("id", id)
                .put("type", Links.INTERFACE + "/ipConfigurations")
                .set("etag", nic.body().path("etag"));
        PlainResource subnet = requireSubnet(ip, nic);
        requireEnd(ip, "publicIPAddress", nic.id()).ifPresent(address -> requireFree(address, id));
        properties.put("provisioningState", "Succeeded");
        Json.putDefault(properties, "privateIPAllocationMethod", "Dynamic");
        Json.putDefault(properties, "privateIPAddressVersion", "IPv4");
        Json.putDefault(
                properties,
                "primary",
                nic.body().at("/properties/ipConfigurations").size() == 1);
        address(nic, properties, id, subnet);
    }

    private PlainResource requireSubnet(ObjectNode ip, PlainResource nic) {
        PlainResource subnet = requireEnd(ip, "subnet", nic.id())
                .orElseThrow(() -> ArmError.of(
                        400,
                        "InvalidRequestFormat",
                        "Cannot parse the request. Additional details: IP configuration " + Json.text(ip, "id")
                                + " has no subnet."));
        ResourceId network = subnet.id().parent().orElseThrow();
        resources
                .find(network, PlainResource.class)
                .filter(found -> found.location().equals(nic.location()))
                .orElseThrow(() -> notFound(subnet.id().toString(), nic.id()));
        return subnet;
    }

    /** The resource a field names; nothing if the field is not there, refused if the resource is not. */
    Optional<PlainResource> requireEnd(JsonNode holder, String field, ResourceId owner) {
        String id = Json.text(holder, "properties", field, "id");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(resources.find(id, PlainResource.class).orElseThrow(() -> notFound(id, owner)));
    }

    private void requireFree(PlainResource address, String ipConfiguration) {
        links.ipConfigurations("publicIPAddress", address.id()).stream()
                .filter(other -> !other.equalsIgnoreCase(ipConfiguration))
                .findFirst()
                .ifPresent(other -> {
                    throw ArmError.of(
                            400,
                            "PublicIPAddressInUse",
                            "Resource " + ipConfiguration + " is referencing public IP address " + address.id()
                                    + " that is already allocated to resource " + other + ".");
                });
    }

    private void address(PlainResource nic, ObjectNode properties, String id, PlainResource subnet) {
        Stream<JsonNode> siblings =
                nic.body().at("/properties/ipConfigurations").valueStream();
        List<JsonNode> others = Stream.concat(links.ipConfigurations(), siblings.filter(ip -> !Json.text(ip, "id")
                        .equalsIgnoreCase(id)))
                .filter(ip -> Json.text(ip, "properties", "subnet", "id")
                        .equalsIgnoreCase(subnet.id().toString()))
                .toList();
        Optional<JsonNode> before = others.stream()
                .filter(ip -> Json.text(ip, "id").equalsIgnoreCase(id))
                .findFirst();
        Set<String> taken = others.stream()
                .filter(ip -> !Json.text(ip, "id").equalsIgnoreCase(id))
                .map(ip -> Json.text(ip, "properties", "privateIPAddress"))
                .filter(address -> !address.isEmpty())
                .collect(Collectors.toSet());
        String wanted = Json.text(properties, "privateIPAddress");
        boolean fixed = Json.text(properties, "privateIPAllocationMethod").equalsIgnoreCase("Static");
        if (fixed && taken.contains(wanted)) {
            throw ArmError.of(
                    400,
                    "PrivateIPAddressIsAllocated",
                    "IP configuration " + id + " is using the private IP address " + wanted
                            + " which is already allocated.");
        }
        if (!fixed || wanted.isEmpty()) {
            properties.put(
                    "privateIPAddress",
                    before.map(ip -> Json.text(ip, "properties", "privateIPAddress"))
                            .orElseGet(() -> Addresses.next(subnet, taken)));
        }
    }

    static Refused notFound(String id, ResourceId owner) {
        var error = ArmError.error(
                "InvalidResourceReference",
                "Resource " + id + " referenced by resource " + owner
                        + " was not found. Please make sure that the referenced resource exists, and that both"
                        + " resources are in the same region.");
        error.set("details", Json.array());
        return new Refused(ArmError.response(400, error));
    }
}
