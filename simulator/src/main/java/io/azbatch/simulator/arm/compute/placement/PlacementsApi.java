package io.azbatch.simulator.arm.compute.placement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Placements of one kind. */
public final class PlacementsApi {
    private static final Duration WRITE = Duration.ofSeconds(5);
    private static final List<String> ENVELOPE = List.of("tags", "sku", "zones");

    private final Azure azure;
    private final PlacementKind kind;
    private final Placements placements;

    public PlacementsApi(Azure azure, PlacementKind kind) {
        this.azure = azure;
        this.kind = kind;
        this.placements = new Placements(azure.resources());
    }

    public void routes(Router router) {
        List<String> levels = kind.levels();
        String provider = "/providers/Microsoft.Compute/";
        String group = "/subscriptions/{subscription}/resourceGroups/{group}" + provider;
        String all = group + (levels.size() == 1 ? "" : levels.getFirst() + "/{parent}/") + levels.getLast();
        String one = all + "/{name}";
        router.add("GET", all, kind.type() + " list", request -> list(request, true));
        if (levels.size() == 1) {
            String everywhere = "/subscriptions/{subscription}" + provider + kind.type();
            router.add("GET", everywhere, kind.type() + " list", request -> list(request, false));
        }
        router.add("GET", one, kind.type() + " GET", request -> Response.json(200, view(require(request))));
        router.add("PUT", one, kind.type() + " PUT", this::put);
        router.add("PATCH", one, kind.type() + " PATCH", this::patch);
        router.add("DELETE", one, kind.type() + " DELETE", this::delete);
        if (kind == PlacementKind.PUBLIC_KEY) {
            router.add("POST", one + "/generateKeyPair", "sshPublicKeys/generateKeyPair", this::generateKeyPair);
        }
    }

    private Response list(Request request, boolean inGroup) {
        List<ObjectNode> items = azure.resources().list(Placement.class).stream()
                .filter(placement -> placement.kind() == kind)
                .filter(placement -> placement.id().subscription().equalsIgnoreCase(request.param("subscription")))
                .filter(placement -> !inGroup || placement.id().group().equalsIgnoreCase(request.param("group")))
                .filter(placement -> kind.levels().size() == 1
                        || placement.id().names().getFirst().equalsIgnoreCase(request.param("parent")))
                .map(this::view)
                .toList();
        return azure.pages().of(request, items);
    }

    private Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/" + kind.type());
        ResourceId id = id(request);
        id.parent()
                .filter(parent -> !azure.resources().exists(parent.toString()))
                .ifPresent(parent -> {
                    throw ArmError.parentNotFound(id);
                });
        Optional<Placement> existing = azure.resources().find(id, Placement.class);
        existing.ifPresent(placement -> Bodies.refuseMove(placement, location));
        if (existing.isPresent()) {
            return update(request, existing.get(), body, true);
        }
        Placement placement = new Placement(
                kind,
                id,
                location,
                PlacementBody.forNew(kind, body),
                "Creating",
                azure.world().now());
        return write(request, kind.created(), placement);
    }

    private Response patch(Request request) {
        return update(request, require(request), Bodies.require(request), false);
    }

    private Response update(Request request, Placement placement, ObjectNode body, boolean put) {
        return write(request, 200, placement.with(PlacementBody.forExisting(placement, body, put), "Updating"));
    }

    private Response write(Request request, int status, Placement placement) {
        if (!kind.takesTime()) {
            Placement made = placement.with(placement.model(), "Succeeded");
            azure.resources().put(made);
            return Response.json(status, view(made));
        }
        azure.resources().put(placement);
        LongOperation operation = azure.operations().begin(request, plan(placement), failure -> {
            if (azure.resources().holds(placement)) {
                azure.resources().put(placement.with(placement.model(), failure.isPresent() ? "Failed" : "Succeeded"));
            }
        });
        return operation.announce(Response.json(status, view(placement)));
    }

    private Response delete(Request request) {
        Optional<Placement> existing = azure.resources().find(id(request), Placement.class);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        Placement placement = existing.get();
        refuseUsed(placement);
        if (!kind.takesTime()) {
            azure.resources().remove(placement.id());
            return Response.empty(200);
        }
        Placement leaving = placement.with(placement.model(), "Deleting");
        azure.resources().put(leaving);
        LongOperation operation = azure.operations().begin(request, plan(placement), failure -> {
            if (failure.isPresent() && azure.resources().holds(leaving)) {
                azure.resources().put(placement.with(placement.model(), "Failed"));
            } else if (azure.resources().holds(leaving)) {
                azure.resources().remove(placement.id());
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    private void refuseUsed(Placement placement) {
        if (!placements.children(placement.id()).isEmpty()) {
            throw ArmError.gateway(
                    409,
                    "CannotDeleteResource",
                    "Cannot delete resource while nested resources exist. Please delete all nested resources before"
                            + " deleting this resource.");
        }
        if (!placements.members(placement).isEmpty()) {
            throw inUse(placement);
        }
    }

    private Refused inUse(Placement placement) {
        String name = placement.id().name();
        return ArmError.notAllowed(
                kind == PlacementKind.AVAILABILITY_SET
                        ? "Availability Set '" + name
                                + "' cannot be deleted. Before deleting an Availability Set please"
                                + " ensure that it does not contain any VM."
                        : "Resource '" + name + "' cannot be deleted. Before deleting it please ensure that it does not"
                                + " contain any VM.");
    }

    /** A pair of keys of which the private one is told once; they open nothing, since no machine runs. */
    private Response generateKeyPair(Request request) {
        Placement key = require(request);
        String publicKey = "ssh-rsa " + UUID.randomUUID().toString().replace("-", "") + " generated-by-azure";
        ObjectNode model = key.model().deepCopy();
        Json.objectIn(model, "properties").put("publicKey", publicKey);
        azure.resources().put(key.with(model, key.provisioning()));
        return Response.json(
                200,
                Json.object()
                        .put(
                                "privateKey",
                                "-----BEGIN RSA PRIVATE KEY-----\n" + UUID.randomUUID() + "\n-----END RSA"
                                        + " PRIVATE KEY-----\n")
                        .put("publicKey", publicKey)
                        .put("id", key.id().toString()));
    }

    private ObjectNode view(Placement placement) {
        ObjectNode json = Json.object()
                .put("name", placement.id().name())
                .put("id", placement.id().toString())
                .put("type", placement.id().type())
                .put("location", placement.location());
        for (String name : ENVELOPE) {
            if (placement.model().has(name)) {
                json.set(name, placement.model().get(name).deepCopy());
            }
        }
        ObjectNode properties = placement.model().get("properties").deepCopy();
        json.set("properties", properties);
        if (kind.takesTime()) {
            properties
                    .put("provisioningTime", ArmTime.offset(placement.created()))
                    .put("timeCreated", ArmTime.offset(placement.created()))
                    .put("provisioningState", placement.provisioning());
        }
        references(properties, "virtualMachines", placements.members(placement));
        List<String> children = placements.children(placement.id()).stream()
                .map(child -> child.id().toString())
                .toList();
        references(properties, kind == PlacementKind.HOST_GROUP ? "hosts" : "capacityReservations", children);
        return json;
    }

    /** An availability set lists its machines even if it has none. */
    private void references(ObjectNode properties, String field, List<String> ids) {
        boolean always = kind == PlacementKind.AVAILABILITY_SET && field.equals("virtualMachines");
        if (!ids.isEmpty() || always) {
            ArrayNode list = properties.putArray(field);
            ids.forEach(id -> list.addObject().put("id", id));
        }
    }

    private Placement require(Request request) {
        ResourceId id = id(request);
        return azure.resources().find(id, Placement.class).orElseThrow(() -> ArmError.resourceNotFound(id));
    }

    private ResourceId id(Request request) {
        List<String> names = kind.levels().size() == 1
                ? List.of(request.param("name"))
                : List.of(request.param("parent"), request.param("name"));
        return new ResourceId(
                request.param("subscription"), request.param("group"), "Microsoft.Compute", kind.levels(), names);
    }

    private static Operations.Plan plan(Placement placement) {
        return Operations.Plan.of("operations", "Microsoft.Compute", placement.location(), WRITE);
    }
}
