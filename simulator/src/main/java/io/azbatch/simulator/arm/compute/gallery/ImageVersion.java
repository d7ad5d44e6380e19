package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.List;

/**
 * A version of an image.
 *
 * @param id resource id
 * @param location normalised region it is made in
 * @param model tags and properties with defaults
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 * @param disks what the source looked like when it was made
 * @param replicas its target regions
 */
public record ImageVersion(
        ResourceId id,
        String location,
        ObjectNode model,
        String provisioning,
        SourceDisks disks,
        List<Replica> replicas)
        implements GalleryItem {

    public ImageVersion {
        replicas = List.copyOf(replicas);
    }

    @Override
    public ImageVersion with(ObjectNode newModel, String newProvisioning) {
        return new ImageVersion(id, location, newModel, newProvisioning, disks, replicas);
    }

    ImageVersion with(List<Replica> newReplicas) {
        return new ImageVersion(id, location, model, provisioning, disks, newReplicas);
    }

    /** Whether machines can be made from it in a region now. */
    public boolean isReplicatedTo(String region, Instant now) {
        String wanted = Regions.normalise(region);
        return replicas.stream()
                .anyMatch(replica -> Regions.normalise(replica.region()).equals(wanted) && replica.isComplete(now));
    }

    /** GiB of the OS disk. */
    public int osDiskGb() {
        return disks.osDiskGb();
    }

    /** Whether {@code latest} passes it over. */
    public boolean isExcludedFromLatest() {
        return Json.at(model, "properties", "publishingProfile", "excludeFromLatest")
                        .asBoolean(false)
                || !provisioning.equals("Succeeded");
    }

    /** Major, minor and patch in one number that sorts as they do. */
    public Number3 number() {
        return Number3.parse(id.name());
    }

    /** With {@code replicationStatus}, which GET has only if asked. */
    ObjectNode viewWithReplication(Instant now) {
        ObjectNode json = view();
        var summary = Json.array();
        replicas.forEach(replica -> summary.add(replica.view(now)));
        ObjectNode status = Json.object().put("aggregatedState", aggregated(now));
        status.set("summary", summary);
        ((ObjectNode) json.get("properties")).set("replicationStatus", status);
        return json;
    }

    @Override
    public ObjectNode view() {
        ObjectNode json = GalleryItem.super.view();
        boolean copied = !provisioning.equals("Creating") && !provisioning.equals("Failed");
        if (copied) {
            disks.describe((ObjectNode) Json.at(json, "properties", "storageProfile"));
        }
        return json;
    }

    private String aggregated(Instant now) {
        if (replicas.stream().anyMatch(replica -> replica.isFailed(now))) {
            return "Failed";
        }
        return replicas.stream().allMatch(replica -> replica.isComplete(now)) ? "Completed" : "InProgress";
    }
}
