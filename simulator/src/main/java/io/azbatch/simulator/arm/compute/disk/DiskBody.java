package io.azbatch.simulator.arm.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Set;

/** What a disk's PUT must say, and what it leaves to the service. */
final class DiskBody {
    private static final Set<String> OPTIONS = Set.of(
            "Empty",
            "Attach",
            "FromImage",
            "Import",
            "ImportSecure",
            "Copy",
            "Restore",
            "Upload",
            "CopyStart",
            "UploadPreparedSecure");
    private static final List<String> WRITABLE = List.of("tags", "sku", "zones");
    private static final List<String> READ_ONLY = List.of(
            "timeCreated",
            "provisioningState",
            "diskState",
            "uniqueId",
            "diskSizeBytes",
            "LastOwnershipUpdateTime",
            "isArmResource");
    private static final long VHD_FOOTER = 512;
    private static final long GIB = 1_073_741_824L;

    private final Azure azure;

    DiskBody(Azure azure) {
        this.azure = azure;
    }

    /** The part of a body that is kept, checked as a new disk's. */
    ObjectNode forNew(ObjectNode body) {
        ObjectNode model = writable(body);
        JsonNode creation = Json.at(model, "properties", "creationData");
        if (!creation.isObject()) {
            throw ArmError.missingParameter("disk.creationData");
        }
        String option = Json.text(creation, "createOption");
        if (!OPTIONS.contains(option)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + option + "' of parameter 'disk.creationData.createOption' is invalid.",
                    "disk.creationData.createOption");
        }
        ObjectNode properties = (ObjectNode) model.get("properties");
        switch (option) {
            case "Empty" -> requireSize(properties);
            case "Copy", "CopyStart", "Restore" -> copySource(properties, Json.text(creation, "sourceResourceId"));
            case "Upload", "UploadPreparedSecure" -> uploadSize(properties, creation);
            case "Import", "ImportSecure" -> requireText(creation, "sourceUri", "disk.creationData.sourceUri");
            default -> {
                // FromImage and Attach say all they need by their references.
            }
        }
        return model;
    }

    /** The part of a body that is kept, laid over an existing disk. */
    ObjectNode forExisting(Disk disk, ObjectNode body) {
        ObjectNode changes = writable(body);
        JsonNode properties = changes.path("properties");
        JsonNode option = Json.at(properties, "creationData", "createOption");
        if (!option.isMissingNode()
                && !option.asText()
                        .equalsIgnoreCase(Json.text(disk.model(), "properties", "creationData", "createOption"))) {
            throw ArmError.of(
                    409,
                    "PropertyChangeNotAllowed",
                    "Changing property 'creationData' is not allowed.",
                    "creationData");
        }
        if (properties.path("diskSizeGB").asInt(disk.sizeGb()) < disk.sizeGb()) {
            throw ArmError.notAllowed("Disks or snapshot cannot be resized down.");
        }
        ObjectNode model = Json.merge(disk.model(), changes);
        if (changes.has("tags")) {
            model.set("tags", changes.get("tags"));
        }
        return model;
    }

    private static ObjectNode writable(ObjectNode body) {
        ObjectNode model = Json.object();
        for (String name : WRITABLE) {
            if (body.hasNonNull(name)) {
                model.set(name, body.get(name).deepCopy());
            }
        }
        if (model.path("sku") instanceof ObjectNode sku) {
            sku.remove("tier");
        }
        if (body.path("properties") instanceof ObjectNode properties) {
            model.set("properties", properties.deepCopy().remove(READ_ONLY));
        }
        return model;
    }

    private static void requireSize(ObjectNode properties) {
        if (properties.path("diskSizeGB").asInt(0) <= 0) {
            throw ArmError.missingParameter("disk.diskSizeGB");
        }
    }

    private static void requireText(JsonNode node, String name, String parameter) {
        if (Json.text(node, name).isEmpty()) {
            throw ArmError.missingParameter(parameter);
        }
    }

    private void copySource(ObjectNode properties, String sourceId) {
        if (sourceId.isEmpty()) {
            throw ArmError.missingParameter("disk.creationData.sourceResourceId");
        }
        Disk source = azure.resources()
                .find(sourceId, Disk.class)
                .orElseThrow(() -> ArmError.of(
                        404,
                        "NotFound",
                        "Resource " + sourceId.substring(sourceId.lastIndexOf('/') + 1) + " is not found."));
        if (properties.path("diskSizeGB").asInt(source.sizeGb()) < source.sizeGb()) {
            throw ArmError.of(400, "InvalidParameter", "Disks or snapshot cannot be resized down.", "disk.diskSizeGB");
        }
    }

    private static void uploadSize(ObjectNode properties, JsonNode creation) {
        long bytes = creation.path("uploadSizeBytes").asLong(0);
        if (bytes <= VHD_FOOTER) {
            throw ArmError.missingParameter("disk.creationData.uploadSizeBytes");
        }
        properties.put("diskSizeGB", (int) Math.ceilDiv(bytes - VHD_FOOTER, GIB));
    }
}
