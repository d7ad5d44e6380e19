package io.azbatch.simulator.arm.compute.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;
import java.time.Instant;

/**
 * A key of its owner's with which disks are encrypted.
 *
 * @param id resource id
 * @param location normalised region
 * @param model tags, identity and properties
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 * @param created virtual time
 */
record DiskEncryptionSet(ResourceId id, String location, ObjectNode model, String provisioning, Instant created)
        implements Guard {
    static final String TYPE = "Microsoft.Compute/diskEncryptionSets";

    @Override
    public DiskEncryptionSet with(ObjectNode newModel, String newProvisioning) {
        return new DiskEncryptionSet(id, location, newModel, newProvisioning, created);
    }
}
