package io.azbatch.simulator.arm.compute.disk;

import static io.azbatch.simulator.arm.compute.FieldsByVersion.since;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.FieldsByVersion;
import io.azbatch.simulator.arm.compute.vm.VirtualMachine;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How a disk looks to a caller. */
final class DiskView {
    private static final FieldsByVersion FIELDS = new FieldsByVersion(List.of(
            since("2018-09-30", "properties/diskIOPSReadWrite"),
            since("2018-09-30", "properties/diskMBpsReadWrite"),
            since("2018-09-30", "properties/diskSizeBytes"),
            since("2018-09-30", "properties/uniqueId"),
            since("2019-07-01", "properties/encryption"),
            since("2020-05-01", "properties/networkAccessPolicy"),
            since("2020-12-01", "properties/tier"),
            since("2021-08-01", "properties/publicNetworkAccess"),
            since("2021-12-01", "properties/dataAccessAuthMode"),
            since("2023-04-02", "properties/LastOwnershipUpdateTime"),
            since("2023-10-02", "properties/incrementalSnapshotFamilyId")));
    private static final Instant ARM_RESOURCE_UNTIL = Instant.parse("2021-01-01T00:00:00Z");

    private final Azure azure;

    DiskView(Azure azure) {
        this.azure = azure;
    }

    /** The disk at rest. */
    ObjectNode full(Disk disk, String apiVersion) {
        ObjectNode json = skeleton(disk, disk.id().toString());
        disk.owner().ifPresent(owner -> json.put("managedBy", owner.toString()));
        json.set(
                "sku",
                Json.object().put("name", disk.sku()).put("tier", disk.sku().replaceFirst("(V2)?_.*", "")));
        ObjectNode properties = properties(disk);
        if (disk.sizeGb() > 0) {
            properties.put("diskSizeBytes", disk.sizeGb() * 1_073_741_824L);
        }
        if (disk.isSnapshot()) {
            snapshotFields(disk, properties);
        } else {
            performance(disk, properties);
        }
        defaults(properties);
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
        ResourceId id = disk.id();
        ResourceId shouting = new ResourceId(
                id.subscription(), id.group().toUpperCase(Locale.ROOT), id.namespace(), id.types(), id.names());
        return full(disk, apiVersion).put("id", shouting.toString());
    }

    /** What a PUT or PATCH answers: what was asked for, and nothing of what the service will add; once even less. */
    ObjectNode accepted(Disk disk, String apiVersion) {
        ObjectNode json = skeleton(disk, disk.id().toString());
        if (disk.model().has("sku")) {
            json.set("sku", disk.model().get("sku").deepCopy());
        }
        ObjectNode properties = properties(disk);
        properties.remove(List.of("diskIOPSReadWrite", "diskMBpsReadWrite"));
        json.set("properties", properties.put("provisioningState", "Updating"));
        if (azure.world().now().isBefore(ARM_RESOURCE_UNTIL)) {
            properties.put("isArmResource", true);
            json.remove(List.of("id", "type"));
        }
        return FIELDS.trim(json, apiVersion);
    }

    private static ObjectNode skeleton(Disk disk, String id) {
        ObjectNode json = Json.object()
                .put("name", disk.id().name())
                .put("id", id)
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
        DiskTier tier = DiskTier.of(disk.sku(), disk.sizeGb());
        properties.put("diskIOPSReadWrite", tier.iops()).put("diskMBpsReadWrite", tier.mbps());
        if (tier.name().isEmpty() || disk.sizeGb() == 0) {
            properties.remove("tier");
        } else {
            properties.put("tier", tier.name());
        }
    }

    private static void snapshotFields(Disk disk, ObjectNode properties) {
        boolean incremental = properties.path("incremental").asBoolean(false);
        properties.put("incremental", incremental);
        if (incremental) {
            properties.put("incrementalSnapshotFamilyId", disk.uniqueId());
        }
    }

    private static void defaults(ObjectNode properties) {
        if (!properties.has("encryption")) {
            properties.set("encryption", Json.object().put("type", "EncryptionAtRestWithPlatformKey"));
        }
        if (!properties.has("networkAccessPolicy")) {
            properties.put("networkAccessPolicy", "AllowAll");
        }
        if (!properties.has("publicNetworkAccess")) {
            properties.put("publicNetworkAccess", "Enabled");
        }
    }

    private String state(Disk disk) {
        if (disk.owner().isPresent()) {
            boolean deallocated = azure.resources()
                    .find(disk.owner().get(), VirtualMachine.class)
                    .map(VirtualMachine::isDeallocated)
                    .orElse(false);
            return deallocated ? "Reserved" : "Attached";
        }
        boolean upload = Json.text(disk.model(), "properties", "creationData", "createOption")
                .startsWith("Upload");
        return upload ? "ReadyToUpload" : "Unattached";
    }
}
