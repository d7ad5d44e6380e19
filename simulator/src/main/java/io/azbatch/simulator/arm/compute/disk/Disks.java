package io.azbatch.simulator.arm.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Disks as the machines' room needs them. */
public final class Disks {
    private final Azure azure;

    public Disks(Azure azure) {
        this.azure = azure;
    }

    /**
     * What a disk that comes with a machine is like.
     *
     * @param sku such as {@code Premium_LRS}
     * @param sizeGb GiB
     * @param osType empty for a data disk
     * @param generation {@code V1} or {@code V2}, empty for a data disk
     * @param architecture {@code x64} or {@code Arm64}, empty for a data disk
     * @param imageId image it comes from, empty for an empty disk
     * @param encryptionSetId id of the disk encryption set, empty for the platform's own key
     * @param tags those of the machine at its creation, missing for none
     */
    public record Shape(
            String sku,
            int sizeGb,
            String osType,
            String generation,
            String architecture,
            String imageId,
            String encryptionSetId,
            JsonNode tags) {}

    /** Makes a disk that belongs to a machine from the start, and has its tags. */
    public void createFor(ResourceId id, String location, Shape shape, ResourceId machine) {
        ObjectNode creation = Json.object().put("createOption", shape.imageId().isEmpty() ? "Empty" : "FromImage");
        if (!shape.imageId().isEmpty()) {
            creation.set("imageReference", Json.object().put("id", shape.imageId()));
        }
        ObjectNode properties = Json.object().put("diskSizeGB", shape.sizeGb());
        properties.set("creationData", creation);
        if (!shape.osType().isEmpty()) {
            properties.put("osType", shape.osType()).put("hyperVGeneration", shape.generation());
            properties.set("supportedCapabilities", Json.object().put("architecture", shape.architecture()));
        }
        if (!shape.encryptionSetId().isEmpty()) {
            properties
                    .putObject("encryption")
                    .put("type", "EncryptionAtRestWithCustomerKey")
                    .put("diskEncryptionSetId", shape.encryptionSetId());
        }
        ObjectNode model = Json.object();
        if (shape.tags().isObject()) {
            model.set("tags", shape.tags().deepCopy());
        }
        model.set("sku", Json.object().put("name", shape.sku()));
        model.set("properties", properties);
        azure.resources()
                .put(new Disk(
                        id,
                        location,
                        model,
                        "Succeeded",
                        UUID.randomUUID().toString(),
                        azure.world().now(),
                        Optional.of(machine),
                        Optional.of(azure.world().now()),
                        List.of(),
                        false));
    }

    public Optional<Disk> find(String id) {
        return azure.resources().find(id, Disk.class);
    }

    /** Gives a disk to a machine. */
    public void attach(ResourceId id, ResourceId machine) {
        azure.resources()
                .change(
                        id,
                        Disk.class,
                        disk -> disk.ownedBy(Optional.of(machine), azure.world().now()));
    }

    /** Takes a disk from its machine. */
    public void detach(ResourceId id) {
        azure.resources()
                .change(
                        id,
                        Disk.class,
                        disk -> disk.ownedBy(Optional.empty(), azure.world().now()));
    }
}
