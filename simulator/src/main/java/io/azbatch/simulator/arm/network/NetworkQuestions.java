package io.azbatch.simulator.arm.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be asked about networks: how many there may be of each kind, and whether an address is free. */
final class NetworkQuestions {
    private static final int OFFERED = 5;
    /** Limits of a subscription and region. */
    private static final Map<String, Integer> LIMITS = limits();

    private final Azure azure;
    private final Links links;

    NetworkQuestions(Azure azure) {
        this.azure = azure;
        this.links = new Links(azure.resources());
    }

    void routes(Router router) {
        router.add(
                "GET",
                "/subscriptions/{subscription}/providers/Microsoft.Network/locations/{location}/usages",
                "networkUsages list",
                this::usages);
        router.add(
                "GET",
                "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks/{network}"
                        + "/CheckIPAddressAvailability",
                "virtualNetworks/CheckIPAddressAvailability",
                this::check);
    }

    private Response usages(Request request) {
        String location = Regions.normalise(request.param("location"));
        ArrayNode usages = Json.array();
        LIMITS.forEach((kind, limit) -> {
            long used = azure.resources().list(PlainResource.class).stream()
                    .filter(one -> one.id().isA("Microsoft.Network/" + kind))
                    .filter(one -> one.id().subscription().equalsIgnoreCase(request.param("subscription")))
                    .filter(one -> one.location().equals(location))
                    .count();
            usages.add(usage(request, location, kind, used, limit));
        });
        return Response.json(200, Json.object().set("value", usages));
    }

    private static ObjectNode usage(Request request, String location, String kind, long used, int limit) {
        String name = Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
        ObjectNode usage = Json.object()
                .put(
                        "id",
                        "/subscriptions/" + request.param("subscription") + "/providers/Microsoft.Network/locations/"
                                + location + "/usages/" + name)
                .put("currentValue", used)
                .put("limit", limit)
                .put("unit", "Count");
        usage.set(
                "name",
                Json.object().put("value", name).put("localizedValue", name.replaceAll("(?<=[a-z])(?=[A-Z])", " ")));
        return usage;
    }

    private Response check(Request request) {
        ResourceId id = ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                "Microsoft.Network",
                "virtualNetworks",
                request.param("network"));
        if (!azure.resources().exists(id.toString())) {
            throw ArmError.resourceNotFound(id);
        }
        String asked = request.query().get("ipAddress").orElse("");
        for (PlainResource subnet : azure.resources().children(PlainResource.class, id)) {
            if (Addresses.isIn(subnet, asked)) {
                return Response.json(200, verdict(subnet, asked));
            }
        }
        throw ArmError.of(
                400,
                "PrivateIPAddressNotInAnySubnet",
                "Private static IP address " + asked
                        + " does not belong to the range of any subnet in the virtual network " + id + ".");
    }

    private ObjectNode verdict(PlainResource subnet, String asked) {
        Set<String> taken = links.ipConfigurations()
                .filter(ip -> Json.text(ip, "properties", "subnet", "id")
                        .equalsIgnoreCase(subnet.id().toString()))
                .map(ip -> Json.text(ip, "properties", "privateIPAddress"))
                .collect(Collectors.toSet());
        List<String> free = Addresses.free(subnet, taken).limit(OFFERED).toList();
        boolean isFree = Addresses.free(subnet, taken).anyMatch(asked::equals);
        ObjectNode verdict =
                Json.object().put("available", isFree).put("isPlatformReserved", !isFree && !taken.contains(asked));
        if (!isFree) {
            ArrayNode others = verdict.putArray("availableIPAddresses");
            free.forEach(others::add);
        }
        return verdict;
    }

    private static Map<String, Integer> limits() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("virtualNetworks", 1000);
        limits.put("networkInterfaces", 65_536);
        limits.put("networkSecurityGroups", 5000);
        limits.put("publicIPAddresses", 1000);
        limits.put("publicIPPrefixes", 1000);
        limits.put("routeTables", 200);
        limits.put("natGateways", 1000);
        limits.put("applicationSecurityGroups", 3000);
        return limits;
    }
}
