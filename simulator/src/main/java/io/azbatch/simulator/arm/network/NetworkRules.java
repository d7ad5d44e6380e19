package io.azbatch.simulator.arm.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.arm.PlainRules;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * How networks, interfaces, addresses and security groups hang together: a link leads to something that is there, both ends show it,
 * and what is linked to can not be deleted. Codes and texts are as Azure's users report them; none is recorded.
 */
final class NetworkRules implements PlainRules {
    private static final String ENDPOINT = "Microsoft.Network/privateEndpoints";
    private static final List<String> ENDS_OF_SUBNETS = List.of("networkSecurityGroup", "natGateway", "routeTable");

    private final Resources resources;
    private final Links links;
    private final Interfaces interfaces;

    NetworkRules(Resources resources) {
        this.resources = resources;
        this.links = new Links(resources);
        this.interfaces = new Interfaces(resources, links);
    }

    @Override
    public void complete(PlainResource next) {
        switch (next.id().type()) {
            case Links.INTERFACE -> interfaces.complete(next);
            case Links.SUBNET -> ENDS_OF_SUBNETS.forEach(field -> interfaces.requireEnd(next.body(), field, next.id()));
            case "Microsoft.Network/publicIPAddresses" -> Addresses.complete(next);
            case ENDPOINT -> privateEndpoint(next);
            default -> {}
        }
    }

    @Override
    public ObjectNode view(PlainResource resource) {
        ObjectNode body = resource.body().deepCopy();
        ObjectNode properties = (ObjectNode) body.get("properties");
        ResourceId id = resource.id();
        switch (id.type()) {
            case "Microsoft.Network/virtualNetworks" -> properties.set("subnets", children(id));
            case Links.SUBNET -> show(properties, "ipConfigurations", links.ipConfigurations("subnet", id));
            case "Microsoft.Network/publicIPAddresses" ->
                links.ipConfigurations("publicIPAddress", id)
                        .forEach(ip -> properties.set("ipConfiguration", reference(ip)));
            case "Microsoft.Network/networkSecurityGroups" -> {
                show(properties, "networkInterfaces", links.holders(Links.INTERFACE, "networkSecurityGroup", id));
                show(properties, "subnets", links.holders(Links.SUBNET, "networkSecurityGroup", id));
                properties.set("securityRules", children(id));
                properties.set("defaultSecurityRules", SecurityRules.defaults(id.toString()));
            }
            case "Microsoft.Network/routeTables" -> properties.set("routes", children(id));
            case "Microsoft.Network/natGateways" ->
                show(properties, "subnets", links.holders(Links.SUBNET, "natGateway", id));
            default -> {}
        }
        return body;
    }

    @Override
    public void refuseDeletion(PlainResource resource) {
        ResourceId id = resource.id();
        switch (id.type()) {
            case "Microsoft.Network/virtualNetworks" ->
                resources.children(PlainResource.class, id).forEach(this::refuseDeletion);
            case Links.SUBNET -> refuseSubnet(id);
            case Links.INTERFACE -> refuseInterface(resource);
            case "Microsoft.Network/publicIPAddresses" -> refuseAddress(id);
            case "Microsoft.Network/networkSecurityGroups" -> refuseSecurityGroup(id);
            case "Microsoft.Network/natGateways" ->
                refuse(
                        links.holders(Links.SUBNET, "natGateway", id),
                        "InUseNatGatewayCannotBeDeleted",
                        "Nat Gateway " + id
                                + " cannot be deleted because it is in use by the following subnet(s): %s.");
            case "Microsoft.Network/routeTables" ->
                refuse(
                        links.holders(Links.SUBNET, "routeTable", id),
                        "InUseRouteTableCannotBeDeleted",
                        "Route table " + id.name() + " is in use and cannot be deleted.");
            default -> {}
        }
    }

    /** It stands in a subnet and leads to a resource that is there. */
    private void privateEndpoint(PlainResource endpoint) {
        interfaces
                .requireEnd(endpoint.body(), "subnet", endpoint.id())
                .orElseThrow(() -> ArmError.of(
                        400, "SubnetIsRequired", "Subnet is required for private endpoint " + endpoint.id() + "."));
        endpoint.body().findValues("privateLinkServiceId").forEach(target -> {
            if (!resources.exists(target.asText())) {
                throw Interfaces.notFound(target.asText(), endpoint.id());
            }
        });
    }

    private void refuseSubnet(ResourceId id) {
        refuse(
                Stream.concat(
                                links.ipConfigurations("subnet", id).stream(),
                                links.holders(ENDPOINT, "subnet", id).stream())
                        .toList(),
                "InUseSubnetCannotBeDeleted",
                "Subnet " + id.name()
                        + " is in use by %s and cannot be deleted. In order to delete the subnet, delete all"
                        + " the resources within the subnet. See aka.ms/deletesubnet.");
    }

    private static void refuseInterface(PlainResource nic) {
        String machine = Json.text(nic.body(), "properties", "virtualMachine", "id");
        refuse(
                machine.isEmpty() ? List.of() : List.of(machine),
                "NicInUse",
                "Network Interface " + nic.id() + " is used by existing resource %s."
                        + " In order to delete the network interface, it must be dissociated from the resource."
                        + " To learn more, see aka.ms/deletenic.");
    }

    private void refuseAddress(ResourceId id) {
        refuse(
                links.ipConfigurations("publicIPAddress", id),
                "PublicIPAddressCannotBeDeleted",
                "Public IP address " + id
                        + " can not be deleted since it is still allocated to resource %s. In order to"
                        + " delete the public IP, disassociate/detach the Public IP address from the resource."
                        + " To learn how to do this, see aka.ms/deletepublicip.");
    }

    private void refuseSecurityGroup(ResourceId id) {
        refuse(
                Stream.of(Links.INTERFACE, Links.SUBNET)
                        .flatMap(type -> links.holders(type, "networkSecurityGroup", id).stream())
                        .toList(),
                "InUseNetworkSecurityGroupCannotBeDeleted",
                "Network security group " + id
                        + " cannot be deleted because it is in use by the following resources: %s."
                        + " In order to delete the Network security group, remove the association with the resource(s)."
                        + " To learn how to do this, see aka.ms/deletensg.");
    }

    private static void refuse(List<String> users, String code, String message) {
        if (!users.isEmpty()) {
            throw ArmError.of(400, code, message.formatted(String.join(", ", users)));
        }
    }

    private ArrayNode children(ResourceId parent) {
        ArrayNode children = Json.array();
        resources.children(PlainResource.class, parent).forEach(child -> children.add(view(child)));
        return children;
    }

    private static void show(ObjectNode properties, String field, List<String> ids) {
        properties.remove(field);
        if (!ids.isEmpty()) {
            ArrayNode references = Json.array();
            ids.forEach(id -> references.add(reference(id)));
            properties.set(field, references);
        }
    }

    private static JsonNode reference(String id) {
        return Json.object().put("id", id);
    }
}
