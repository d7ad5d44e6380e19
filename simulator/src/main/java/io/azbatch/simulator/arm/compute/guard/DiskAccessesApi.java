package io.azbatch.simulator.arm.compute.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.arm.compute.disk.Disk;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Disk accesses. Their names live a second life in the private endpoints of the network that lead to them. */
public final class DiskAccessesApi {
    private static final Duration DELETION = Duration.ofMillis(110);
    /** With private endpoints, which are told first. */
    private static final Duration LONG_DELETION = Duration.ofSeconds(30);

    private final Azure azure;
    private final GuardWrites writes;
    private final PrivateEndpoints endpoints;

    public DiskAccessesApi(Azure azure) {
        this.azure = azure;
        this.writes = new GuardWrites(azure);
        this.endpoints = new PrivateEndpoints(azure.resources());
    }

    public void routes(Router router) {
        String all = "/providers/Microsoft.Compute/diskAccesses";
        String group = "/subscriptions/{subscription}/resourceGroups/{group}" + all;
        String one = group + "/{access}";
        RateGroup read = RateGroup.windows("LowCostDiskAccessGet", 999, 4999);
        RateGroup list = RateGroup.windows("HighCostGet", 239, 1919);
        RateGroup write = RateGroup.windows("HighCostDiskAccess", 99, 299);
        router.add(
                "GET",
                "/subscriptions/{subscription}" + all,
                "diskAccesses list",
                list.on(azure, request -> list(request, access -> true, true)));
        router.add(
                "GET",
                group,
                "diskAccesses list",
                list.on(
                        azure,
                        request -> list(
                                request,
                                access -> access.id().group().equalsIgnoreCase(request.param("group")),
                                false)));
        router.add(
                "GET", one, "diskAccesses GET", read.on(azure, request -> Response.json(200, view(require(request)))));
        router.add("PUT", one, "diskAccesses PUT", write.on(azure, this::put));
        router.add("PATCH", one, "diskAccesses PATCH", write.on(azure, this::patch));
        router.add("DELETE", one, "diskAccesses DELETE", write.on(azure, this::delete));
        router.add(
                "GET",
                one + "/privateLinkResources",
                "diskAccesses/privateLinkResources list",
                read.on(azure, this::links));
        new ConnectionsApi(azure, this, endpoints).routes(router, one + "/privateEndpointConnections");
    }

    private Response list(Request request, Predicate<DiskAccessObject> wanted, boolean inCapitals) {
        List<ObjectNode> items = azure.resources().list(DiskAccessObject.class).stream()
                .filter(access -> access.id().subscription().equalsIgnoreCase(request.param("subscription")))
                .filter(wanted)
                .map(access -> inCapitals
                        ? view(access)
                                .put("id", access.id().withGroupInCapitals().toString())
                        : view(access))
                .toList();
        return azure.pages().of(request, items);
    }

    private Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), DiskAccessObject.TYPE);
        Optional<DiskAccessObject> existing = azure.resources().find(id(request), DiskAccessObject.class);
        existing.ifPresent(access -> Bodies.refuseMove(access, location));
        return existing.map(access -> update(request, access, body, true))
                .orElseGet(() -> create(request, location, body));
    }

    private Response create(Request request, String location, ObjectNode body) {
        ObjectNode model = Json.object();
        for (String name : List.of("tags", "extendedLocation")) {
            if (body.hasNonNull(name)) {
                model.set(name, body.get(name).deepCopy());
            }
        }
        return write(
                request,
                new DiskAccessObject(
                        id(request), location, model, "Creating", azure.world().now()));
    }

    private Response patch(Request request) {
        return update(request, require(request), Bodies.require(request), false);
    }

    private Response update(Request request, DiskAccessObject access, ObjectNode body, boolean put) {
        ObjectNode model = access.model().deepCopy();
        Bodies.tags(model, body, access.model(), put);
        return write(request, access.with(model, "Updating"));
    }

    private Response write(Request request, DiskAccessObject access) {
        return writes.write(request, access, access.skeleton(), DiskAccessObject.class, this::view);
    }

    private Response delete(Request request) {
        Optional<DiskAccessObject> existing = azure.resources().find(id(request), DiskAccessObject.class);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        DiskAccessObject access = existing.get();
        refuseUsed(access);
        boolean linked = !endpoints.of(access).isEmpty();
        return writes.delete(request, access, linked ? LONG_DELETION : DELETION);
    }

    private void refuseUsed(DiskAccessObject access) {
        List<String> users = azure.resources().list(Disk.class).stream()
                .filter(disk -> Json.text(disk.model(), "properties", "diskAccessId")
                        .equalsIgnoreCase(access.id().toString()))
                .map(disk -> disk.id().toString())
                .toList();
        if (!users.isEmpty()) {
            throw ArmError.notAllowed("DiskAccess object " + access.id().name()
                    + " cannot be deleted because it is used by the following resources: " + String.join(", ", users)
                    + ".");
        }
    }

    /** A disk access has one thing to link to. */
    private Response links(Request request) {
        DiskAccessObject access = require(request);
        ObjectNode link = Json.object()
                .put("name", "disks")
                .put("id", access.id() + "/privateLinkResources/disks")
                .put("type", DiskAccessObject.TYPE + "/privateLinkResources");
        ObjectNode properties = link.putObject("properties").put("groupId", "disks");
        properties.putArray("requiredMembers").add("diskAccess_1");
        properties.putArray("requiredZoneNames").add("privatelink.blob.core.windows.net");
        ObjectNode answer = Json.object();
        answer.putArray("value").add(link);
        return Response.json(200, answer);
    }

    private ObjectNode view(DiskAccessObject access) {
        ObjectNode json = access.skeleton();
        ObjectNode properties = json.putObject("properties");
        List<ObjectNode> connections = endpoints.connections(access);
        if (!connections.isEmpty()) {
            properties.putArray("privateEndpointConnections").addAll(connections);
        }
        properties.put("provisioningState", access.provisioning()).put("timeCreated", ArmTime.offset(access.created()));
        return json;
    }

    DiskAccessObject require(Request request) {
        ResourceId id = id(request);
        return azure.resources().find(id, DiskAccessObject.class).orElseThrow(() -> missing(id));
    }

    private Refused missing(ResourceId id) {
        return azure.resources().deletedJustNow(id)
                ? ArmError.of(404, "NotFound", "DiskAccess object " + id.name() + " not found.")
                : ArmError.resourceNotFound(id);
    }

    private static ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                "Microsoft.Compute",
                "diskAccesses",
                request.param("access"));
    }
}
