package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request to Compute must have asked for whose body the recorder did not keep, where Azure's answer tells it: new machines of a
 * Marketplace image and new empty disks. Everything else stays lost, and what comes after a lost action with it.
 */
final class LostComputeBody {
    private static final List<String> ENVELOPE = List.of("location", "tags", "sku", "zones");

    private LostComputeBody() {}

    /** The exchanges with the bodies that could be found. */
    static List<Exchange> restored(List<Exchange> exchanges) {
        List<Exchange> restored = new ArrayList<>();
        boolean lost = false;
        for (Exchange exchange : exchanges) {
            Optional<ObjectNode> body = exchange.bodyRecorded() || lost ? Optional.empty() : find(exchange);
            lost |= exchange.method().equals("POST") && !exchange.bodyRecorded();
            restored.add(body.map(exchange::withRequestBody).orElse(exchange));
        }
        return List.copyOf(restored);
    }

    private static Optional<ObjectNode> find(Exchange exchange) {
        if (exchange.refused()) {
            return Optional.empty();
        }
        return switch (exchange.address().operation()) {
            case "PUT virtualMachines" -> machine(exchange);
            case "PUT disks" -> disk(exchange.body());
            default -> Optional.empty();
        };
    }

    /** Which disks were attached to a machine is not told before it is made. */
    private static Optional<ObjectNode> machine(Exchange exchange) {
        JsonNode storage = Json.at(exchange.body(), "properties", "storageProfile");
        boolean ofMarketplace = storage.path("imageReference").has("publisher");
        boolean attached = storage.path("dataDisks").valueStream().anyMatch(disk -> !Json.text(disk, "createOption")
                .equals("Empty"));
        return exchange.status() == 201 && ofMarketplace && !attached
                ? Optional.of(MachineBody.from(exchange.body()))
                : Optional.empty();
    }

    /** One that shows its state answers a change: what was read before was sent back. */
    private static Optional<ObjectNode> disk(JsonNode shown) {
        JsonNode properties = shown.path("properties");
        boolean empty = Json.text(properties, "creationData", "createOption").equals("Empty");
        if (!empty || properties.has("diskState")) {
            return Optional.empty();
        }
        ObjectNode body = Json.object();
        ENVELOPE.stream()
                .filter(shown::hasNonNull)
                .forEach(field -> body.set(field, shown.get(field).deepCopy()));
        ObjectNode kept = ((ObjectNode) properties).deepCopy();
        kept.remove(List.of("provisioningState", "isArmResource"));
        body.set("properties", kept);
        return Optional.of(body);
    }
}
