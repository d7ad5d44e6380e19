package io.azbatch.simulator.arm.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
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
    private static final List<String> WRITABLE = List.of("tags", "sku", "zones", "extendedLocation");
    private static final List<String> READ_ONLY = List.of(
            "timeCreated",
            "provisioningState",
            "diskState",
            "uniqueId",
            "diskSizeBytes",
            "LastOwnershipUpdateTime",
            "isArmResource",
            "burstingEnabledTime",
            "propertyUpdatesInProgress",
            "shareInfo",
            "completionPercent",
            "copyCompletionError",
            "incrementalSnapshotFamilyId",
            "replicationState",
            "snapshotAccessState");
    private static final List<String> INHERITED = List.of(
            "diskSizeGB",
            "osType",
            "hyperVGeneration",
            "purchasePlan",
            "securityProfile",
            "supportedCapabilities",
            "supportsHibernation");
    /** Bytes that a VHD has on top of its content. */
    static final long VHD_FOOTER = 512;

    private final Azure azure;
    private final DiskRules rules;

    DiskBody(Azure azure) {
        this.azure = azure;
        this.rules = new DiskRules(azure);
    }

    /**
     * The part of a body that is kept, checked as a new disk's.
     *
     * @param snapshot or a disk
     */
    ObjectNode forNew(ObjectNode body, boolean snapshot) {
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
            case "Copy" -> copySource(properties, creation, Json.text(body, "location"));
            case "CopyStart" -> {
                rules.checkCopyStart(properties, snapshot);
                copySource(properties, creation, "");
            }
            case "Restore" -> copySource(properties, creation, "");
            case "Upload", "UploadPreparedSecure" -> uploadSize(creation);
            case "Import", "ImportSecure" -> requireText(creation, "sourceUri", "disk.creationData.sourceUri");
            default -> {
                // FromImage and Attach say all they need by their references.
            }
        }
        rules.check(model, snapshot);
        return model;
    }

    /** The part of a body that is kept, laid over an existing disk. */
    ObjectNode forExisting(Disk disk, ObjectNode body, boolean put) {
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
        refuseOtherIncrement(disk, properties);
        ObjectNode model = Json.merge(disk.model(), changes);
        Bodies.tags(model, body, disk.model(), put);
        rules.check(model, disk.isSnapshot());
        return model;
    }

    private static void refuseOtherIncrement(Disk disk, JsonNode properties) {
        boolean before = Json.at(disk.model(), "properties", "incremental").asBoolean(false);
        if (disk.isSnapshot() && properties.path("incremental").asBoolean(before) != before) {
            throw ArmError.of(
                    409, "PropertyChangeNotAllowed", "Changing property 'incremental' is not allowed.", "incremental");
        }
    }

    /** What a copy takes over from its source once it is made, and only then: size, system, generation. */
    Disk inherit(Disk disk) {
        JsonNode creation = Json.at(disk.model(), "properties", "creationData");
        return azure.resources()
                .find(source(creation), Disk.class)
                .filter(source -> !creation.has("sourceUniqueId"))
                .map(source -> inherit(disk, source))
                .orElse(disk);
    }

    /** Id of the disk or snapshot that a copy is made of; empty or a blob's address for what is no copy. */
    static String source(JsonNode creation) {
        String id = Json.text(creation, "sourceResourceId");
        return id.isEmpty() ? Json.text(creation, "sourceUri") : id;
    }

    private static Disk inherit(Disk disk, Disk source) {
        ObjectNode model = disk.model().deepCopy();
        ObjectNode properties = (ObjectNode) model.get("properties");
        ObjectNode creation = (ObjectNode) properties.get("creationData");
        creation.put("sourceResourceId", source(creation)).put("sourceUniqueId", source.uniqueId());
        creation.remove("sourceUri");
        for (String name : INHERITED) {
            JsonNode value = Json.at(source.model(), "properties", name);
            if (!properties.has(name) && !value.isMissingNode()) {
                properties.set(name, value.deepCopy());
            }
        }
        return disk.withModel(model);
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

    /**
     * Older clients name the source by {@code sourceUri}. A plain copy does not see what lies in another region; only
     * CopyStart crosses regions.
     *
     * @param region of the copy; empty when any will do
     */
    private void copySource(ObjectNode properties, JsonNode creation, String region) {
        String sourceId = source(creation);
        if (sourceId.isEmpty()) {
            throw ArmError.missingParameter("disk.creationData.sourceResourceId");
        }
        Disk source = azure.resources()
                .find(sourceId, Disk.class)
                .filter(found -> region.isEmpty() || same(found.location(), region))
                .orElseThrow(() -> ArmError.of(
                        404,
                        "NotFound",
                        "Resource " + sourceId.substring(sourceId.lastIndexOf('/') + 1) + " is not found."));
        if (properties.path("diskSizeGB").asInt(source.sizeGb()) < source.sizeGb()) {
            throw ArmError.of(400, "InvalidParameter", "Disks or snapshot cannot be resized down.", "disk.diskSizeGB");
        }
    }

    private static void uploadSize(JsonNode creation) {
        long bytes = creation.path("uploadSizeBytes").asLong(0);
        if (bytes <= VHD_FOOTER) {
            throw ArmError.missingParameter("disk.creationData.uploadSizeBytes");
        }
    }

    private static boolean same(String one, String other) {
        return one.replace(" ", "").equalsIgnoreCase(other.replace(" ", ""));
    }
}
