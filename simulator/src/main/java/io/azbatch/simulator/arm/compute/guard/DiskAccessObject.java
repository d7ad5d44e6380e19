package io.azbatch.simulator.arm.compute.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;
import java.time.Instant;

/**
 * A disk access, as Azure's messages call it.
 *
 * @param id resource id
 * @param location normalised region
 * @param model tags, extended location, and in {@code approvals} what was decided about private endpoint connections, by their names
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 * @param created virtual time
 */
record DiskAccessObject(ResourceId id, String location, ObjectNode model, String provisioning, Instant created)
        implements Guard {
    static final String TYPE = "Microsoft.Compute/diskAccesses";

    @Override
    public DiskAccessObject with(ObjectNode newModel, String newProvisioning) {
        return new DiskAccessObject(id, location, newModel, newProvisioning, created);
    }
}
