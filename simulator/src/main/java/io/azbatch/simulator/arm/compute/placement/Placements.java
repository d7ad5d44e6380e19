package io.azbatch.simulator.arm.compute.placement;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How machines and their placements hang together. Looked up each time, so a link can not outlive either end. */
public final class Placements {
    private static final String MACHINE = "Microsoft.Compute/virtualMachines";

    private final Resources resources;

    public Placements(Resources resources) {
        this.resources = resources;
    }

    /** Refuses a machine that is to stand where it can not. */
    public void check(JsonNode machine, String location) {
        JsonNode properties = machine.path("properties");
        for (PlacementKind kind : PlacementKind.values()) {
            String id = id(properties, kind);
            if (!id.isEmpty()) {
                require(kind, id, location);
            }
        }
        boolean inSet = !id(properties, PlacementKind.AVAILABILITY_SET).isEmpty();
        if (inSet && !machine.path("zones").isEmpty()) {
            throw ArmError.of(
                    400,
                    "BadRequest",
                    "Virtual Machine cannot be created because both Availability Zone and Availability Set were"
                            + " specified. Deploying an Availability Set to an Availability Zone isn’t supported.");
        }
        if (inSet) {
            checkDisks(properties);
        }
    }

    /** The domain of an availability set that a machine stands in: its members take turns. */
    public Optional<Integer> domain(Resource machine, String count) {
        String set = id(machine.envelope().path("properties"), PlacementKind.AVAILABILITY_SET);
        return resources.find(set, Placement.class).map(placement -> {
            List<String> members = members(placement);
            int place = members.indexOf(machine.id().toString());
            return place < 0 ? 0 : place % placement.count(count);
        });
    }

    /** Ids of the machines that name a placement. */
    List<String> members(Placement placement) {
        return machines()
                .filter(machine -> id(machine.envelope().path("properties"), placement.kind())
                        .equalsIgnoreCase(placement.id().toString()))
                .map(machine -> machine.id().toString())
                .toList();
    }

    private Stream<Resource> machines() {
        return resources.list(Resource.class).stream()
                .filter(resource -> resource.id().isA(MACHINE));
    }

    private void require(PlacementKind kind, String id, String location) {
        resources
                .find(id, Placement.class)
                .filter(placement ->
                        placement.kind() == kind && placement.location().equals(location))
                .orElseThrow(() -> ArmError.of(404, "NotFound", "Resource " + id + " not found."));
    }

    /** A set is one of managed disks or of blobs. */
    private void checkDisks(JsonNode properties) {
        boolean blobs = Json.at(properties, "storageProfile", "osDisk").has("vhd");
        boolean aligned = resources
                .find(id(properties, PlacementKind.AVAILABILITY_SET), Placement.class)
                .map(Placement::isAligned)
                .orElse(false);
        if (blobs == aligned) {
            throw ArmError.notAllowed(
                    "Addition of a managed disk VM to non-managed Availability Set or addition of blob"
                            + " based disk VM to managed Availability Set is not supported. Please create an Availability Set"
                            + " with 'managed' property set in order to add a VM with managed disks to it.");
        }
    }

    private static String id(JsonNode properties, PlacementKind kind) {
        return kind.field().isEmpty() ? "" : Json.text(properties, kind.field().toArray(String[]::new));
    }

    /** Children of a placement, such as the hosts of a group. */
    List<Placement> children(ResourceId parent) {
        return resources.children(Placement.class, parent);
    }
}
