package io.azbatch.simulator.arm.compute.disk;

import static io.azbatch.simulator.arm.compute.FieldsByVersion.since;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.FieldsByVersion;
import io.azbatch.simulator.arm.compute.vm.VirtualMachine;
import io.azbatch.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a disk looks to a caller. */
final class DiskView {
    private static final FieldsByVersion FIELDS = new FieldsByVersion(List.of(
            since("2018-09-30", "properties/diskIOPSReadWrite"),
            since("2018-09-30", "properties/diskMBpsReadWrite"),
            since("2018-09-30", "properties/diskSizeBytes"),
            since("2018-09-30", "properties/hyperVGeneration"),
            since("2018-09-30", "properties/uniqueId"),
            since("2019-07-01", "properties/encryption"),
            since("2020-05-01", "properties/networkAccessPolicy"),
            since("2020-12-01", "properties/tier"),
            since("2021-08-01", "properties/publicNetworkAccess"),
            since("2021-12-01", "properties/dataAccessAuthMode"),
            since("2021-12-01", "properties/supportedCapabilities"),
            since("2023-04-02", "properties/LastOwnershipUpdateTime"),
            since("2022-03-02", "properties/completionPercent"),
            since("2023-10-02", "properties/incrementalSnapshotFamilyId")));
    /** Until then an accepted write was answered by another part of the service, which knew less and told more. */
    private static final Instant OLD_ANSWERS_UNTIL = Instant.parse("2021-01-01T00:00:00Z");

    private final Azure azure;

    DiskView(Azure azure) {
        this.azure = azure;
    }

    /** The disk at rest. */
    ObjectNode full(Disk disk, String apiVersion) {
        ObjectNode json = skeleton(disk);
        disk.owner().ifPresent(owner -> json.put("managedBy", owner.toString()));
        json.set("sku", sku(disk));
        ObjectNode properties = properties(disk);
        if (disk.sizeGb() > 0) {
            properties.put("diskSizeBytes", disk.sizeGb() * 1_073_741_824L);
        }
        if (disk.isSnapshot()) {
            snapshotFields(disk, properties);
        } else {
            performance(disk, properties);
        }
        defaults(disk, properties);
        accessWithGroupInCapitals(properties);
        properties
                .put("timeCreated", ArmTime.offset(disk.created()))
                .put("provisioningState", disk.provisioning())
                .put("diskState", state(disk))
                .put("uniqueId", disk.uniqueId());
        disk.ownedSince().ifPresent(at -> properties.put("LastOwnershipUpdateTime", ArmTime.offset(at)));
        json.set("properties", properties);
        return FIELDS.trim(json, apiVersion);
    }

    /** The same with the group's name in capitals, as lists of a whole subscription have it. */
    ObjectNode listed(Disk disk, String apiVersion) {
        return full(disk, apiVersion).put("id", disk.id().withGroupInCapitals().toString());
    }

    /** What a PUT or PATCH answers: what was asked for, and nothing of what the service will add; once even less. */
    ObjectNode accepted(Disk disk, String apiVersion) {
        ObjectNode json = skeleton(disk);
        if (disk.model().has("sku")) {
            json.set("sku", disk.model().get("sku").deepCopy());
        }
        ObjectNode properties = properties(disk);
        properties.remove(List.of("diskIOPSReadWrite", "diskMBpsReadWrite"));
        json.set("properties", properties.put("provisioningState", "Updating"));
        if (isOld()) {
            properties.put("isArmResource", true);
            json.remove(disk.isSnapshot() ? List.of("id", "type", "name") : List.of("id", "type"));
            source(disk).ifPresent(source -> ((ObjectNode) properties.get("creationData"))
                    .put("sourceUniqueId", source.uniqueId()));
        }
        return FIELDS.trim(json, apiVersion);
    }

    /** What a change of a disk answers: besides what was asked for, the kind if nothing was said of it, and the tier it has still. */
    ObjectNode acceptedChange(Disk before, Disk after, ObjectNode body, String apiVersion) {
        ObjectNode json = accepted(after, apiVersion);
        ObjectNode properties = (ObjectNode) json.get("properties");
        if (!body.hasNonNull("sku")) {
            json.set("sku", sku(after));
        }
        String tier = before.isSnapshot() ? "" : DiskTier.of(before).name();
        if (!tier.isEmpty()) {
            properties.put("tier", tier);
        }
        boolean empty = Json.text(after.model(), "properties", "creationData", "createOption")
                .equals("Empty");
        if (isOld() && !empty) {
            properties.put("faultDomain", 0);
        }
        return FIELDS.trim(json, apiVersion);
    }

    private boolean isOld() {
        return azure.world().now().isBefore(OLD_ANSWERS_UNTIL);
    }

    private Optional<Disk> source(Disk disk) {
        String id = DiskBody.source(Json.at(disk.model(), "properties", "creationData"));
        return azure.resources().find(id, Disk.class);
    }

    private static ObjectNode sku(Disk disk) {
        return Json.object().put("name", disk.sku()).put("tier", disk.sku().replaceFirst("(V2)?_.*", ""));
    }

    private static ObjectNode skeleton(Disk disk) {
        ObjectNode json = Json.object()
                .put("name", disk.id().name())
                .put("id", disk.id().toString())
                .put("type", disk.id().type())
                .put("location", disk.location());
        for (String name : List.of("tags", "zones")) {
            if (disk.model().has(name)) {
                json.set(name, disk.model().get(name).deepCopy());
            }
        }
        return json;
    }

    private static ObjectNode properties(Disk disk) {
        return disk.model().path("properties") instanceof ObjectNode object ? object.deepCopy() : Json.object();
    }

    private static void performance(Disk disk, ObjectNode properties) {
        DiskTier tier = DiskTier.of(disk);
        properties.put("diskIOPSReadWrite", tier.iops()).put("diskMBpsReadWrite", tier.mbps());
        if (properties.path("burstingEnabled").asBoolean(false)) {
            properties.put("burstingEnabledTime", ArmTime.offset(disk.created()));
        }
        if (tier.name().isEmpty()) {
            properties.remove("tier");
        } else {
            properties.put("tier", tier.name());
        }
    }

    /** How much of a snapshot has arrived that is copied in the background; from 0 to 1. */
    double completion(Disk disk) {
        double needed = azure.settings().seconds("snapshotCopySeconds").toMillis();
        double passed = Duration.between(disk.created(), azure.world().now()).toMillis();
        return passed >= needed ? 1 : passed / needed;
    }

    private void snapshotFields(Disk disk, ObjectNode properties) {
        boolean incremental = properties.path("incremental").asBoolean(false);
        properties.put("incremental", incremental);
        if (incremental) {
            properties.put("incrementalSnapshotFamilyId", disk.uniqueId());
        }
        if (Json.text(properties, "creationData", "createOption").equals("CopyStart")) {
            properties.put("completionPercent", completion(disk) * 100);
        }
    }

    /** At rest the group of a disk access is written in capitals. */
    private static void accessWithGroupInCapitals(ObjectNode properties) {
        ResourceId.parse(Json.text(properties, "diskAccessId"))
                .ifPresent(id ->
                        properties.put("diskAccessId", id.withGroupInCapitals().toString()));
    }

    private static void defaults(Disk disk, ObjectNode properties) {
        if (DiskTier.isTunable(disk)) {
            Json.objectIn(properties, "creationData")
                    .put(
                            "logicalSectorSize",
                            properties.at("/creationData/logicalSectorSize").asInt(4096));
        }
        if (!properties.has("encryption")) {
            properties.set("encryption", Json.object().put("type", "EncryptionAtRestWithPlatformKey"));
        }
        Json.putDefault(properties, "networkAccessPolicy", "AllowAll");
        Json.putDefault(properties, "publicNetworkAccess", "Enabled");
    }

    private String state(Disk disk) {
        if (disk.isOpen()) {
            return disk.waitsForUpload() ? "ActiveUpload" : "ActiveSAS";
        }
        if (disk.owner().isPresent()) {
            boolean deallocated = azure.resources()
                    .find(disk.owner().get(), VirtualMachine.class)
                    .map(VirtualMachine::isDeallocated)
                    .orElse(false);
            return deallocated ? "Reserved" : "Attached";
        }
        return disk.waitsForUpload() ? "ReadyToUpload" : "Unattached";
    }
}
