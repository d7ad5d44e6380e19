package io.azbatch.simulator.arm.compute.placement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.compute.sku.VmSizes;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.util.List;
import java.util.UUID;

/** What a placement's PUT must say, and what the service adds. */
final class PlacementBody {
    private static final List<String> WRITABLE = List.of("tags", "sku", "zones");
    private static final List<String> READ_ONLY = List.of(
            "provisioningState",
            "virtualMachines",
            "statuses",
            "instanceView",
            "hosts",
            "capacityReservations",
            "availabilitySets",
            "timeCreated",
            "provisioningTime");
    private static final int MAX_FAULT_DOMAINS = 3;
    private static final int MAX_UPDATE_DOMAINS = 20;

    private PlacementBody() {}

    static ObjectNode forNew(PlacementKind kind, ObjectNode body) {
        ObjectNode model = writable(body);
        ObjectNode properties = (ObjectNode) model.get("properties");
        switch (kind) {
            case AVAILABILITY_SET -> availabilitySet(model, properties);
            case PROXIMITY_GROUP -> Json.putDefault(properties, "proximityPlacementGroupType", "Standard");
            case HOST_GROUP -> {
                domains(properties, "platformFaultDomainCount", 1, MAX_FAULT_DOMAINS, "fault");
                Json.putDefault(properties, "supportAutomaticPlacement", false);
            }
            case HOST -> {
                require(model.path("sku"), "name", "sku.name");
                Json.putDefault(properties, "autoReplaceOnFailure", true);
                properties.put("hostId", UUID.randomUUID().toString());
            }
            case RESERVATION_GROUP, PUBLIC_KEY -> {
                // Nothing is asked for, nothing is added.
            }
            case RESERVATION -> {
                requireSize(require(model.path("sku"), "name", "sku.name"));
                properties.put("reservationId", UUID.randomUUID().toString()).put("platformFaultDomainCount", 1);
            }
        }
        return model;
    }

    static ObjectNode forExisting(Placement placement, ObjectNode body, boolean put) {
        ObjectNode changes = writable(body);
        for (String fixed : List.of("platformFaultDomainCount", "platformUpdateDomainCount")) {
            JsonNode wanted = Json.at(changes, "properties", fixed);
            if (!wanted.isMissingNode() && wanted.asInt() != placement.count(fixed)) {
                throw ArmError.of(
                        409, "PropertyChangeNotAllowed", "Changing property '" + fixed + "' is not allowed.", fixed);
            }
        }
        ObjectNode model = Json.merge(placement.model(), changes);
        Bodies.tags(model, body, placement.model(), put);
        return model;
    }

    private static void availabilitySet(ObjectNode model, ObjectNode properties) {
        Json.putDefault(Json.objectIn(model, "sku"), "name", "Classic");
        boolean aligned = Json.text(model, "sku", "name").equalsIgnoreCase("Aligned");
        domains(properties, "platformFaultDomainCount", aligned ? 2 : MAX_FAULT_DOMAINS, MAX_FAULT_DOMAINS, "fault");
        domains(properties, "platformUpdateDomainCount", 5, MAX_UPDATE_DOMAINS, "update");
    }

    private static void domains(ObjectNode properties, String name, int otherwise, int most, String word) {
        int count = properties.path(name).asInt(otherwise);
        if (count < 1 || count > most) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The specified " + word + " domain count " + count + " must fall in the range 1 to " + most + ".",
                    name);
        }
        properties.put(name, count);
    }

    private static String require(JsonNode node, String name, String parameter) {
        String text = Json.text(node, name);
        if (text.isEmpty()) {
            throw ArmError.missingParameter(parameter);
        }
        return text;
    }

    private static void requireSize(String name) {
        VmSizes.find(name).orElseThrow(() -> unknownSize(name));
    }

    private static Refused unknownSize(String name) {
        return ArmError.of(
                400,
                "InvalidParameter",
                "The value " + name + " provided for the capacity reservation's size is not valid.",
                "sku.name");
    }

    private static ObjectNode writable(ObjectNode body) {
        ObjectNode model = Json.object();
        for (String name : WRITABLE) {
            if (body.hasNonNull(name)) {
                model.set(name, body.get(name).deepCopy());
            }
        }
        ObjectNode properties = body.path("properties") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        properties.remove(READ_ONLY);
        model.set("properties", properties);
        return model;
    }
}
