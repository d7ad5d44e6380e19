package io.azbatch.simulator.arm.compute.disk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A managed disk, or a snapshot of one: they differ in their type and little else.
 *
 * @param id resource id
 * @param location normalised region
 * @param model what a caller may write: {@code tags}, {@code sku}, {@code zones}, {@code properties}
 * @param provisioning {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 * @param uniqueId a GUID for the content
 * @param created virtual time
 * @param owner machine it is attached to
 * @param ownedSince virtual time of the last change of owner
 * @param access names of the accesses to its content that are open, first that to what is on it
 * @param isUploaded whether what it waited for has come
 */
public record Disk(
        ResourceId id,
        String location,
        ObjectNode model,
        String provisioning,
        String uniqueId,
        Instant created,
        Optional<ResourceId> owner,
        Optional<Instant> ownedSince,
        List<String> access,
        boolean isUploaded)
        implements Resource {

    @Override
    public ObjectNode envelope() {
        return model;
    }

    public Disk {
        access = List.copyOf(access);
    }

    @Override
    public boolean isHeld() {
        return isOpen();
    }

    /** Whether somebody may look at its content. */
    public boolean isOpen() {
        return !access.isEmpty();
    }

    /** Whether it is a snapshot. */
    public boolean isSnapshot() {
        return id.isA("Microsoft.Compute/snapshots");
    }

    /** GiB; 0 while nobody knows. */
    public int sizeGb() {
        return Json.at(model, "properties", "diskSizeGB").asInt(0);
    }

    /** SKU name, such as {@code Premium_LRS}. */
    public String sku() {
        return Json.at(model, "sku", "name").asText("Standard_LRS");
    }

    /** {@code Linux}, {@code Windows}, or empty for a data disk. */
    public String osType() {
        return Json.text(model, "properties", "osType");
    }

    /** {@code V1} or {@code V2}; V1 unless said. */
    public String generation() {
        return Json.at(model, "properties", "hyperVGeneration").asText("V1");
    }

    /** {@code x64} or {@code Arm64}; x64 unless said. */
    public String architecture() {
        return Json.at(model, "properties", "supportedCapabilities", "architecture")
                .asText("x64");
    }

    /** Whether Azure Disk Encryption has locked it with keys of the owner. */
    public boolean encryptedByOwner() {
        return Json.at(model, "properties", "encryptionSettingsCollection", "enabled")
                .asBoolean(false);
    }

    /** Whether it was made to be filled by its owner, who has not done it yet. */
    public boolean waitsForUpload() {
        return !isUploaded
                && Json.text(model, "properties", "creationData", "createOption")
                        .startsWith("Upload");
    }

    /** While somebody may look at its content, a disk is neither used nor deleted. */
    public void refuseOpen() {
        if (isOpen()) {
            throw ArmError.notAllowed("There is an active shared access signature outstanding for disk " + id.name()
                    + ". Call EndGetAccess before attaching or deleting the disk.");
        }
    }

    Disk with(List<String> newAccess) {
        return new Disk(id, location, model, provisioning, uniqueId, created, owner, ownedSince, newAccess, isUploaded);
    }

    Disk uploaded() {
        return new Disk(id, location, model, provisioning, uniqueId, created, owner, ownedSince, access, true);
    }

    Disk withModel(ObjectNode newModel) {
        return new Disk(id, location, newModel, provisioning, uniqueId, created, owner, ownedSince, access, isUploaded);
    }

    Disk withProvisioning(String state) {
        return new Disk(id, location, model, state, uniqueId, created, owner, ownedSince, access, isUploaded);
    }

    Disk ownedBy(Optional<ResourceId> newOwner, Instant now) {
        return new Disk(
                id, location, model, provisioning, uniqueId, created, newOwner, Optional.of(now), access, isUploaded);
    }
}
