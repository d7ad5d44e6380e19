package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** Makes machines with their extensions, and disks, as a recording shows them. */
final class ComputeStage {
    private final WireAzure azure;
    private final Scenery scenery;
    private final StorageStage storage;
    private final Translation translation;
    private final BiConsumer<String, String> reference;

    /**
     * @param reference makes what an id names, in a region
     */
    ComputeStage(
            WireAzure azure,
            Scenery scenery,
            StorageStage storage,
            Translation translation,
            BiConsumer<String, String> reference) {
        this.azure = azure;
        this.scenery = scenery;
        this.storage = storage;
        this.translation = translation;
        this.reference = reference;
    }

    boolean makeMachine(String id, JsonNode shown) {
        ObjectNode body = MachineBody.from(shown);
        String region = Json.text(shown, "location");
        body.findValues("id").forEach(named -> reference.accept(named.asText(), region));
        storage.prepare(Address.of("GET", "https://x" + id).group(), region, translation.tree(body));
        boolean made = scenery.put(id, Scenery.MACHINES, body);
        if (!Json.text(shown, "properties", "provisioningState").equals("Creating")) {
            azure.advance(Duration.ofSeconds(36));
            shown.path("resources").forEach(extension -> makeExtension(extension, region));
        }
        return made;
    }

    /** A machine that is shown to have failed is one whose creation failed. */
    boolean makeMachineAsItWent(String id, JsonNode shown) {
        if (Json.text(shown, "properties", "provisioningState").equals("Failed")) {
            azure.admin("POST", "/faults", Fate.fault("PUT", translation.text(id), "InternalExecutionError", ""));
        }
        boolean made = makeMachine(id, shown);
        azure.admin("DELETE", "/faults", "");
        return made;
    }

    private void makeExtension(JsonNode shown, String region) {
        if (shown.path("properties").has("publisher")) {
            ObjectNode body = Json.object().put("location", region);
            if (shown.path("tags").isObject()) {
                body.set("tags", shown.get("tags"));
            }
            ObjectNode properties = body.putObject("properties");
            for (String field : List.of(
                    "publisher",
                    "type",
                    "typeHandlerVersion",
                    "settings",
                    "forceUpdateTag",
                    "enableAutomaticUpgrade")) {
                if (shown.path("properties").has(field)) {
                    properties.set(field, shown.path("properties").get(field));
                }
            }
            scenery.put(Json.text(shown, "id"), Scenery.MACHINES, body);
            azure.advance(Duration.ofSeconds(20));
        }
    }

    boolean makeDisk(String id, String region) {
        return makeDisk(id, region, Json.object());
    }

    boolean makeDisk(String id, String region, JsonNode shown) {
        String origin = Json.text(shown, "properties", "creationData", "createOption");
        if (!origin.isEmpty() && !origin.equals("Empty")) {
            return false;
        }
        ObjectNode body = Json.object().put("location", region.isEmpty() ? "westeurope" : region);
        for (String field : List.of("tags", "sku", "zones")) {
            if (shown.path(field).isContainerNode()) {
                body.set(field, shown.get(field).deepCopy());
            }
        }
        if (body.path("sku") instanceof ObjectNode sku) {
            sku.remove("tier");
        }
        body.putObject("properties")
                .put("diskSizeGB", 32)
                .putObject("creationData")
                .put("createOption", "Empty");
        boolean made = scenery.put(id, Scenery.DISKS, body);
        azure.advance(Duration.ofSeconds(5));
        return made;
    }
}
